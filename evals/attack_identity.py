"""Re-identification: whose session was this? From what a note's digest items say, among everybody who writes.

The attacker holds all other notes of every mentor, unredacted, and matches style and content (`evals.identity`).
Guessing blindly she is right once in n people; what she reaches on the notes themselves shows that she can read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from evals.identity import likeliest
from evals.results import Measured, Row, Unscored, measured
from evals.road import Travelled

Seen = Callable[[Travelled], str]
_FEWEST = 3


def measure_identity(travelled: Sequence[Travelled]) -> tuple[list[Measured], list[Unscored]]:
    """Right guesses from statements, from quoted words and from the notes; `chance` is one in n people."""
    by_mentor: dict[str, list[Travelled]] = {}
    for one in travelled:
        by_mentor.setdefault(one.case.note.mentor, []).append(one)
    known = {mentor: notes for mentor, notes in by_mentor.items() if len(notes) > 1}
    if len(known) < _FEWEST:
        why = f"fewer than {_FEWEST} mentors of these cases wrote two notes or more"
        return [], [Unscored("re-identification of the mentor", why, required=False)]
    views: dict[str, Seen] = {
        "re-identified from statements alone": statements,
        "re-identified from the digest, quoted words too": quoted,
        "re-identified from the notes themselves": lambda one: one.case.note.body,
    }
    guessed = [measured(name, _guesses(known, view)) for name, view in views.items()]
    blind = measured("re-identified by guessing", [Row("all", 1, len(known))])
    above = _above(guessed[1], len(known))
    return [*guessed, blind, above], []


def _guesses(known: Mapping[str, Sequence[Travelled]], view: Seen) -> list[Row]:
    """One row a note of which something is said: whether the likeliest mentor is its own."""
    rows = []
    for mentor, notes in known.items():
        for one in notes:
            said = view(one)
            if said.strip():
                background = {
                    name: "\n".join(other.case.note.body for other in theirs if other is not one)
                    for name, theirs in known.items()
                }
                rows.append(Row(one.case.note.note_id, likeliest(said, background) == mentor, 1))
    return rows


def _above(found: Measured, people: int) -> Measured:
    """How far above guessing: 0 nothing gained, 1 always right; can be below 0."""
    chance = 1 / people
    rows = [Row(row.case, (row.hits - chance) / (1 - chance), row.n) for row in found.rows]
    return measured("re-identified beyond guessing", rows, "mean")


def statements(one: Travelled) -> str:
    """What the organisation reads of a note without quoted words."""
    return "\n".join(one.sentences())


def quoted(one: Travelled) -> str:
    """Statements, tasks and the redacted words they stand on."""
    return "\n".join([*one.sentences(), *(piece.text for piece in one.evidence())])
