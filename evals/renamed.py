"""The same labelled note among other people: every name in it replaced, and the labels moved with it.

For fitting alone: a redactor must learn where names stand, not which names there are.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from evals.gold import Case
from mentoring.redaction.assemble import plain
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.roster import PARTICLES
from mentoring.redaction.vocabulary import words_of

_WORD = re.compile(r"[^\W\d_]{2,}")
_LOWER = 0.2
"""Share of notes that lose their capitals on the way."""


def renamed(case: Case, chance: random.Random) -> Case:
    """`case` with other names, for identifiers and passages only: its items are left out."""
    note = case.note
    named = [span for span in case.pii if span.type == "PERSON"]
    words = {plain(word) for span in named for word in _WORD.findall(span.text)}
    words |= {plain(word) for name in (note.mentor, note.mentee) for word in _WORD.findall(name)}
    others = {word: _drawn(word, chance) for word in sorted(words - PARTICLES - words_of("titles"))}
    edits = {
        (span.start + word.start(), span.start + word.end(), _cased(others[plain(word[0])], word[0]))
        for span in case.pii
        if span.type in ("PERSON", "EMAIL", "HANDLE", "URL")
        for word in _WORD.finditer(span.text)
        if plain(word[0]) in others
    }
    body, place = _edited(note.body, sorted(edits))
    if chance.random() < _LOWER and len(body.lower()) == len(body):
        body = body.lower()
    pii = tuple(
        replace(span, start=a, end=b, text=body[a:b])
        for span in case.pii
        for a, b in [(place(span.start), place(span.end))]
    )
    withheld = tuple(
        replace(passage, start=a, end=b, text=body[a:b])
        for passage in case.withheld
        for a, b in [(place(passage.start), place(passage.end))]
    )
    note = replace(note, body=body, mentor=_spelt(note.mentor, others), mentee=_spelt(note.mentee, others))
    return replace(case, note=note, pii=pii, withheld=withheld, insights=(), actions=(), distractors=())


def _drawn(word: str, chance: random.Random) -> str:
    firsts, lasts = _names()
    known = lexicon()
    return chance.choice(firsts if word in known.first or word not in known.last else lasts)


@lru_cache(maxsize=1)
def _names() -> tuple[list[str], list[str]]:
    known = lexicon()
    return tuple(sorted(n for n in names if n.isalpha() and len(n) > 2) for names in (known.first, known.last))  # type: ignore[return-value]  # two lists


def _cased(name: str, like: str) -> str:
    if like.islower():
        return name
    return name.upper() if like.isupper() and len(like) > 2 else name.capitalize()


def _spelt(name: str, others: dict[str, str]) -> str:
    return _WORD.sub(lambda word: _cased(others.get(plain(word[0]), word[0]), word[0]), name)


def _edited(body: str, edits: list[tuple[int, int, str]]) -> tuple[str, Callable[[int], int]]:
    """The body with its edits, and where a place of the old one stands in it."""
    pieces, at, anchors = [], 0, [(0, 0)]
    length = 0
    for start, end, new in edits:
        if start < at:
            continue
        pieces += [body[at:start], new]
        length += start - at + len(new)
        at = end
        anchors.append((at, length))
    pieces.append(body[at:])

    def place(old: int) -> int:
        index = bisect_right(anchors, (old, 1 << 60)) - 1
        before, after = anchors[index]
        limit = anchors[index + 1][1] if index + 1 < len(anchors) else 1 << 60
        return min(after + old - before, limit)

    return "".join(pieces), place
