"""Withdrawal and expiry: everything a consent covered goes, and a signed receipt says that it is gone.

First the rows, their keys and the plan of what follows, in one transaction: from then on no read finds them. Then
files, index, full text and the log, then a byte scan of the home. A step that was interrupted is done again at
the next start; before the transaction nothing has happened. The receipt is refused while the scan finds anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from mentoring.consent.gate import ConsentGate, Session
from mentoring.errors import Damaged
from mentoring.records import Consent, Entity, Purpose
from mentoring.store import control, fulltext
from mentoring.store.artifacts import wipe
from mentoring.store.notes import NoteRow
from mentoring.store.plan import Plan, Plans, Step, in_hand
from mentoring.store.programme_reach import Places, ProgrammeReach, uncovered_rows
from mentoring.store.reach import (
    Reach,
    left_the_store,
    living_texts,
    living_vectors,
    measure,
    remove,
    uncovered,
)
from mentoring.store.receipt import Receipt, signed
from mentoring.store.scan import Needles, files_of
from mentoring.store.store import Store
from mentoring.store.subjects import OWN
from mentoring.store.taken_back import taken_back
from mentoring.store.windows import WindowHasher

Rebuild = Callable[[Sequence[str]], None]
"""Rebuilds the index shards of these programmes from live rows and wipes the old ones, before it returns."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one erasure takes."""

    reach: Reach
    bodies: Sequence[str]
    """Texts as they were handed in, for the scan."""
    change: Callable[[], int] = lambda: 0
    """What is done besides removing the rows, with them or not at all; returns how many keys it destroyed."""


