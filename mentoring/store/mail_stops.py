"""Who asked for no more digests by mail, and the token by which a mail lets her say so without signing in."""

from __future__ import annotations

import hmac
from datetime import datetime

from sqlalchemy import delete, insert, select

from mentoring.store.database import Database
from mentoring.store.keys import Keys
from mentoring.store.tables import people
from mentoring.store.tables_mail import mail_stops

_LENGTH = 40
"""Hex digits of a token: 160 bits."""


class MailStops:
    """Keeps references of people, nothing else."""

    def __init__(self, database: Database, keys: Keys) -> None:
        self._db = database
        self._keys = keys

    def token(self, person_ref: str) -> str:
        """What stands in her mails; it says nothing of her and never changes, so that an old mail still stops them."""
        return self._keys.mac("mail-stop", person_ref.encode())[:_LENGTH]

    def of_token(self, token: str) -> str | None:
        """Whose token that is."""
        with self._db.read() as connection:
            refs = connection.scalars(select(people.c.person_ref)).all()
        return next((ref for ref in refs if hmac.compare_digest(self.token(ref), token)), None)

    def stopped(self, person_ref: str) -> bool:
        """Whether she wants none."""
        with self._db.read() as connection:
            found = connection.scalar(select(mail_stops.c.at).where(mail_stops.c.person_ref == person_ref))
        return found is not None

    def stop(self, person_ref: str, at: datetime) -> bool:
        """She wants none from now on; False if that was known."""
        if self.stopped(person_ref):
            return False
        with self._db.write() as connection:
            connection.execute(insert(mail_stops).values(person_ref=person_ref, at=at.isoformat()))
        return True

    def again(self, person_ref: str) -> bool:
        """She wants them again; False if she always did."""
        with self._db.write() as connection:
            gone = connection.execute(delete(mail_stops).where(mail_stops.c.person_ref == person_ref)).rowcount
        return gone > 0
