"""From settled finds and passages to the redacted text: placeholders, numbering, vault."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from mentoring.records import WITHHELD, RedactedSpan, Vault, WithheldPassage
from mentoring.redaction.as_read import as_read
from mentoring.redaction.found import Found

_TURNING = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Overrides of direction, control signs and tags: the last spell whole sentences that only a machine reads."""


def placeholders(body: str, finds: Sequence[Found]) -> tuple[RedactedSpan, ...]:
    """Each find with its placeholder; the same surface (or a part of the same name) keeps its number."""
    numbers: dict[str, dict[str, int]] = {}
    full = [f for f in finds if f.type == "PERSON" and not f.who]
    for find in sorted(full, key=lambda f: f.start - f.end):
        _number(numbers, find, body)
    return tuple(RedactedSpan(f.start, f.end, f.type, _placeholder(numbers, f, body), f.cls, f.by) for f in finds)


def _placeholder(numbers: dict[str, dict[str, int]], find: Found, body: str) -> str:
    return f"[{find.who}]" if find.who else f"[{find.type}_{_number(numbers, find, body)}]"


def _number(numbers: dict[str, dict[str, int]], find: Found, body: str) -> int:
    known = numbers.setdefault(find.type, {})
    key = plain(as_read(body[find.start : find.end]).text)
    if key not in known:
        known[key] = _same_person(known, key) if find.type == "PERSON" else 0
        known[key] = known[key] or max(known.values(), default=0) + 1
    return known[key]


def _same_person(known: dict[str, int], key: str) -> int:
    """Number of a longer name that holds all words of this one, if exactly one does; else 0."""
    words = set(key.split())
    holders = {number for other, number in known.items() if words and words <= set(other.split())}
    return holders.pop() if len(holders) == 1 else 0


def plain(text: str) -> str:
    """Casefolded, accents off, apostrophes alike, spaces collapsed: the key by which surfaces compare."""
    if not text.isascii():
        # Marks by themselves go first: to put a heap of them in order costs the time of its square.
        text = _unmarked(unicodedata.normalize("NFKD", _unmarked(text)))
    return " ".join(text.replace("’", "'").replace("ł", "l").replace("Ł", "L").casefold().split())


def _unmarked(text: str) -> str:
    return "".join(c for c in text if not unicodedata.combining(c))


def rebuild(body: str, spans: Sequence[RedactedSpan], withheld: Sequence[WithheldPassage]) -> str:
    """The redacted text: body with placeholders and, for each passage, exactly [WITHHELD].

    Sign for sign as the body is, but for those that turn what is shown round or hide words in it.
    """
    cuts = [(p.start, p.end, WITHHELD) for p in withheld]
    cuts += [
        (s.start, s.end, s.placeholder) for s in spans if not any(p.start < s.end and s.start < p.end for p in withheld)
    ]
    pieces, position = [], 0
    for start, end, text in sorted(cuts):
        pieces += [_showable(body[position:start]), text]
        position = end
    return "".join([*pieces, _showable(body[position:])])


def _showable(text: str) -> str:
    """`text` with a sign that does nothing for each that turns it round, steers a terminal or is written unseen."""
    return _TURNING.sub("\u200b", text)


def vault_of(body: str, spans: Sequence[RedactedSpan], withheld: Sequence[WithheldPassage]) -> Vault:
    """Everything that was taken out, for the output guard alone."""
    surfaces = dict.fromkeys((body[s.start : s.end], s.placeholder) for s in spans)
    return Vault(tuple(surfaces), tuple(body[p.start : p.end] for p in withheld))
