"""Success stories, sealed under the keys of both people: either one's destruction leaves nothing of the words."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Row, delete, insert, select, update

from mentoring.programme.stories import SIDES, Story, Words
from mentoring.store.database import Database
from mentoring.store.keys import seal, unseal
from mentoring.store.subjects import Subjects
from mentoring.store.tables_stories import stories

_PLAIN = (
    "program", "pair", "mentor_ref", "mentee_ref", "note_id", "told_note_id", "item_id", "insight_id", "named",
    "made_on",
)  # fmt: skip


class Stories:
    """Keeps drafts and stories that both approved; which one may be read is for the gate to say."""

    def __init__(self, database: Database, subjects: Subjects) -> None:
        self._db = database
        self._subjects = subjects

    def keep(self, one: Story, at: datetime) -> str:
        """A new story, or one as it stands now; returns its id."""
        made = one.id or "t" + os.urandom(6).hex()
        row = {name: getattr(one, name) for name in _PLAIN}
        row |= {f"{side}_approved": side in one.approved for side in SIDES}
        with self._db.write() as connection:
            keys = [self._subjects.key(ref, one.program) for ref in (one.mentee_ref, one.mentor_ref)]
            sealed = json.dumps(asdict(one.words), ensure_ascii=False).encode()
            for key in keys:
                sealed = seal(key, sealed, _aad(made))
            row |= {"sealed": sealed, "at": at.isoformat()}
            if connection.execute(update(stories).where(stories.c.id == made).values(**row)).rowcount == 0:
                connection.execute(insert(stories).values(id=made, **row))
        return made

    def drop(self, story_id: str) -> None:
        """It is gone; overwritten on disk by `secure_delete`."""
        with self._db.write() as connection:
            connection.execute(delete(stories).where(stories.c.id == story_id))

    def ask_anew(self) -> None:
        """In a restored home no approval stands: one taken back since the backup must not come back with it."""
        with self._db.write() as connection:
            connection.execute(update(stories).values(mentor_approved=False, mentee_approved=False))

    def all(self) -> list[Story]:
        """All whose two keys live, in the order in which they were made."""
        with self._db.read() as connection:
            rows = connection.execute(select(stories).order_by(stories.c.n)).all()
            keys = {program: self._subjects.all_keys(program) for program in {row.program for row in rows}}
        found = []
        for row in rows:
            mentor, mentee = (keys[row.program].get(ref) for ref in (row.mentor_ref, row.mentee_ref))
            if mentor is not None and mentee is not None:
                plain = unseal(mentee, unseal(mentor, row.sealed, _aad(row.id)), _aad(row.id))
                found.append(_story(row, Words(**json.loads(plain))))
        return found


def _story(row: Row[tuple[object, ...]], words: Words) -> Story:
    approved = frozenset(side for side in SIDES if getattr(row, f"{side}_approved"))
    return Story(id=row.id, words=words, approved=approved, **{name: getattr(row, name) for name in _PLAIN})


def _aad(story_id: str) -> str:
    return f"story:{story_id}"
