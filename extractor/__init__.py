"""Redacted notes -> grounded insights and action items -> patterns -> digests."""
