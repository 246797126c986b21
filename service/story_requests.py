"""What is asked about success stories."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stories:
    """The caller's own drafts, what she could tell, and stories that both of a pair let everybody read."""


@dataclass(frozen=True, slots=True)
class DraftStory:
    """Draft a story of an action of the caller's own pair that is done."""

    action_id: str


@dataclass(frozen=True, slots=True)
class WordStory:
    """One of the two says it in other words; both are asked again."""

    story_id: str
    learned: str = field(default="", repr=False)
    did: str = field(default="", repr=False)
    shown: str = field(default="", repr=False)
    effect: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ApproveStory:
    """One of the two lets these words be read by others; `version`: as she read them."""

    story_id: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class TakeStoryBack:
    """One of the two takes the story back: it is gone for everybody."""

    story_id: str


@dataclass(frozen=True, slots=True)
class HandOutStory:
    """A story that both approved, as a card: md, html or pdf."""

    story_id: str
    form: str = "md"
    file: str | None = None
    """Where it will be written; None: it goes out of reach."""


StoryRequest = Stories | DraftStory | WordStory | ApproveStory | TakeStoryBack | HandOutStory
