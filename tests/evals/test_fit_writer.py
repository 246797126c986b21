"""Who wrote a note is learnt from the promises that readers gave to one of the two."""

from __future__ import annotations

import numpy as np
import pytest

from evals.fit_notes import note_of
from evals.fit_writer import fitted, writer_by_gold
from evals.marked import load_marked

FRONT = """---
note_id: zz1
program: p
pair: p-1
session_date: 2026-03-12
mentor: Ama Boateng
mentee: Jonas Falk
format: prose
---
"""


@pytest.mark.parametrize(
    ("body", "writer"),
    [
        ('We sat in the yard. <act n="1" owner="mentee">I\'ll have the form shortened.</act>', "mentee"),
        ('We sat in the yard. <act n="1" owner="mentee">He will have the form shortened.</act>', "mentor"),
        ('<act n="1" owner="mentor">I send the list.</act> <act n="2" owner="mentee">I ring the depot.</act>', None),
        ("We sat in the yard and nobody promised anything.", None),
    ],
    ids=["his own promise", "somebody else's", "two that disagree", "none"],
)
def test_the_writer_is_known_by_the_promises(tmp_path, body, writer):
    (tmp_path / "zz1.tagged.md").write_text(FRONT + body + "\n", encoding="utf-8")
    (case,) = load_marked(tmp_path)
    assert writer_by_gold(note_of(case)) == writer


def test_the_head_learns_which_vectors_are_the_mentees():
    chance = np.random.default_rng(5)
    mentee = np.arange(80) % 3 == 0
    rows = chance.normal(size=(80, 6)).astype(np.float32)
    rows[:, 2] += 4 * mentee
    rows[:, -1] = 1
    assert np.mean((rows @ fitted(rows, mentee) > 0) == mentee) > 0.9
