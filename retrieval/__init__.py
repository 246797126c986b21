"""Embedding, the derived Chroma index and search over what was learned before."""
