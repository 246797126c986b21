"""Word lists of the redactor, one file: weights/vocabulary.txt, written for it, `name: word|word|...`.

A word may be a regular expression; longer ones are tried first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_OUTER_BAR = re.compile(r"\|(?![^()]*\))")
"""A bar that stands in no brackets; brackets are not nested in the lists."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    name = ""
    for line in (
        files("mentoring.redaction").joinpath("weights/vocabulary.txt").read_text(encoding="utf-8").splitlines()
    ):
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("["):
            name = line.strip("[] ")
            lists[name] = []
        else:
            lists[name] += [word.strip() for word in _OUTER_BAR.split(line) if word.strip()]
    return lists


@lru_cache(maxsize=64)
def alternatives(name: str) -> str:
    """The list as one group of a regular expression, longest first."""
    return "(?:" + "|".join(sorted(_lists()[name], key=len, reverse=True)) + ")"


@lru_cache(maxsize=64)
def words_of(name: str) -> frozenset[str]:
    """The list as a set."""
    return frozenset(_lists()[name])


@lru_cache(maxsize=1)
def demonyms() -> frozenset[str]:
    """Nationalities and peoples as plain lower-case words."""
    return frozenset(word.casefold() for word in _lists()["demonyms"])
