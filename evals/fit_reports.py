"""Fits and measures extractor/reports.py: sentences that report on a promise against the other sentences of a note.

    python -m evals.fit_reports             eight folds of hands: follow-through F1 on hands the weights never saw
    python -m evals.fit_reports --out FILE  fits on all hands and writes the weights

Data: the training notes (evals/cases/training) of pairs that met before. What is marked "already done" there is a
report; promises are the marked ones. Names are replaced as the marks tell, as for an engine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.fit_notes import note_of
from evals.follow_through import before, outcomes, promises
from evals.following import reports_in, row_of
from evals.gold import Case
from evals.marked import TRAINING, hand_of, load_marked
from evals.metrics.follow_through import same_passage
from extractor.followup import Embed, compared
from extractor.reports import Floats, Head, signs
from extractor.segments import segment
from mentoring.records import RedactedText
from retrieval.embed import Embedder

FOLDS = 8
STRENGTH = 0.003
"""Inverse of the penalty on the weights of standardised columns."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one note, a row each, and which are marked as reports."""

    hand: str
    rows: Floats
    marked: list[bool]


def sentences(cases: Sequence[Case], texts: dict[str, RedactedText], embed: Embed) -> Iterator[Sentences]:
    """Of every note of one hand whose pair promised something before."""
    for later in cases:
        earlier = [one for case in before(later, cases) for one in promises(case)]
        units = segment(texts[later.note.note_id])
        if not earlier or not units:
            continue
        likeness, vectors = compared(earlier, units, embed)
        reports = reports_in(later, cases)
        marked = [any(same_passage(report, unit.text) for report in reports) for unit in units]
        yield Sentences(hand_of(later), np.hstack([signs(units, likeness.max(axis=0)), vectors]), marked)


def fitted(notes: Sequence[Sentences]) -> Head:
    """Logistic regression on standardised columns, told in terms of the plain ones."""
    from sklearn.linear_model import LogisticRegression

    rows, marked = np.vstack([one.rows for one in notes]), np.concatenate([one.marked for one in notes])
    middle, spread = rows.mean(axis=0), rows.std(axis=0).clip(1e-6)
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit((rows - middle) / spread, marked)
    weights = model.coef_[0] / spread
    return Head(weights.astype(np.float32), float(model.intercept_[0] - weights @ middle))


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    cases, embed = load_marked(TRAINING), Embedder().embed
    texts = {case.note.note_id: note_of(case).text for case in cases}
    by_hand = {hand: [case for case in cases if hand_of(case) == hand] for hand in sorted({*map(hand_of, cases)})}
    notes = [one for own in by_hand.values() for one in sentences(own, texts, embed)]
    if options.out:
        head = fitted(notes)
        np.savez_compressed(options.out, weights=head.weights, bias=np.float32(head.bias))
        return
    hits, n = 0.0, 0.0
    for fold in range(FOLDS):
        away = [*by_hand][fold::FOLDS]
        head = fitted([one for one in notes if one.hand not in away])
        for hand in away:
            own = by_hand[hand]
            said = list(outcomes(own, lambda case: texts[case.note.note_id], embed, head))
            rows = [row_of(case, own, said) for case in own]
            hits, n = hits + sum(row.hits for row in rows), n + sum(row.n for row in rows)
    sys.stdout.write(f"follow-through F1 {hits / n:.3f} of {n:.0f} reports and changes\n")


if __name__ == "__main__":
    main()
