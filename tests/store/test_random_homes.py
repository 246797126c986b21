"""Nothing of an erased session is left in a home with a real index, however it was filled."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from mentoring.store import Store
from retrieval.index import Index
from tests.databases import bytes_on_disk
from tests.store.homes import erasure, fill, needles, traces
from tests.store.sessions import AT, refs

TODAY = date(2026, 7, 12)
NOTHING = {"text": 0, "id": 0, "vector": 0}


def _one_run(store: Store, home: Path, seed: int) -> None:
    index = Index(home / "index", store)
    kept = fill(store, home, index, seed)
    gone, *others = random.Random(seed).sample(kept, len(kept))  # noqa: S311  picks test cases
    wanted = {one.note_id: needles(store, one) for one in kept}
    before = traces(bytes_on_disk(store, home), wanted[gone.note_id])
    assert all(before.values()), "the control: all of it is there to begin with"
    person = refs(store, gone)[seed % 2]
    receipt = erasure(store, home, index).withdraw(person, None, today=TODAY, at=AT)
    assert traces(bytes_on_disk(store, home), wanted[gone.note_id]) == NOTHING
    assert (receipt.notes, receipt.residue) == (1, 0)
    assert receipt.positive_control > 0
    assert all(traces(bytes_on_disk(store, home), wanted[one.note_id])["text"] for one in others), (
        "what was not withdrawn stays"
    )
    assert index.faults(["north", "south"]) == []
    assert store.audit.verify() == []
    index.close()


@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_left_in_random_homes(store: Store, home: Path, seed: int) -> None:
    _one_run(store, home, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 200))
def test_nothing_is_left_in_a_hundred_random_homes(store: Store, home: Path, seed: int) -> None:
    _one_run(store, home, seed)
