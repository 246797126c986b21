"""Homes filled at random, with the real index over them; and a plain search for what should be gone."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np

from mentoring.records import Pattern
from mentoring.store import Store
from mentoring.store.erasure import Erasure
from retrieval.index import Index
from tests.store.sessions import AT, Session, action, insight, keep, session, vector

PROGRAMS = ("north", "south")


def erasure(store: Store, home: Path, index: Index) -> Erasure:
    """An erasure as the service builds it."""

    def rebuild(programs: object) -> None:
        for program in programs:  # type: ignore[attr-defined]  # a sequence of names
            index.rebuild(program)

    return Erasure(store, home, rebuild)


def fill(store: Store, home: Path, index: Index, seed: int) -> list[Session]:
    """Two to eight sessions in two programmes, indexed and searched, some in patterns, digests, caches and files."""
    chance = random.Random(seed)  # noqa: S311  picks test cases
    kept = [keep(store, session(seed * 100 + n, chance.choice(PROGRAMS))) for n in range(chance.randint(2, 8))]
    for program in PROGRAMS:
        index.rebuild(program)
    for one in kept:
        if chance.random() < 0.4:
            everything_about(store, home, one)
    # Shards that are open hold vectors in memory, and Chroma writes uncleared memory when it appends.
    late = keep(store, session(seed * 100 + 50, chance.choice(PROGRAMS)))
    text = store.notes.redacted(late.note_id)
    index.add(late.program, [text], lambda texts: np.stack([vector(f"{one}{late.secret}") for one in texts]))
    for program in PROGRAMS:
        index.nearest(program, vector(f"{seed}"), 5)
    return [*kept, late]


def everything_about(store: Store, home: Path, one: Session) -> None:
    """A pattern, a digest, a cached answer, a file and things handed out, all made of one session."""
    title, mark = f"Polls {one.secret}", one.secret[:12]
    store.items.replace_patterns([Pattern(f"t{mark}", title, "ways-of-working", (insight(one).id,))])
    store.digests.save("2026-W23", mark, json.dumps({"insights": [{"id": insight(one).id, "title": title}]}), AT)
    store.answers.put(one.note_id, "k", f"An answer about {one.secret} and short polls", AT)
    file = home / f"digest-{mark}.html"
    file.write_text(f"<p>{insight(one).statement}</p>")
    store.artifacts.wrote(str(file), "digest", [one.note_id], AT)
    store.artifacts.handed_out("mail", "lead@example.org", [one.note_id], AT)


def needles(store: Store, one: Session) -> dict[str, list[bytes]]:
    """What of a session stands in its home: texts, ids and vectors, to be looked for later."""
    passages = store.passages.of_note(one.note_id)
    vectors = store.passages.vectors([passage.id for passage in passages])[1]
    ids = [one.note_id, insight(one).id, action(one).id, *(passage.id for passage in passages)]
    return {
        "text": [one.secret.encode(), one.secret[:20].encode()],
        "id": [one_id.encode() for one_id in ids],
        "vector": [row.astype("<f4").tobytes()[at : at + 64] for row in vectors for at in (0, 640, 1280)],
    }


def traces(content: bytes, wanted: dict[str, list[bytes]]) -> dict[str, int]:
    """How many of each kind a plain search finds, which knows nothing of the scanner."""
    return {kind: sum(needle in content for needle in found) for kind, found in wanted.items()}
