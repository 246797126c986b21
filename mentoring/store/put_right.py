"""A restored home as it would be if it had never been lost: what was taken back since the backup is taken back again.

The register of consents becomes the one of the list of withdrawals; sessions, words and names that were taken back
since are taken back. What no consent covers then goes the way of every erasure, with its scan and its receipt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select, update

from mentoring.records import Consent
from mentoring.store import third_party
from mentoring.store.consent_rows import Place, place
from mentoring.store.erasure import Erasure
from mentoring.store.outside import Withdrawals
from mentoring.store.receipt import Receipt
from mentoring.store.store import Store
from mentoring.store.tables import items


def take_back(store: Store, told: Withdrawals, *, today: date, at: datetime) -> None:
    """Rows only, in one transaction: from then on no reader meets what was taken back."""
    with store.transaction():
        _consents(store, told.consents, today, at)
        for one in told.sessions:
            store.sessions.choose(one, "withdrawn", on=today, at=at)
        _bar(store, told)
        store.stories.ask_anew()


def cut_out(store: Store, erasure: Erasure, named: frozenset[str], at: datetime) -> list[Receipt]:
    """Third parties who asked to be taken out since, out of the notes that name them."""
    receipt = third_party.withdraw_refs(store, erasure, named, at=at) if named else None
    return [] if receipt is None else [receipt]


def _consents(store: Store, told: Iterable[Consent], today: date, at: datetime) -> None:
    now, then = _by_place(told), _by_place(store.consents.current())
    for where in then.keys() | now.keys():
        if now.get(where) == then.get(where):
            continue
        stated = [one for one in now.get(where, []) if one.purposes]
        if where in then and not stated:
            ref, _, pair, program = where
            store.consents.withdraw(ref, program, today, at, pair=pair, by="system")
        store.consents.restate(stated, at)
        store.consents.end([one for one in now.get(where, []) if not one.purposes], at)


def _by_place(consents: Iterable[Consent]) -> dict[Place, list[Consent]]:
    found: defaultdict[Place, list[Consent]] = defaultdict(list)
    for one in consents:
        found[place(one)].append(one)
    return found


def _bar(store: Store, told: Withdrawals) -> None:
    """What a mentor held, vetoed or said more softly since; her other words wait for her once more."""
    with store.database.write() as connection:
        rows = connection.execute(select(items.c.id, items.c.state, items.c.softened)).all()
        for row in rows:
            wanted = told.barred.get(row.id)
            if wanted is None or row.state in ("held", "vetoed") or (wanted == "softened" and row.softened):
                continue
            state = "held" if wanted == "softened" else wanted
            connection.execute(update(items).where(items.c.id == row.id).values(state=state, reason="mentor"))
            store.digests.drop_item(row.id)
