"""The builtin engine: light heads and linguistic cues, no key and no network."""

from extractor.builtin.engine import BuiltinEngine

__all__ = ["BuiltinEngine"]
