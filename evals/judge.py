"""A language model's opinion of each item, optional, and worth no more than its agreement with people's marks.

What it is shown went through redaction twice: an item's words are those of a redacted note, and an item in which the
redactor would still hide something is not sent. Where the marks of this home do not bear the judge out, its figure
says so and gates nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from evals.gold import Case
from evals.marks import given
from evals.metrics.agreement import agreement
from evals.models import kept_from
from evals.results import Measured, Row, Unscored, measured
from evals.road import Travelled
from mentoring.errors import EngineFailed
from mentoring.records import Evidence
from mentoring.redaction import Redactor
from mentoring.redaction.render import humanise
from prompts import load as load_prompt
from service.settings import Settings
from service.wiring import gateway_to_model

if TYPE_CHECKING:
    from pathlib import Path

    from mentoring.llm import Gateway

ASPECTS = ("whole", "supported")
RIGHT, AGREES = "judge finds right, {}", "judge agrees with marks, {}"
_ANSWER = {
    "type": "object", "additionalProperties": False, "required": list(ASPECTS),
    "properties": {aspect: {"type": "string", "enum": ["yes", "no"]} for aspect in ASPECTS},
}  # fmt: skip
_TOKENS = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """One item as the judge is asked about it."""

    id: str
    kind: str
    words: str = field(repr=False)
    sentence: str = field(repr=False)


Opinions = dict[tuple[str, str], str]
"""(item, aspect) -> right | wrong."""


def judge(
    travelled: Sequence[Travelled], labels: Sequence[Mapping[str, Any]], folder: Path, settings: Settings
) -> tuple[list[Measured], list[Unscored]]:
    """Figures of the configured model's opinions, and what it gave none on."""
    with closing(gateway_to_model(settings)) as gateway:
        barred = kept_from(gateway, [one.case for one in travelled], folder, settings.current_date())
        kept = {one.what for one in barred}
        notes = [one for one in travelled if one.case.note.note_id not in kept]
        return figures(notes, labels, gateway, barred)


def figures(
    notes: Sequence[Travelled], labels: Sequence[Mapping[str, Any]], gateway: Gateway, barred: Sequence[Unscored] = ()
) -> tuple[list[Measured], list[Unscored]]:
    """The same with a gateway at hand."""
    redactor, unscored = Redactor(), [*barred]
    opinions: Opinions = {}
    for one in notes:
        asked = [*_asked(one)]
        fit = [item for item in asked if _is_clean(redactor, one.case, item)]
        answered = {item.id for item in fit if _ask(gateway, item, opinions)}
        if lost := len(asked) - len(answered):
            unscored.append(
                Unscored(
                    one.case.note.note_id, f"the judge gave no opinion on {lost} of {len(asked)} items", required=False
                )
            )
    return [figure for aspect in ASPECTS for figure in _figures(notes, aspect, opinions, labels)], unscored


def _asked(one: Travelled) -> Iterator[Asked]:
    for insight in one.extraction.insights:
        yield Asked(insight.id, "insight", _words(insight.evidence), humanise(insight.statement))
    for action in one.extraction.actions:
        yield Asked(action.id, "action", _words(action.evidence), humanise(action.task))


def _words(evidence: Sequence[Evidence]) -> str:
    return humanise(" ".join(piece.text for piece in evidence))


def _is_clean(redactor: Redactor, case: Case, item: Asked) -> bool:
    """Whether a second redaction finds nothing left to hide in what the judge would be shown."""
    note = case.note
    text, _ = redactor.preview(
        f"{item.words}\n{item.sentence}", mentor=note.mentor, mentee=note.mentee, note_id=note.note_id,
        session_date=note.session_date, format=None,
    )  # fmt: skip
    return not text.withheld and not any(span.cls == "direct" for span in text.spans)


def _ask(gateway: Gateway, item: Asked, opinions: Opinions) -> bool:
    messages = load_prompt("judge", 1).render(kind=item.kind, words=item.words, sentence=item.sentence)
    try:
        reply = gateway.ask(messages, _ANSWER, _TOKENS)
    except EngineFailed:
        return False
    if reply.parsed is None:
        return False
    for aspect in ASPECTS:
        opinions[item.id, aspect] = "right" if reply.parsed[aspect] == "yes" else "wrong"
    return True


def _figures(
    notes: Sequence[Travelled], aspect: str, opinions: Opinions, labels: Sequence[Mapping[str, Any]]
) -> Iterator[Measured]:
    rows = []
    for one in notes:
        told = [opinions[item.id, aspect] for item in _asked(one) if (item.id, aspect) in opinions]
        rows.append(Row(one.case.note.note_id, told.count("right"), len(told)))
    yield measured(RIGHT.format(aspect), rows)
    people = {item: _most(verdicts) for (item, side), verdicts in given(labels).items() if side == aspect}
    both = [(said, opinions[item, aspect]) for item, said in people.items() if said and (item, aspect) in opinions]
    agreed = agreement(both)
    yield Measured(AGREES.format(aspect), agreed.alpha, agreed.n, agreed.low, agreed.high, "mean")


def _most(verdicts: Sequence[str]) -> str | None:
    """What most people said; None where they are even."""
    right = list(verdicts).count("right")
    return None if 2 * right == len(verdicts) else "right" if 2 * right > len(verdicts) else "wrong"
