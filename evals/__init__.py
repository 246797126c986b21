"""Suites, metrics and attacks that show with numbers what holds."""
