"""The consent gate: the only maker of a ConsentedNote. Default deny.

A purpose holds for a session when it was given by *both* who were in the room, on or before the day of
the session, and is given today: not withdrawn, not expired. A refusal says whose consent is missing
by role, never by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mentoring.records import Consent, ConsentedNote, Note, Purpose, Refusal

Session = tuple[str, str | None, str, date]
"""(person_ref, programme, pair, session date): whose word on which session.

Words of older releases name no programme: they are meant for her pair of that name in each.
"""


class ConsentGate:
    """Admits notes under the consents that stand on `today`."""

    def __init__(
        self, consents: Sequence[Consent], today: date, *, refused_sessions: Mapping[Session, bool] | None = None
    ) -> None:
        """`refused_sessions`: of each session that somebody spoke of, whether she wants it kept out."""
        self._today = today
        self._refused = refused_sessions or {}
        self._consents: dict[tuple[str, str, str, str], list[Consent]] = {}
        for consent in consents:
            key = (consent.person_ref, consent.role, consent.pair, consent.program)
            self._consents.setdefault(key, []).append(consent)

    def admit(self, note: Note, mentor_ref: str, mentee_ref: str) -> ConsentedNote | Refusal:
        """The note with the purposes that hold for it, or why it stays outside."""
        held, reasons = self._held(note.program, note.pair, note.session_date, mentor_ref, mentee_ref)
        if reasons:
            return Refusal(code="consent", reason="; ".join(reasons), note_id=note.note_id or None)
        return ConsentedNote(note=note, purposes=held)

    def purposes(
        self, program: str, pair: str, session_date: date, mentor_ref: str, mentee_ref: str
    ) -> frozenset[Purpose]:
        """Purposes that hold today for a session already stored; empty when `store` does not."""
        held, reasons = self._held(program, pair, session_date, mentor_ref, mentee_ref)
        return frozenset() if reasons else held

    def covers(self, person_ref: str, role: str, pair: str, program: str, session_date: date) -> bool:
        """Whether this one person's consent to keep notes holds today for a session."""
        consents = self._consents.get((person_ref, role, pair, program), [])
        return _missing(consents, session_date, self._today) is None

    @property
    def today(self) -> date:
        """The day on which consents are judged."""
        return self._today

    def open_to(self, person_ref: str, role: str, pair: str, program: str) -> bool:
        """Whether she agreed to this place today, or has yet to answer and did not leave the programme."""
        here = self._consents.get((person_ref, role, pair, program), [])
        if here:
            asked = any(one.given is None and one.purposes and one.withdrawn is None for one in here)
            return asked or self.covers(person_ref, role, pair, program, self._today)
        hers = [one for place, known in self._consents.items() if (place[0], place[3]) == (person_ref, program)
                for one in known]  # fmt: skip
        return not hers or any(_flaw(one, self._today, self._today) is None or one.given is None for one in hers)

    def given_by(self, person_ref: str, role: str, pair: str, program: str, day: date) -> frozenset[Purpose]:
        """Purposes this one person gave by that day and gives today, for what she alone said."""
        return _purposes(self._consents.get((person_ref, role, pair, program), []), day, self._today)

    def _held(
        self, program: str, pair: str, session_date: date, mentor_ref: str, mentee_ref: str
    ) -> tuple[frozenset[Purpose], list[str]]:
        if any(self._keeps_out(ref, program, pair, session_date) for ref in (mentor_ref, mentee_ref)):
            return frozenset(), ["this session was taken out by one of the two"]
        mentor = self._consents.get((mentor_ref, "mentor", pair, program), [])
        mentee = self._consents.get((mentee_ref, "mentee", pair, program), [])
        held = _purposes(mentor, session_date, self._today) & _purposes(mentee, session_date, self._today)
        if "store" in held:
            return held, []
        reasons = [
            f"the {role}'s consent {reason}"
            for role, consents in (("mentor", mentor), ("mentee", mentee))
            if (reason := _missing(consents, session_date, self._today))
        ]
        return held, reasons

    def _keeps_out(self, person_ref: str, program: str, pair: str, session_date: date) -> bool:
        """Only the word of the two counts, and the one that names the programme before one that names none."""
        general = self._refused.get((person_ref, None, pair, session_date), False)
        return self._refused.get((person_ref, program, pair, session_date), general)


def _purposes(consents: Sequence[Consent], session_date: date, today: date) -> frozenset[Purpose]:
    standing = [consent.purposes for consent in consents if _flaw(consent, session_date, today) is None]
    return frozenset(purpose for purposes in standing for purpose in purposes)


def _missing(consents: Sequence[Consent], session_date: date, today: date) -> str | None:
    """Why `store` does not hold for one person; None if it does."""
    if "store" in _purposes(consents, session_date, today):
        return None
    if not consents:
        return "is missing"
    return _flaw(consents[-1], session_date, today) or "does not cover keeping notes"


def _flaw(consent: Consent, session_date: date, today: date) -> str | None:
    """What keeps a consent from standing today for a session of that day."""
    if consent.withdrawn is not None and consent.withdrawn <= today:
        return f"was withdrawn on {consent.withdrawn.isoformat()}"
    if consent.given is None or consent.given > today:
        return "was never given"
    if consent.expires is not None and consent.expires < max(today, session_date):
        return f"expired on {consent.expires.isoformat()}"
    if consent.given > session_date:
        return f"was given only on {consent.given.isoformat()}, after the session"
    return None
