"""Every word said to a model, versioned; knows nothing of the domain."""
