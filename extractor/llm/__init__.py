"""The llm engine: a language model words what code selects, or selects and words, under the same checks."""

from extractor.llm.asking import AnswerCache
from extractor.llm.engine import LlmEngine, Provenance, Questions

__all__ = ["AnswerCache", "LlmEngine", "Provenance", "Questions"]
