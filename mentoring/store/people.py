"""People: found by exact id, name, alias or e-mail; kept sealed under their own key.

A person known from a note or consent and later found on a roster stays the same person: the reference
given first is kept, so that her notes and consents stay hers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from mentoring.errors import BadInput
from mentoring.records import Person
from mentoring.store.database import Database
from mentoring.store.keys import seal, unseal
from mentoring.store.refs import Refs
from mentoring.store.state import Kept
from mentoring.store.subjects import Subjects
from mentoring.store.tables import people, people_names


class People:
    """The roster and everybody the notes and consents speak for."""

    def __init__(self, database: Database, refs: Refs, subjects: Subjects) -> None:
        self._db = database
        self._refs = refs
        self._subjects = subjects
        self._lines = Kept(database.reading, self._reporting)

    def import_people(self, roster: Sequence[Person]) -> int:
        """Take a roster; who is known already is updated. Returns how many are on it."""
        with self._db.write():
            for person in roster:
                self._keep(person, self._ref_for(person), on_roster=True)
        return len(roster)

    def ensure(self, name: str) -> Person:
        """The person of that exact id, name or alias; made as "p-" + hex if there is none."""
        found = self.find(name)
        if found is not None:
            return found
        if not name.strip():
            raise BadInput("A person needs a name or an id.")
        ref = self._refs.person(name)
        person = Person(person_id=f"p-{ref[1:]}", name=" ".join(name.split()))
        with self._db.write():
            self._keep(person, ref, on_roster=False)
        return person

    def find(self, text: str) -> Person | None:
        """By exact id first, then by exact name, alias or e-mail; BadInput where two share the name."""
        refs = self._refs_named(text)
        if not refs:
            return None
        if len(refs) > 1:
            raise BadInput("That name belongs to more than one person: use the person_id.", code="ambiguous")
        return self.by_ref(refs[0])

    def ref_of(self, person_id: str) -> str:
        """The reference of a person_id, the same for ever; for an unknown id the one it would get."""
        refs = self._refs_named(person_id)
        return refs[0] if len(refs) == 1 else self._refs.person(person_id)

    def by_ref(self, person_ref: str) -> Person | None:
        """The person behind a reference."""
        with self._db.read() as connection:
            row = connection.execute(select(people).where(people.c.person_ref == person_ref)).one_or_none()
        return None if row is None else self._open(row.person_ref, row.sealed)

    def all(self) -> list[Person]:
        """Everybody known, by person_id."""
        with self._db.read() as connection:
            rows = connection.execute(select(people)).all()
            keys = self._subjects.all_keys()
        found = [_opened(row.person_ref, row.sealed, keys.get(row.person_ref)) for row in rows]
        return sorted((person for person in found if person is not None), key=lambda person: person.person_id)

    def on_roster(self, person_ref: str) -> bool:
        """Whether an imported roster names the person, rather than a note or consent alone."""
        with self._db.read() as connection:
            return bool(connection.scalar(select(people.c.on_roster).where(people.c.person_ref == person_ref)))

    def above(self, person_ref: str) -> frozenset[str]:
        """References of everybody above the person in her reporting line, as far as the roster knows it."""
        return self.lines().get(person_ref, frozenset())

    def lines(self) -> Mapping[str, frozenset[str]]:
        """The same of everybody who has somebody above her."""
        return self._lines.now()

    def _reporting(self, connection: Connection) -> dict[str, frozenset[str]]:
        keys = self._subjects.all_keys()
        rows = connection.execute(select(people.c.person_ref, people.c.sealed)).all()
        opened = {row.person_ref: _opened(row.person_ref, row.sealed, keys.get(row.person_ref)) for row in rows}
        named = {one.manager_id for one in opened.values() if one is not None and one.manager_id}
        refs = {manager: self.ref_of(manager) for manager in named}
        manager = {ref: refs[one.manager_id] for ref, one in opened.items() if one is not None and one.manager_id}
        return {ref: frozenset(_upwards(ref, manager)) for ref in manager}

    def forget(self, person_ref: str) -> None:
        """Remove the record and its names; the caller destroys the key."""
        with self._db.write() as connection:
            connection.execute(delete(people_names).where(people_names.c.person_ref == person_ref))
            connection.execute(delete(people).where(people.c.person_ref == person_ref))

    def _refs_named(self, text: str) -> list[str]:
        wanted = select(people_names.c.person_ref, people_names.c.kind).where(
            people_names.c.name_ref == self._refs.person(text)
        )
        with self._db.read() as connection:
            rows = connection.execute(wanted).all()
        by_id = [row.person_ref for row in rows if row.kind == "id"]
        return by_id or sorted({row.person_ref for row in rows})

    def _ref_for(self, person: Person) -> str:
        known = self._refs_named(person.person_id)
        if known:
            return known[0]
        same_name = [ref for ref in self._refs_named(person.name) if not self.on_roster(ref)]
        return same_name[0] if len(same_name) == 1 else self._refs.person(person.person_id)

    def _keep(self, person: Person, ref: str, *, on_roster: bool) -> None:
        sealed = seal(self._subjects.key(ref), _as_json(person), f"person:{ref}")
        with self._db.write() as connection:
            known = connection.scalar(select(people.c.person_ref).where(people.c.person_ref == ref))
            if known is None:
                connection.execute(insert(people).values(person_ref=ref, sealed=sealed, on_roster=on_roster))
            else:
                connection.execute(
                    update(people).where(people.c.person_ref == ref).values(sealed=sealed, on_roster=on_roster)
                )
            connection.execute(delete(people_names).where(people_names.c.person_ref == ref))
            connection.execute(insert(people_names), list(self._name_rows(person, ref)))

    def _name_rows(self, person: Person, ref: str) -> Iterator[dict[str, str]]:
        seen: set[str] = set()
        names = [(person.person_id, "id"), (person.name, "name"), *((alias, "alias") for alias in person.aliases)]
        if person.email:
            names.append((person.email, "email"))
        for text, kind in names:
            name_ref = self._refs.person(text)
            if text.strip() and name_ref not in seen:
                seen.add(name_ref)
                yield {"name_ref": name_ref, "person_ref": ref, "kind": kind}

    def _open(self, ref: str, sealed: bytes) -> Person | None:
        return _opened(ref, sealed, self._subjects.find(ref))


def _opened(ref: str, sealed: bytes, key: bytes | None) -> Person | None:
    if key is None:
        return None
    fields = json.loads(unseal(key, sealed, f"person:{ref}"))
    programs = fields.get("programs")  # a record sealed before rosters named programmes has none
    led = None if programs is None else tuple(programs)
    return Person(**{**fields, "aliases": tuple(fields["aliases"]), "programs": led})


def _upwards(ref: str, manager: Mapping[str, str]) -> Iterator[str]:
    """Everybody above, each once; a circle in the roster ends the line."""
    line = {ref}
    while (ref := manager.get(ref, ref)) not in line:
        line.add(ref)
        yield ref


def _as_json(person: Person) -> bytes:
    fields = {name: getattr(person, name) for name in Person.__dataclass_fields__}
    return json.dumps({**fields, "aliases": list(person.aliases)}, ensure_ascii=False).encode()
