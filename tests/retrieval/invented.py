"""Two programmes of invented notes, and how to keep and erase one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from mentoring.records import PURPOSES, ConsentedNote, Note, RedactedText, Vault
from mentoring.store import Store
from retrieval.embed import Embedder
from retrieval.index import Index
from retrieval.search import Hit, search

NOTES = {
    "n-clips": (
        "media",
        "[MENTOR] showed two video clips from the bakery.\nThe shaky one by an apprentice had ten times the views. "
        "Viewers trust the person who kneads the dough.\n[MENTEE] will film one herself.",
    ),
    "n-captions": (
        "media",
        "We watched last week's webinar without sound. Captions help the deaf fitters and everyone in a loud hall. "
        "[WITHHELD] The subtitles must be checked by a person.",
    ),
    "n-chatbots": (
        "plant",
        "- most trainees ask a chatbot on their own phone\n- nobody knows if that is allowed\n"
        "- one page of rules would help more than another ban\n",
    ),
    "n-shifts": (
        "plant",
        "[PERSON_1]: The night shift never hears the news.\n[PERSON_2]: Because it goes out by e-mail?\n"
        "[PERSON_1]: Yes, and we have one computer for forty people. A poster by the clock reaches everybody.",
    ),
    "n-empty": ("plant", "[WITHHELD]"),
}


def redacted(note_id: str, text: str) -> RedactedText:
    return RedactedText(note_id, date(2026, 5, 4), None, text)


def keep(store: Store, program: str, text: RedactedText) -> None:
    """Store a note without text of its own: what counts here is its redacted text."""
    note = Note(text.note_id, program, f"{program}-01", text.session_date, "Mentor One", "Mentee Two", None, text.text)
    refs = [store.people.ref_of(store.people.ensure(name).person_id) for name in (note.mentor, note.mentee)]
    store.notes.add(
        ConsentedNote(note, frozenset(PURPOSES)), text, Vault((), ()), mentor_ref=refs[0], mentee_ref=refs[1],
        content_ref=f"c-{text.note_id}", at=datetime(2026, 5, 5, tzinfo=UTC),
    )  # fmt: skip


def erase(store: Store, note_id: str) -> None:
    """What an erasure does to a note's passages."""
    store.passages.replace(note_id, [], store.passages.vectors([])[1])


ALL = {
    program: [note_id for note_id, (where, _) in NOTES.items() if where == program] for program in ("media", "plant")
}


@dataclass(frozen=True)
class Library:
    """An opened home with the invented notes in it."""

    store: Store
    index: Index
    embedder: Embedder

    def search(self, query: str, allowed: Mapping[str, Sequence[str]] = ALL, k: int = 10) -> list[Hit]:
        return search(self.index, self.store, self.embedder.embed, query, allowed, k=k)
