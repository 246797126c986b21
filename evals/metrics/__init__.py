"""Metrics as pure functions over predictions and gold."""
