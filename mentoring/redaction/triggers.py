"""Where in a note a detector has anything to look for: the costly patterns run only around such words.

Words are compared by their first four letters, so "diagnosed" stands for "diagnosis" too; a trigger may
fire for nothing, it must not stay silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mentoring.redaction.assemble import plain
from mentoring.redaction.tokens import Token

REACH = 170
"""Characters on both sides of a trigger that a pattern may need."""


def stem(key: str) -> str:
    """First four letters, apostrophes dropped."""
    return key.replace("'", "")[:4]


def stems_of(*texts: str) -> frozenset[str]:
    """Stems of all words of two letters and more in `texts`, which may be regular expressions."""
    words = (w for text in texts for w in re.findall(r"[^\W\d_]{2,}", plain(re.sub(r"\\[a-zA-Z]", " ", text))))
    return frozenset(stem(w) for w in words)


class Spots:
    """The places of a note at which each group of triggers fires."""

    def __init__(self, body: str, tokens: Sequence[Token], groups: Mapping[str, frozenset[str]]) -> None:
        self._body = body
        self._places: dict[str, list[int]] = {name: [] for name in groups}
        by_stem: dict[str, list[str]] = {}
        for name, stems in groups.items():
            for each in stems:
                by_stem.setdefault(each, []).append(name)
        for token in tokens:
            for name in by_stem.get(stem(token.key), ()):
                self._places[name].append(token.start)

    def windows(self, group: str, extra: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
        """Stretches of the body around the group's spots (and around `extra` places), merged, in order."""
        start = end = -1
        for place in sorted([*self._places[group], *extra]):
            if place - REACH > end:
                if end > 0:
                    yield start, end
                start = self._at_gap(max(0, place - REACH))
            end = min(len(self._body), place + REACH)
        if end > 0:
            yield start, end

    def _at_gap(self, at: int) -> int:
        """The next place after `at` where no word is cut in two."""
        while 0 < at < len(self._body) and self._body[at - 1].isalnum():
            at += 1
        return at

    def hits(
        self, group: str, patterns: Iterable[re.Pattern[str]], extra: Iterable[int] = ()
    ) -> Iterator[re.Match[str]]:
        """Matches of `patterns` around the group's spots."""
        stretches = list(self.windows(group, extra))
        for pattern in patterns:
            for start, end in stretches:
                yield from pattern.finditer(self._body, start, end)