class Erasure:
    """Carries out what a withdrawn or expired consent asks for, in one home."""

    def __init__(self, store: Store, home: Path, rebuild: Rebuild, *, beyond: tuple[str, ...] = ()) -> None:
        """`beyond`: what keeps traces where no scan of ours can see; stands on the receipt."""
        self._store = store
        self._beyond = beyond
        self._home = home
        self._rebuild = rebuild
        self._plans = Plans(store.database, store.keys)
        self._hasher = WindowHasher(store.keys.derive("scan"))

    def withdraw(
        self,
        person_ref: str,
        program: str | None,
        *,
        today: date,
        at: datetime,
        actor_ref: str | None = None,
        pair: str | None = None,
        purposes: frozenset[Purpose] | None = None,
        by: Entity = "subject",
    ) -> Receipt:
        """End her consents (or some purposes of them) and erase what they covered; None: in every programme."""
        before = self._gate(today)
        with self._store.transaction():
            self._store.audit.append("consent-withdraw", actor_ref=actor_ref, subject_refs=[person_ref], at=at)
            self._store.consents.withdraw(person_ref, program, today, at, pair=pair, purposes=purposes, by=by)
        whole = purposes is None or "store" in purposes
        return self._erase(person_ref, today, at, (program, pair) if whole else None, before)

    def withdraw_session(self, session: Session, *, today: date, at: datetime, actor_ref: str | None = None) -> Receipt:
        """Take one session out by the word of one of the two; the consents stand."""
        person_ref = session[0]
        with self._store.transaction():
            self._store.audit.append("session-withdraw", actor_ref=actor_ref, subject_refs=[person_ref], at=at)
            self._store.sessions.choose(session, "withdrawn", on=today, at=at)
        return self._erase(person_ref, today, at)

    def expire(self, today: date, at: datetime) -> list[Receipt]:
        """Erase what no consent covers any more today; one receipt for each person whose consent ended."""
        receipts: list[Receipt] = []
        # Asked for anew each time: a service does this while people give and withdraw.
        while (person_ref := self._ended(self._gate(today))) is not None:
            self._store.consents.expire(person_ref, today, at)
            receipts.append(self._erase(person_ref, today, at))
        return receipts

    def resume(self) -> list[Receipt]:
        """Finish what a crash or a failure interrupted; call it at every start, and on every day of a service."""
        return [self._finish(plan) for plan in self._plans.cut_off()]

    def receipts(self) -> list[Receipt]:
        """Receipts of earlier erasures."""
        return self._plans.receipts()

    def carry_out(self, person_ref: str, find: Callable[[], Found], at: datetime) -> Receipt:
        """Remove what `find` names, then prove it.

        It is asked with the database held: what somebody writes meanwhile either was written before, and is found, or
        is written after, and sees that it may not be. `person_ref`: who asked for it; empty where a policy did.
        """
        with in_hand() as erasure:
            with self._store.transaction():
                found = find()
                reach = found.reach
                needles = self._needles(reach, found.bodies)
                seen = control.samples_seen(self._store.database, reach, needles)
                plan = self._plan(erasure, person_ref, reach, needles, at)
                counts = {
                    "notes": len(reach.notes) + len(reach.derived),
                    "items": len(reach.items),
                    "vectors": len(reach.vectors),
                }
                whose = [person_ref] if person_ref else []
                self._store.audit.append("erase", actor_ref=None, subject_refs=whose, details=counts, at=at)
                remove(self._store.database, reach)
                told = replace(plan.receipt, positive_control=seen, keys_destroyed=found.change())
                plan = replace(plan, receipt=told)
                self._plans.begin(plan, at)
            return self._finish(plan)

    def _erase(
        self,
        person_ref: str,
        today: date,
        at: datetime,
        leaves: Places | None = None,
        before: ConsentGate | None = None,
    ) -> Receipt:
        def find() -> Found:
            hers = [row for row in self._store.notes.rows() if person_ref in (row.mentor_ref, row.mentee_ref)]
            gate = self._gate(today)
            besides = uncovered_rows(self._store.database, gate, person_ref, leaves)
            reach = measure(self._store.database, *uncovered(hers, gate), taken_back(hers, gate, before))
            reach = replace(reach, programme=besides, texts=(*reach.texts, *besides.texts))
            bodies = [body for note_id in reach.notes if (body := self._store.notes.body(note_id))]
            return Found(reach, bodies, lambda: self._end_keys(person_ref, today, at, besides))

        return self.carry_out(person_ref, find, at)

    def _gate(self, today: date) -> ConsentGate:
        return ConsentGate(self._store.consents.current(), today, refused_sessions=self._store.sessions.refused())

    def _ended(self, gate: ConsentGate) -> str | None:
        """Somebody whose consent no longer covers something that is kept; None: all is covered."""
        rows = self._store.notes.rows()
        taken = {note_id for note_ids in taken_back(rows, gate).values() for note_id in note_ids}
        due = [row for found in uncovered(rows, gate) for row in found]
        due += [row for row in rows if row.note_id in taken]
        if due:
            return self._whose(due[0], gate)
        return next(iter(uncovered_rows(self._store.database, gate).people), None)

    def _whose(self, row: NoteRow, gate: ConsentGate) -> str:
        """Whose consent ended: the mentee's where it is hers alone, else the mentor's."""
        session = row.pair, row.program, row.session_date
        mentor = gate.covers(row.mentor_ref, "mentor", *session)
        if mentor and gate.covers(row.mentee_ref, "mentee", *session):  # the note stays, without one of its purposes
            mentor = row.purposes <= gate.given_by(row.mentor_ref, "mentor", *session)
        return row.mentee_ref if mentor else row.mentor_ref

    def _needles(self, reach: Reach, bodies: Sequence[str]) -> Needles:
        needles = Needles(self._hasher)
        needles.add_texts((*reach.texts, *bodies))
        needles.add_ids((*reach.notes, *reach.items, *reach.passages, *reach.patterns))
        needles.add_vectors(reach.vectors)
        return needles

    def _plan(self, erasure: str, person_ref: str, reach: Reach, needles: Needles, at: datetime) -> Plan:
        out = left_the_store(self._store.artifacts, reach)
        receipt = Receipt(
            erasure=erasure,
            person_ref=person_ref,
            at=at.isoformat(),
            notes=len(reach.notes) + len(reach.derived),
            insights=reach.insights,
            actions=len(reach.items) - reach.insights,
            patterns=len(reach.patterns),
            digests=len(reach.digests),
            programme=reach.programme.rows + reach.credit,
            vectors=len(reach.vectors),
            files=sum(one.handling == "file" for one in out),
            handed_out=tuple(f"{one.kind} {one.at}: {one.place}" for one in out if one.handling == "handed-out"),
            backups=tuple(f"{one.at}: {one.place}" for one in out if one.handling == "backup"),
            not_covered=(*self._store.database.not_covered, *self._beyond),
        )
        files = tuple((one.id, one.place) for one in out if one.handling == "file")
        return Plan(receipt, "files", reach.programs, files, needles.dump())

    def _end_keys(self, person_ref: str, today: date, at: datetime, besides: ProgrammeReach) -> int:
        """Destroy the keys of programmes in which nothing of hers stands, then her own; returns how many.

        Those of others go who were known from nothing but a match that goes with her.
        """
        store, before = self._store, self._store.subjects.scopes(person_ref)
        hers = [consent for consent in store.consents.current() if consent.person_ref == person_ref]
        noted = {row.program for row in store.notes.rows() if person_ref in (row.mentor_ref, row.mentee_ref)}
        for scope in before - {OWN} - noted:
            held = [consent for consent in hers if consent.program == scope]
            if held and all(_is_over(consent, today) for consent in held):
                store.consents.end(held, at)
                store.subjects.destroy(person_ref, scope)
        if store.subjects.scopes(person_ref) == {OWN} != before and not store.people.on_roster(person_ref):
            store.people.forget(person_ref)
            store.thanks.forget(person_ref)
            store.uses.forget(person_ref)
            store.subjects.destroy(person_ref, OWN)
        freed = [store.matches.let_go(ref, program) for ref, program in besides.matched]
        own = len(before) - len(store.subjects.scopes(person_ref))
        return own + sum(count for count, (ref, _) in zip(freed, besides.matched, strict=True) if ref != person_ref)

    def _finish(self, plan: Plan) -> Receipt:
        while plan.step != "done":
            done = self._do(plan.step, plan)
            plan = self._plans.save(replace(done, step=done.following))
        self._store.database.truncate_log()
        return plan.receipt

    def _do(self, step: Step, plan: Plan) -> Plan:
        """One step; doing it again does no harm."""
        if step == "files":
            for artifact_id, path in plan.files:
                wipe(Path(path))
                self._store.artifacts.forget(artifact_id)
        elif step == "index" and plan.programs:
            self._rebuild(plan.programs)
        elif step == "fulltext":
            with self._store.database.write() as connection:
                fulltext.rebuild(connection)
        elif step == "log":
            self._store.database.forget_deleted()
        elif step == "scan":
            return replace(plan, receipt=self._proved(plan))
        return plan

    def _proved(self, plan: Plan) -> Receipt:
        needles = Needles.load(self._hasher, plan.needles)
        needles.without(living_texts(self._store.database), living_vectors(self._store.database))
        database = self._store.database
        scanned = needles.scan(files_of(self._home), database.contents())
        if scanned.residue:
            database.compact()
            if stained := self._stained(needles):
                self._rebuild(stained)
            scanned = needles.scan(files_of(self._home), database.contents())
        told = replace(plan.receipt, bytes_scanned=scanned.bytes_scanned, residue=scanned.residue)
        if scanned.residue:
            raise Damaged(
                f"The erasure is not finished: {scanned.residue} pieces of what was erased are still in the home; "
                "stop everything that uses it and start Upwell again."
            )
        if told.notes and not told.positive_control:
            raise Damaged("The erasure cannot be proved: the scan did not see the notes before they went.")
        return signed(told, self._store.keys)

    def _stained(self, needles: Needles) -> list[str]:
        """Programmes whose shards hold residue although nothing of theirs was erased.

        Chroma writes memory of its process uncleared into its files (chroma #7688): vectors of one shard into another.
        """
        owner = {generation: shard.rpartition("/")[0] for shard, generation in self._store.index.all().items()}
        files = [file for file in files_of(self._home) if not owner.keys().isdisjoint(file.parts)]
        held = [file for file in files if needles.scan([file]).residue]
        return sorted({owner[part] for file in held for part in file.parts if part in owner})


def _is_over(consent: Consent, today: date) -> bool:
    if consent.withdrawn is not None:
        return consent.withdrawn <= today
    return consent.expires is not None and consent.expires < today
