"""Fits the tagger of mentoring/redaction/tagger.py: identifiers and confidences, piece by piece.

    python -m evals.fit_tagger --cases CORPUS --hold-out f,h     these hands are left out and scored
    python -m evals.fit_tagger --cases CORPUS --out FILE         fits on everything and writes the weights

Data: evals/cases/training and the probe (ours), each note also with other names (renamed.py), the own lines of
evals/cases/confidences.txt, single sentences of the notes (excerpts.py), and the labelled notes of --cases. A hand is
one writer's notes; "corpus" is one too.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from evals.adapting import Adapted, Course, chain_loss, fit
from evals.excerpts import sentences_of
from evals.gold import Case, GoldPassage, load_cases
from evals.marked import TRAINING, hand_of, load_marked, load_snippets
from evals.metrics import redaction
from evals.metrics.shares import Share, pooled
from evals.renamed import renamed
from mentoring.encoder import MPNET
from mentoring.records import WITHHELD_REASONS, Note
from mentoring.redaction import Redactor, clauses
from mentoring.redaction.detect import rules
from mentoring.redaction.sight import COLUMNS, TYPES, View, view
from mentoring.redaction.tagger import Tagger

CASES = Path(__file__).parent / "cases"
_MASKED = -100
_MENTOR, _MENTEE = "Priya Raman", "Karl Lindqvist"
"""Whose session the own lines are told from."""
_SNIPPET, _SENTENCE, _LINE = 0.35, 0.2, 0.12
"""Weight of a snippet, of a single sentence and of an own line beside a whole note."""
_SENTENCES = 1.5
"""Single sentences a note, in each epoch."""
_SNIPPETS = frozenset("stuvz")
"""Hands that wrote no notes but snippets: passages close to each other on either side of what is confidential."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text with what each piece and each clause should be taken for."""

    case: Case
    view: View
    kinds: torch.Tensor
    """Of each piece: 0, or 1 + its type."""
    items: torch.Tensor
    """Of each piece: nothing, of an insight, of an action. Only to teach what is no secret."""
    secret: torch.Tensor
    """Of each clause."""
    reasons: torch.Tensor
    weight: float = 1.0


class Heads(nn.Module):
    """Type and item of each piece; confidence of each clause, as a chain, and its reason."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = nn.Linear(MPNET.width, len(TYPES) + 1)
        self.item = nn.Linear(MPNET.width, 3)
        self.secret = nn.Linear(MPNET.width + clauses.FEATURES, 2)
        self.link = nn.Parameter(torch.zeros(clauses.LINKS, 2, 2))
        self.reason = nn.Linear(MPNET.width, len(WITHHELD_REASONS))


def lesson_of(case: Case) -> Lesson:
    """A labelled note."""
    note = case.note
    ruled = rules(note.body, note.mentor, note.mentee, ())
    seen = view(note.body, ruled.tokens, ruled.finds, ruled.parts, ruled.passages)
    places = seen.pieces.places
    kinds = np.zeros(len(places), dtype=np.int64)
    for span in case.pii:
        first, last = np.searchsorted(places[:, 1], (span.start + 1, span.end + 1))
        kinds[first:last] = 1 + TYPES.index(span.type) if span.type in TYPES else _MASKED
    covered = [_covering(clause, case.withheld) for clause in seen.clauses]
    return Lesson(
        case,
        seen,
        torch.from_numpy(kinds),
        _items(case, places),
        torch.tensor([int(share > 0.5) for share, _ in covered]),
        torch.tensor([WITHHELD_REASONS.index(reason) if share > 0.5 else _MASKED for share, reason in covered]),
    )


def _items(case: Case, places: NDArray[np.int64]) -> torch.Tensor:
    found = torch.zeros(len(places), dtype=torch.long)
    if not (case.insights or case.actions or case.distractors):
        return found.fill_(_MASKED)
    for kind, items in ((1, case.insights), (2, case.actions)):
        for words in (words for item in items for words in item.evidence):
            at = case.note.body.find(words)
            first, last = np.searchsorted(places[:, 0], (at, at + len(words)))
            found[first:last] = kind
    return found


def _covering(clause: clauses.Clause, passages: Sequence[GoldPassage]) -> tuple[float, str]:
    size = max(1, clause.end - clause.start)
    shares = [(max(0, min(clause.end, p.end) - max(clause.start, p.start)) / size, p.reason) for p in passages]
    return max(shares, default=(0.0, ""))


def loss_of(adapted: Adapted, heads: Heads, lesson: Lesson) -> torch.Tensor:
    """Cross-entropies of pieces and the chain's negative log-likelihood, in nats a piece and a clause."""
    seen = lesson.view
    hidden = functional.dropout(adapted.read(seen.pieces, seen.marks), 0.1, adapted.training)
    total = torch.zeros(())
    for head, gold, share in ((heads.kind, lesson.kinds, 1.5), (heads.item, lesson.items, 0.3)):
        if bool((gold != _MASKED).any()):
            total = total + share * functional.cross_entropy(head(hidden), gold, ignore_index=_MASKED)
    if not seen.clauses:
        return total * lesson.weight
    vectors = torch.from_numpy(seen.pooling) @ hidden
    scores = heads.secret(torch.hstack([vectors, torch.from_numpy(seen.signs)]))
    steps = torch.einsum("tp,pab->tab", torch.from_numpy(seen.links), heads.link)
    total = total + chain_loss(scores, steps, lesson.secret)
    if bool((lesson.reasons != _MASKED).any()):
        total = total + 0.05 * functional.cross_entropy(heads.reason(vectors), lesson.reasons, ignore_index=_MASKED)
    return total * lesson.weight


