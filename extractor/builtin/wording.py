"""Reads the pattern files beside this module: cues of a unit and word stems of a theme."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent


def _read(name: str) -> dict[str, str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def cue_patterns() -> dict[str, re.Pattern[str]]:
    """Cues of a unit's own words, by name."""
    return {name: re.compile(words, re.I) for name, words in _read("cues.txt").items() if ":" not in name}


@lru_cache(maxsize=1)
def heading_patterns() -> dict[str, re.Pattern[str]]:
    """Cues of the heading above a unit, by name."""
    found = _read("cues.txt").items()
    return {name.split(":")[1]: re.compile(words, re.I) for name, words in found if ":" in name}


@lru_cache(maxsize=1)
def theme_patterns() -> tuple[re.Pattern[str], ...]:
    """Word stems of the eight themes, in the order of the file."""
    return tuple(re.compile(rf"\b(?:{words})\b", re.I) for words in _read("lexicon.txt").values())
