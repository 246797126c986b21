"""Which keys are known as first names, surnames, places or ordinary English words.

Made by evals/fit_redaction_lexicon.py, which names its sources and their licences.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from mentoring.redaction.assemble import plain
from mentoring.redaction.vocabulary import words_of


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of plain keys (see assemble.plain)."""

    first: frozenset[str]
    last: frozenset[str]
    places: frozenset[str]
    """Whole names; one of several words keeps its spaces."""
    place_starts: frozenset[str]
    """First words of all places."""
    words: dict[str, int]
    """Ordinary word -> how often it stood in lower case in the counted texts; 0 or 1 means rare."""

    def count(self, key: str) -> int:
        """How often the word, or the word it is formed from ("invoices", "signing"), was seen; -1: never."""
        if key in self.words or self.is_name(key):
            return self.words.get(key, -1)
        stems = [key[: -len(end)] + new for end, new in _ENDINGS if key.endswith(end) and len(key) > len(end) + 2]
        return max((min(self.words.get(s, -1), 5) for s in stems), default=-1)

    def is_ordinary(self, key: str) -> bool:
        """Whether `key` is a word of everyday English, so that a name of that form needs context."""
        return self.words.get(key, -1) >= 3 or key in _ORDINARY

    def is_name(self, key: str) -> bool:
        """Whether `key` is known as a first name or surname."""
        return key in self.first or key in self.last


_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e")),
    *(
        ("ers", ""),
        ("ers", "e"),
        ("ly", ""),
        ("y", ""),
        ("ness", ""),
        ("ally", ""),
        ("isation", "ize"),
        ("ise", "ize"),
        ("ised", "ize"),
    ),
    *(
        ("our", "or"),
        ("ours", "or"),
        ("less", ""),
        ("able", ""),
        ("able", "e"),
        ("ful", ""),
        ("est", ""),
        ("ier", "y"),
        ("ily", "y"),
    ),
)
"""Endings of English words and what stood there before."""
_ORDINARY = words_of("words and names")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    raw = gzip.decompress(files("mentoring.redaction").joinpath("weights/lexicon.txt.gz").read_bytes())
    first, last, places, words = set(), set(), set(), {}
    for line in raw.decode().splitlines():
        key, flags, count = line.split("\t")
        if "f" in flags:
            first.add(key)
        if "s" in flags:
            last.add(key)
        if "p" in flags:
            places.add(key)
        if "w" in flags:
            words[key] = int(count)
    more = files("mentoring.redaction").joinpath("weights/more_names.txt").read_text(encoding="utf-8")
    first.update(plain(w) for line in more.splitlines() if not line.startswith("#") for w in line.split())
    places.update(plain(w) for w in words_of("regions"))
    return Lexicon(frozenset(first), frozenset(last), frozenset(places), frozenset(p.split()[0] for p in places), words)
