"""Fits and measures the head of the plant filter: sentences that order or ask a machine against sentences of notes.

    python -m evals.fit_planted --public DATA            four folds of hands, public sets held out: figures only
    python -m evals.fit_planted --public DATA --out FILE fits on all hands and writes the weights

Orders: evals/cases/machine_orders.yaml (ours), what the training notes mark as planted, and of DATA bipia (train, MIT),
injecagent (data stealing, MIT), giskard_pi (MIT and Apache-2.0), spikee_seeds (Apache-2.0), cyberseceval_pi (MIT).
Held out: injecagent's direct harm, and any file of --test. Notes: evals/cases/training.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from evals.attack_injection import public_orders
from evals.fit_notes import Note, note_of
from evals.marked import TRAINING, hand_of, load_marked
from evals.metrics.shares import Share
from extractor.builtin.addressed import KNOWN, SIZE, Head, log_odds, save, topics, traits
from extractor.segments import segment
from mentoring.records import RedactedText

DRAWN = 6000
FALSE_ALARMS = 0.002
"""Share of the labelled sentences of left-out hands that the head alone may bar."""
_DAY = date(2026, 6, 3)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a training note."""

    hand: str
    words: str
    wanted: bool
    """Part of an insight or an action item."""
    order: bool
    """Marked as planted."""


def own_orders(seed: int) -> Iterator[str]:
    """Orders drawn from our own templates."""
    raw: dict[str, Any] = yaml.safe_load(files("evals").joinpath("cases/machine_orders.yaml").read_text("utf-8"))
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated, not a secret
    for _ in range(DRAWN):
        pattern = chance.choice(raw["orders"])
        drawn = re.sub(r"\{(\w+)\}", lambda slot: str(chance.choice(raw["slots"][slot[1]])), pattern)
        yield drawn[:1].upper() + drawn[1:] if chance.random() < 0.8 else drawn.lower().rstrip(".")


def known_orders(data: Path) -> list[str]:
    """Sentences of the public sets that may be learnt from."""
    with (data / "giskard_pi/prompt_injections.csv").open(encoding="utf-8") as file:
        texts = [line["prompt"] for line in csv.DictReader(file)]
    for path in sorted(data.glob("spikee_seeds/*/*.jsonl")):
        texts += [one.get("text") or one.get("instruction") or "" for one in _lines(path)]
    texts += [one["user_input"] for one in _lines(data / "cyberseceval_pi/prompt_injection.jsonl")]
    texts += public_orders(data / "injecagent/test_cases_ds_base.jsonl")
    return [*sentences(texts), *sentences(public_orders(data / "bipia/text_attack_train.json")) * 3]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sentences(texts: Sequence[str]) -> list[str]:
    """As the engine would see them in a note."""
    found = [" ".join(text.split()) for text in texts]
    return [unit.text for text in found if text for unit in segment(RedactedText("", _DAY, "prose", text))]


def note_sentences() -> list[Sentence]:
    """Everything in the training notes, without what stands beside a planted order."""
    found = []
    for case in load_marked(TRAINING):
        note = note_of(case)
        units = segment(note.text)
        orders = {unit.block for unit in units if case.canary and case.canary in unit.text}
        for unit in units:
            order = bool(case.canary) and str(case.canary) in unit.text
            if order or unit.block not in orders:
                wanted = any(_inside(unit.ranges, note))
                found.append(Sentence(hand_of(case), unit.text, wanted and not order, order))
    return found


def _inside(ranges: Sequence[tuple[int, int]], note: Note) -> Iterator[bool]:
    size = sum(end - start for start, end in ranges)
    for lesson in (*note.insights, *note.actions):
        shared = sum(max(0, min(b, d) - max(a, c)) for a, b in ranges for c, d in lesson.ranges)
        yield shared > 0.3 * size


def vocabulary(notes: Sequence[Sentence]) -> NDArray[np.bool_]:
    """Words that two hands use."""
    hands: dict[int, set[str]] = {}
    for one in notes:
        for topic in topics(one.words) if not one.order else ():
            hands.setdefault(topic, set()).add(one.hand)
    known = np.zeros(KNOWN, np.bool_)
    known[[topic for topic, users in hands.items() if len(users) > 1]] = True
    return known


def fitted(orders: Sequence[str], notes: Sequence[Sentence]) -> Head:
    """Logistic regression, both sides of equal weight, sentences a reader wants of fivefold weight.

    Which words of a note are known is taken from the other hands: a new writer's words will be unknown too.
    """
    from sklearn.linear_model import LogisticRegression

    known = vocabulary(notes)
    rows = [traits(text, known) for text in [*orders, *(one.words for one in notes if one.order)]]
    weigh, told = [0.0] * len(rows), len(rows)
    for hand in sorted({one.hand for one in notes}):
        others = vocabulary([one for one in notes if one.hand != hand])
        calm = [one for one in notes if one.hand == hand and not one.order]
        rows += [traits(one.words, others) for one in calm]
        weigh += [5.0 if one.wanted else 1.0 for one in calm]
    weigh[:told] = [sum(weigh) / told] * told
    model = LogisticRegression(C=0.3, solver="liblinear", fit_intercept=False)
    model.fit(_matrix(rows), [at < told for at in range(len(rows))], weigh)
    return Head(model.coef_[0].astype(np.float32), known)


def _matrix(rows: Sequence[dict[int, float]]) -> Any:
    from scipy.sparse import csr_matrix

    at = [row for row, found in enumerate(rows) for _ in found]
    slots = [slot for found in rows for slot in found]
    return csr_matrix(([value for found in rows for value in found.values()], (at, slots)), (len(rows), SIZE))


def left_out(orders: Sequence[str], notes: Sequence[Sentence], folds: int = 4) -> dict[int, float]:
    """Log-odds of the wanted sentences by position, each from weights that saw no note of its hand."""
    hands = sorted({one.hand for one in notes})
    found: dict[int, float] = {}
    for fold in range(folds):
        away = set(hands[fold::folds])
        head = fitted(orders, [one for one in notes if one.hand not in away])
        asked = [at for at, one in enumerate(notes) if one.hand in away and one.wanted]
        found |= dict(zip(asked, log_odds([notes[at].words for at in asked], head), strict=True))
    return found


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--public", type=Path, required=True)
    arguments.add_argument("--test", type=Path, nargs="*", default=[], help="further files of orders, held out")
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    notes = note_sentences()
    orders = [*own_orders(5), *known_orders(options.public)]
    odds = left_out(orders, notes)
    bar = float(np.quantile(list(odds.values()), 1 - FALSE_ALARMS))
    sys.stdout.write(f"bar {bar:.2f}\n")
    for at in sorted(odds, key=lambda at: -odds[at])[:15]:
        sys.stdout.write(f"  {odds[at]:.2f} {notes[at].words[:110]}\n")
    head = fitted(orders, notes)
    for path in [options.public / "injecagent/test_cases_dh_base.jsonl", *options.test]:
        texts = sentences(public_orders(path))
        missed = [text for text, odd in zip(texts, log_odds(texts, head), strict=True) if odd <= bar]
        sys.stdout.write(f"{Share(path.name, len(missed), len(texts))}\n")
        sys.stdout.writelines(f"  missed: {text}\n" for text in missed)
    head.weights[0] -= bar
    if options.out:
        save(head, options.out)


if __name__ == "__main__":
    main()
