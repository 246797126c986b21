"""What is asked about learning cards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Learnings:
    """Insights the caller may see, as cards: those of one kind (tool, method) or theme only, if given."""

    kind: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class ShowLearning:
    """One insight on a page of its own."""

    item_id: str


@dataclass(frozen=True, slots=True)
class SayUsed:
    """The caller used an insight, or did not after all."""

    item_id: str
    used: bool = True


@dataclass(frozen=True, slots=True)
class HandOutLearning:
    """A card as a file: md, html or pdf."""

    item_id: str
    form: str = "md"
    file: str | None = None
    """Where it will be written; None: it goes out of reach."""


LearningRequest = Learnings | ShowLearning | SayUsed | HandOutLearning
