"""Words of a note with their places: the one tokeniser of the redactor.

A word keeps inner apostrophes ("O'Neill") and loses a possessive ending ("Dave's" is "Dave" + "'s");
hyphens, underscores, digits and dots separate, so that names inside file names and handles are words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from mentoring.redaction.assemble import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’`](?:s|S|ll|d|re|ve|m)$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word; `key` is its plain form (see assemble.plain)."""

    start: int
    end: int
    text: str
    key: str


@lru_cache(maxsize=50_000)
def _bare(word: str) -> tuple[str, str]:
    match = _POSSESSIVE.search(word)
    text = word[: match.start()] if match and match.start() > 0 else word
    return text, plain(text)


def words(body: str) -> list[Token]:
    """All words of `body`, in order."""
    found = []
    for match in _WORD.finditer(body):
        text, key = _bare(match[0])
        found.append(Token(match.start(), match.start() + len(text), text, key))
    return found
