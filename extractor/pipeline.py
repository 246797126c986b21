"""The road of one redacted note: draft -> anchor -> verify -> guard -> merge.

Every draft ends as an item or as a SetAside with its rule; nothing disappears.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from extractor.deeds import unpointed
from extractor.engine import Engine
from extractor.merge import merge_actions, merge_insights
from mentoring.grounding.anchor import anchor_action, anchor_insight
from mentoring.grounding.verify import fault
from mentoring.records import ActionItem, Drafts, Insight, RedactedText, SetAside


class Verdict(Protocol):
    """What the output guard says about one sentence."""

    @property
    def text(self) -> str:
        """The sentence, repaired where a repair was safe."""
        ...

    @property
    def rule(self) -> str | None:
        """The rule that sets it aside; None: it may stay."""
        ...


class OutputGuard(Protocol):
    """The part of mentoring.grounding.guard.Guard that extraction needs."""

    def check(self, text: str) -> Verdict:
        """Judges one sentence that is about to be shown."""
        ...


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that came of one note."""

    insights: tuple[Insight, ...]
    actions: tuple[ActionItem, ...]
    set_aside: tuple[SetAside, ...]


def extract(text: RedactedText, engine: Engine, guard: OutputGuard) -> Extraction:
    """Grounded, checked and merged items of one note. EngineFailed passes through to the caller."""
    return settle(text, engine.draft(text), engine.name, guard)


def settle(text: RedactedText, drafts: Drafts, engine: str, guard: OutputGuard) -> Extraction:
    """What of an engine's drafts stands: the part of `extract` behind the engine of that name."""
    insights = [anchor_insight(draft, text, engine) for draft in drafts.insights]
    actions = [anchor_action(draft, text, engine) for draft in drafts.actions]
    kept_insights, out_insights = _sift([_checked_insight(item, guard) for item in insights])
    kept_actions, out_actions = _sift([_checked_action(item, guard) for item in actions])
    merged_insights, double_insights = merge_insights(kept_insights)
    merged_actions, double_actions = merge_actions(kept_actions)
    return Extraction(
        tuple(merged_insights),
        tuple(merged_actions),
        tuple(out_insights + out_actions + double_insights + double_actions),
    )


Item = TypeVar("Item", Insight, ActionItem)


def _sift(items: list[Item | SetAside]) -> tuple[list[Item], list[SetAside]]:
    kept = [item for item in items if not isinstance(item, SetAside)]
    return kept, [item for item in items if isinstance(item, SetAside)]


def _checked_insight(item: Insight | SetAside, guard: OutputGuard) -> Insight | SetAside:
    if isinstance(item, SetAside):
        return item
    words = tuple(piece.text for piece in item.evidence)
    sentence = _approved(item.statement, words, guard)
    if sentence.rule:
        return SetAside(item.note_id, "insight", sentence.rule)
    return replace(item, statement=unpointed(sentence.text))


def _checked_action(item: ActionItem | SetAside, guard: OutputGuard) -> ActionItem | SetAside:
    if isinstance(item, SetAside):
        return item
    words = tuple(piece.text for piece in item.evidence)
    sentence = _approved(item.task, words, guard)
    if sentence.rule:
        return SetAside(item.note_id, "action", sentence.rule)
    return replace(item, task=sentence.text)


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    rule: str | None


def _approved(sentence: str, evidence: tuple[str, ...], guard: OutputGuard) -> _Sentence:
    if rule := fault(sentence, evidence):
        return _Sentence("", rule)
    verdict = guard.check(sentence)
    return _Sentence(verdict.text, verdict.rule)
