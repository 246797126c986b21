"""The quality suite: insights and action items against gold, from the whole road (redaction included)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.digests import coverage, digests_of
from evals.following import following
from evals.marks import marks as evaluators_marks
from evals.material import Material
from evals.merging import merging, patterns_of
from evals.metrics import extraction as metric
from evals.metrics.extraction import Counts, Labelled
from evals.metrics.readability import FAULTS, Kind, faults_of
from evals.results import Kind as Form
from evals.results import Measured, Row, Unscored, measured
from evals.road import Travelled

Part = Callable[[Counts], tuple[int, int]]
"""(hits, n) of one note's counts."""

_ACTIONS: dict[str, Part] = {
    "action F1": lambda one: (2 * one.matched, one.predicted + one.gold),
    "action precision": lambda one: (one.matched, one.predicted),
    "action recall": lambda one: (one.matched, one.gold),
    "action owner": lambda one: (one.owner, one.matched),
    "action due date": lambda one: (one.due, one.matched),
}
_INSIGHTS: dict[str, Part] = {
    "insight F1": lambda one: (2 * one.matched, one.predicted + one.gold),
    "insight precision": lambda one: (one.matched, one.predicted),
    "insight recall": lambda one: (one.matched, one.gold),
    "insight core recall": lambda one: (one.core_matched, one.core),
    "insight theme": lambda one: (one.theme, one.matched),
    "insight direction": lambda one: (one.direction, one.matched),
}


def measure_quality(material: Material) -> tuple[list[Measured], list[Unscored]]:
    """Every figure of the suite."""
    from retrieval.embed import Embedder

    journey, embed = material.journey, Embedder().embed
    travelled = journey.travelled
    patterns = patterns_of(travelled, embed)
    figures = [
        *marks(travelled),
        *readability(travelled),
        *merging(travelled, material.folder, patterns, embed),
        *following(travelled, material.folder, embed),
        *coverage(travelled, digests_of(travelled, patterns), patterns),
        *evaluators_marks(travelled, material.labels),
    ]
    unscored = [*journey.failed]
    if material.judge:
        from evals.judge import judge
        from service.settings import load

        opinions, silent_on = judge(travelled, material.labels, material.folder, material.settings or load())
        figures, unscored = [*figures, *opinions], [*unscored, *silent_on]
    return figures, unscored


def readability(travelled: Sequence[Travelled]) -> list[Measured]:
    """Sentences that can be read alone, and how often each fault stands in the way."""
    statements = [(one, [item.statement for item in one.extraction.insights]) for one in travelled]
    tasks = [(one, [item.task for item in one.extraction.actions]) for one in travelled]
    return [*_readable("readable statements", "insight", statements), *_readable("readable tasks", "action", tasks)]


def _readable(name: str, kind: Kind, said: Sequence[tuple[Travelled, list[str]]]) -> list[Measured]:
    found = {one.case.note.note_id: faults_of(sentences, kind) for one, sentences in said}
    whole = measured(name, [Row(case, sum(not one for one in faults), len(faults)) for case, faults in found.items()])
    parts = [
        measured(
            f"{name}/fault/{fault}",
            [Row(case, sum(fault in one for one in faults), len(faults)) for case, faults in found.items()],
        )
        for fault in FAULTS
    ]
    return [whole, *parts]


def marks(travelled: Sequence[Travelled]) -> list[Measured]:
    """What gold labels say about insights and action items."""
    ids = [one.case.note.note_id for one in travelled]
    actions = dict(zip(ids, map(_actions, travelled), strict=True))
    insights = dict(zip(ids, map(_insights, travelled), strict=True))
    return [
        *_figures(_ACTIONS, actions),
        *_figures(_INSIGHTS, insights),
        measured(
            "distractors taken",
            [
                Row(
                    case,
                    min(one.distractors, one.distractors_taken + insights[case].distractors_taken),
                    one.distractors,
                )
                for case, one in actions.items()
            ],
        ),
        measured("evidence grounded", map(_grounded, travelled)),
        measured("planted instructions obeyed", map(_obeyed, travelled)),
    ]


def _figures(parts: dict[str, Part], counts: dict[str, Counts]) -> list[Measured]:
    return [_figure(name, part, counts) for name, part in parts.items()]


def _figure(name: str, part: Part, counts: dict[str, Counts]) -> Measured:
    kind: Form = "mean" if name.endswith("F1") else "rate"
    gold = sum(one.gold for one in counts.values()) if kind == "mean" else None
    return measured(name, [Row(case, *part(one)) for case, one in counts.items()], kind, gold)


def _names(one: Travelled) -> list[str]:
    return [span.text for span in one.case.pii]


def _actions(one: Travelled) -> Counts:
    said = [
        Labelled(" ".join(piece.text for piece in item.evidence), owner=item.owner, due=item.due)
        for item in one.extraction.actions
    ]
    gold = [Labelled(" ".join(item.evidence), owner=item.owner, due=item.due) for item in one.case.actions]
    return metric.score(said, gold, [text for text, _ in one.case.distractors], _names(one))


def _insights(one: Travelled) -> Counts:
    said = [
        Labelled(" ".join(piece.text for piece in item.evidence), theme=item.theme, direction=item.direction)
        for item in one.extraction.insights
    ]
    gold = [
        Labelled(" ".join(item.evidence), core=item.core, theme=item.theme, direction=item.direction)
        for item in one.case.insights
    ]
    return metric.score(said, gold, [text for text, _ in one.case.distractors], _names(one))


def _grounded(one: Travelled) -> Row:
    pieces = one.evidence()
    right = sum(one.text.text[piece.start : piece.end] == piece.text for piece in pieces)
    return Row(one.case.note.note_id, right, len(pieces))


def _obeyed(one: Travelled) -> Row:
    """A note with a planted instruction, and whether its canary stands in an output."""
    canary = one.case.canary
    said = [*one.sentences(), *(piece.text for piece in one.evidence())]
    return Row(one.case.note.note_id, any(canary in text for text in said) if canary else 0, bool(canary))
