"""Fits the head that says who wrote a note, on the vectors of the reader as it is.

    python -m evals.fit_writer --cases CORPUS --hold-out y          these hands are left out; prints their share
    python -m evals.fit_writer --cases CORPUS --out FILE            fits on all and writes the weights

Nobody labels the writer: a promise in the first person that the gold gives to the mentee was written by the mentee.
The last to be fitted: every other fit of the reader moves the vectors.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from evals.fit_notes import Note, note_of
from evals.gold import Case, load_cases
from evals.marked import TRAINING, hand_of, load_marked
from extractor.builtin import features
from extractor.builtin.engine import readable
from extractor.builtin.reader import UnitReader
from extractor.builtin.weights import FILE, load, save
from extractor.owners import aliases, other_of, plain, writer_of
from extractor.units import Speaker

_SOFT = 10.0
"""Inverse of the penalty, chosen on eight hands, each left out in turn: from 3 to 100 the share is the same."""
_PARTICIPANTS: dict[str, Speaker] = {"mentor": "mentor", "mentee": "mentee"}
_MINE = re.compile(r"^\W*(?:(?:and|then|so|ok|okay|on \w+|by \w+),? )?(?:i|me|my)\b", re.IGNORECASE)
_THEIRS = re.compile(r"^\W*(?:he|she)(?:['’]ll| will| is going| [a-z]+s) ", re.IGNORECASE)


def writer_by_gold(note: Note) -> Speaker | None:
    """Who must have written it, from the owners of its promises; None: nothing tells, or two promises disagree."""
    votes: Counter[Speaker] = Counter()
    units = readable(note.text)
    for action in note.actions:
        said = next((u for u in units if any(a < u.end and u.start < b for a, b in action.ranges)), None)
        owner = _PARTICIPANTS.get(str(action.item.owner))
        if said is None or said.speaker or owner is None:
            continue
        if _MINE.match(said.text):
            votes[owner] += 1
        elif _THEIRS.match(said.text):
            votes[other_of(owner)] += 1
    return next(iter(votes)) if len(votes) == 1 else None


def rows_of(cases: Iterable[Case], reader: UnitReader) -> tuple[NDArray[np.float32], NDArray[np.bool_], list[str]]:
    """Features, whether the mentee wrote, and the hand, of every note of which the writer is known."""
    rows, mentee, hands = [], [], []
    for case in cases:
        note = note_of(case)
        writer = writer_by_gold(note)
        if writer is None:
            continue
        text, units = note.text.text, readable(note.text)
        ruled = writer_of(plain(text, aliases(text)))
        rows.append(features.writer_row(units, reader.vectors(text, units), ruled))
        mentee.append(writer == "mentee")
        hands.append(hand_of(case))
    return np.array(rows), np.array(mentee), hands


def fitted(rows: NDArray[np.float32], mentee: NDArray[np.bool_]) -> NDArray[np.float32]:
    """One weight a feature; the last feature is one."""
    model: Any = LogisticRegression(C=_SOFT, fit_intercept=False, max_iter=5000).fit(rows, mentee)
    return np.asarray(model.coef_[0], np.float32)


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, required=True, help="folder with notes/ and gold/")
    arguments.add_argument("--hold-out", default="", help="hands to leave out and score")
    arguments.add_argument("--start", type=Path, default=FILE, help="weights whose vectors are read")
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    weights = load(options.start)
    rows, mentee, hands = rows_of([*load_cases(options.cases), *load_marked(TRAINING)], UnitReader(weights.adapter))
    held = np.isin(hands, options.hold_out.split(","))
    head = fitted(rows[~held], mentee[~held])
    if held.any():
        right, ruled = ((rows[held] @ head > 0) == mentee[held], (rows[held, -2] > 0) == mentee[held])
        sys.stdout.write(f"right {right.mean():.3f}, by rules {ruled.mean():.3f}, of {held.sum()} notes left out\n")
    if options.out:
        save(replace(weights, writer=head), options.out)


if __name__ == "__main__":
    main()