def own_lines() -> list[Lesson]:
    """Short own texts that must or must not be withheld; nothing is said of the identifiers in them."""
    made = []
    for line in (CASES / "confidences.txt").read_text(encoding="utf-8").splitlines():
        if line[:1] not in ("+", "-"):
            continue
        text = line.partition("|")[2].strip()
        note = Note("", "", "", date(2026, 1, 1), _MENTOR, _MENTEE, None, text)
        reason = line[1:].partition("|")[0].strip()
        held = (GoldPassage(0, len(text), text, reason if reason in WITHHELD_REASONS else "off-record"),)
        lesson = lesson_of(Case(note, (), held if line[0] == "+" else (), (), (), (), None))
        made.append(replace(lesson, kinds=torch.full_like(lesson.kinds, _MASKED), weight=_LINE))
    return made


def _alone(case: Case) -> Lesson:
    """A single sentence: whether it is a confidence only its note can say, so that it teaches identifiers alone."""
    lesson = lesson_of(case)
    return replace(lesson, view=replace(lesson.view, clauses=()), weight=_SENTENCE)


def hands(cases: Path) -> dict[str, list[tuple[Lesson, Lesson]]]:
    """Lessons by who wrote them, each with the same note among other people."""
    chance = random.Random(11)  # noqa: S311 - a draw, no secret
    found: dict[str, list[Case]] = {"corpus": load_cases(cases), "probe": load_cases(CASES / "probe")}
    for case in (*load_marked(TRAINING), *load_snippets(CASES / "snippets")):
        found.setdefault(hand_of(case), []).append(case)
    return {
        hand: [(lesson_of(case), lesson_of(renamed(case, chance))) for case in known] for hand, known in found.items()
    }


def plan_of(
    known: dict[str, list[tuple[Lesson, Lesson]]], lines: Sequence[Lesson], course: Course
) -> list[list[Lesson]]:
    """What is read in each epoch: every note, in turn as written and among other people; some of all that is short.

    Snippets and lines are dense with secrets: all of them at once would make the tagger withhold too much.
    """
    chance = random.Random(course.seed)  # noqa: S311 - a draw, no secret
    notes = [pair for hand, pairs in known.items() if hand not in _SNIPPETS for pair in pairs]
    snippets = [pair for hand, pairs in known.items() if hand in _SNIPPETS for pair in pairs]
    cases = [original.case for original, _ in notes]
    return [
        [
            *(pair[(at + epoch) % 2] for at, pair in enumerate(notes)),
            *map(_alone, sentences_of(cases, int(_SENTENCES * len(cases)), chance)),
            *(replace(chance.choice(pair), weight=_SNIPPET) for pair in chance.sample(snippets, len(snippets) // 2)),
            *chance.sample(lines, len(lines) // 3),
        ]
        for epoch in range(course.epochs)
    ]


def fitted(plan: list[list[Lesson]], course: Course, start: dict[str, Any] | None = None) -> dict[str, Any]:
    """The arrays of the tagger; `start`: arrays of an earlier fit to go on from."""
    torch.manual_seed(course.seed)
    adapted, heads = Adapted(MPNET, len(COLUMNS)), Heads()
    if start:
        adapted.start({name.removeprefix("adapter/"): rows for name, rows in start.items()})
        for name in ("kind", "secret", "reason"):
            getattr(heads, name).weight.data = torch.from_numpy(start[name].astype(np.float32))
            getattr(heads, name).bias.data = torch.from_numpy(start[f"{name}_bias"].astype(np.float32))
        heads.link.data = torch.from_numpy(start["link"].astype(np.float32))
    fit(adapted, heads, plan, lambda lesson: loss_of(adapted, heads, lesson), course)
    arrays = {f"adapter/{name}": rows for name, rows in adapted.export().items()}
    for name in ("kind", "secret", "reason"):
        head = getattr(heads, name)
        arrays |= {name: head.weight.detach().numpy(), f"{name}_bias": head.bias.detach().numpy()}
    arrays["link"] = heads.link.detach().numpy()
    return {name: rows.astype(np.float16) for name, rows in arrays.items()}


def measure(lessons: Sequence[Lesson], arrays: dict[str, Any]) -> list[Share]:
    """Shares of the whole redactor with these weights on labelled notes."""
    tagger = Tagger(arrays)
    shares = []
    for lesson in lessons:
        note = lesson.case.note
        text = Redactor(tagger=tagger).preview(
            note.body, mentor=note.mentor, mentee=note.mentee, session_date=note.session_date
        )[0]
        shares += redaction.score(lesson.case, text)
    return pooled(shares)


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=Path, required=True, help="folder with notes/ and gold/")
    arguments.add_argument("--hold-out", default="", help="hands to leave out and score")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--rate", type=float, default=6e-4)
    arguments.add_argument("--start", type=Path, help="weights of an earlier fit to go on from")
    arguments.add_argument("--out", type=Path)
    options = arguments.parse_args()
    known = hands(options.cases)
    held = [hand for hand in options.hold_out.split(",") if hand]
    course = Course(options.epochs, options.rate)
    plan = plan_of({hand: pairs for hand, pairs in known.items() if hand not in held}, own_lines(), course)
    arrays = fitted(plan, course, dict(np.load(options.start)) if options.start else None)
    for hand in held:
        for share in measure([original for original, _ in known[hand]], arrays):
            if share.name.count("/") < 2:
                sys.stdout.write(f"{hand} {share.name}: {share.hits / share.n:.3f} of {share.n:.0f}\n")
    if options.out:
        np.savez_compressed(options.out, **arrays)


if __name__ == "__main__":
    main()
