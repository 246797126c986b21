"""Somebody who was never in the room, but is named in notes, asks to be taken out of them.

Her surface forms stand in the notes' vaults. In each note that names her, the sentences about her become
[WITHHELD], the sealed body, her surface forms and withheld passages that name her go, and everything made of those
sentences with them. The note goes back to the stage `redacted`, to be indexed and read again without her.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from sqlalchemy import select, update

from mentoring.records import WITHHELD, RedactedText, Vault
from mentoring.store import credit_reach
from mentoring.store.erasure import Erasure, Found
from mentoring.store.reach import Reach, measure
from mentoring.store.receipt import Receipt
from mentoring.store.refs import normalised
from mentoring.store.store import Store
from mentoring.store.subjects import OWN
from mentoring.store.tables import items

_WORD = re.compile(r"[\w'’.-]*\w")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|\n+")
Cut = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """One note without somebody."""

    text: RedactedText
    vault: Vault
    cuts: tuple[Cut, ...]
    """Ranges of the old text that became [WITHHELD]."""


def withdraw_named(
    store: Store,
    erasure: Erasure,
    name: str,
    *,
    at: datetime,
    aliases: Sequence[str] = (),
    actor_ref: str | None = None,
) -> Receipt:
    """Take everybody of that exact name out of every note that names her; the receipt counts those notes."""
    ref = store.refs.person(name)
    store.audit.append("third-party-withdraw", actor_ref=actor_ref, subject_refs=[ref], at=at)
    store.outside.add_names(store.refs.person(one) for one in (name, *aliases))
    wanted = {normalised(one) for one in (name, *aliases)}
    with store.reading():
        names = {row.note_id: wanted for row in store.notes.rows() if _hers(store.notes.vault(row.note_id), wanted)}
    return _carry_out(store, erasure, ref, names, at)


def withdraw_refs(store: Store, erasure: Erasure, refs: Collection[str], *, at: datetime) -> Receipt | None:
    """The same for names that only their keyed references tell: of whoever asked since a backup that is restored.

    None where no note names them.
    """
    names: dict[str, set[str]] = {}
    with store.reading():
        for row in store.notes.rows():
            vault = store.notes.vault(row.note_id)
            said = {name for name, _ in vault.surfaces if store.refs.person(name) in refs}
            said |= {words for one in vault.withheld for words in _phrases(one) if store.refs.person(words) in refs}
            wanted = {normalised(name) for name in said}
            if _hers(vault, wanted):
                names[row.note_id] = wanted
    return _carry_out(store, erasure, min(refs), names, at) if names else None


def _carry_out(store: Store, erasure: Erasure, ref: str, names: Mapping[str, set[str]], at: datetime) -> Receipt:
    """`names`: what she is called in each note that names her."""

    def find() -> Found:
        there = [row.note_id for row in store.notes.rows(ids=list(names))]
        found = {note_id: one for note_id in there if (one := _without(store, note_id, names[note_id]))}
        bodies = [body for note_id in found if (body := store.notes.body(note_id))]
        return Found(_touched(store, found), bodies, lambda: _change(store, ref, found))

    return erasure.carry_out(ref, find, at)


def _change(store: Store, ref: str, found: Mapping[str, Rewritten]) -> int:
    for one in found.values():
        store.notes.rewrite(one.text, one.vault)
        _shift(store, one)
    if store.people.by_ref(ref) is not None:
        return 0
    store.subjects.destroy(ref, OWN)  # what the audit says of somebody nobody else knows
    return 1


def without(text: RedactedText, placeholders: frozenset[str]) -> tuple[RedactedText, tuple[Cut, ...]]:
    """The text with each sentence that holds one of the placeholders withheld, and where it was cut."""
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text.text)), len(text.text)]
    cuts: list[Cut] = []
    for start, end in pairwise(ends):
        if any(placeholder in text.text[start:end] for placeholder in placeholders):
            stripped = start + len(text.text[start:end].rstrip())
            cuts.append((start, stripped))
    left = text.text
    for start, end in reversed(cuts):
        left = left[:start] + WITHHELD + left[end:]
    spans = tuple(span for span in text.spans if span.placeholder not in placeholders)
    return replace(text, text=left, spans=spans), tuple(cuts)


def _without(store: Store, note_id: str, wanted: set[str]) -> Rewritten | None:
    vault = store.notes.vault(note_id)
    hers = _hers(vault, wanted)
    if not hers:
        return None
    text, cuts = without(store.notes.redacted(note_id), hers)
    kept = tuple((surface, mark) for surface, mark in vault.surfaces if mark not in hers)
    withheld = tuple(passage for passage in vault.withheld if not any(_says(passage, name) for name in wanted))
    return Rewritten(text, Vault(kept, withheld), cuts)


def _hers(vault: Vault, wanted: Collection[str]) -> frozenset[str]:
    """Her placeholders in a note."""
    marks = frozenset(mark for surface, mark in vault.surfaces if normalised(surface) in wanted)
    return marks - {"[MENTOR]", "[MENTEE]"}  # the two in the room withdraw their consent instead


def _phrases(passage: str) -> Iterator[str]:
    """Every run of up to five words: a name stands among them."""
    words = [match.group() for match in _WORD.finditer(passage)]
    for length in range(1, 6):
        yield from (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def _says(passage: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", normalised(passage)) is not None


def _touched(store: Store, found: Mapping[str, Rewritten]) -> Reach:
    """What hangs on these notes; the notes themselves stay."""
    whole = measure(store.database, store.notes.rows(ids=list(found)))
    gone = tuple(item for note_id, one in found.items() for item in _overlapping(store, note_id, one.cuts))
    insights = sum(row.insight.id in gone for row in store.items.insights(note_ids=list(found)))
    with store.database.read() as connection:
        credit = credit_reach.count(connection, (), gone)
    return replace(whole, notes=(), items=gone, insights=insights, derived=tuple(found), credit=credit)


def _overlapping(store: Store, note_id: str, cuts: Sequence[Cut]) -> list[str]:
    with store.database.read() as connection:
        rows = connection.execute(select(items.c.id, items.c.evidence).where(items.c.note_id == note_id)).all()
    return [row.id for row in rows if any(s < end and start < e for s, e in row.evidence for start, end in cuts)]


def _shift(store: Store, one: Rewritten) -> None:
    """Move the evidence of what stays to where its words stand now."""
    with store.database.write() as connection:
        rows = connection.execute(select(items.c.id, items.c.evidence).where(items.c.note_id == one.text.note_id)).all()
        for row in rows:
            moved = [[_moved(start, one.cuts), _moved(end, one.cuts)] for start, end in row.evidence]
            connection.execute(update(items).where(items.c.id == row.id).values(evidence=moved))


def _moved(position: int, cuts: Sequence[Cut]) -> int:
    return position + sum(len(WITHHELD) - (end - start) for start, end in cuts if end <= position)
