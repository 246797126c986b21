"""What search and ask take: words in bodies only, closed filters also in addresses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from mentoring.records import Direction, Theme
from mentoring.records.items import ActionStatus
from service.api.bodies import Body, Pair, Program
from service.search_requests import Search

SearchId = Annotated[str, Field(pattern=r"^s[0-9a-f]{16}$", examples=["s0123456789abcdef"])]
Words = Annotated[str, Field(max_length=20_000, examples=["captions in meetings"])]


class Closed(Body):
    """Closed filters; what is not given does not narrow."""

    program: Program | None = None
    pair: Pair | None = None
    theme: Theme | None = None
    direction: Direction | None = None
    kind: Literal["note", "insight", "action", "tool", "method"] | None = None
    status: ActionStatus | None = None
    since: date | None = None
    until: date | None = None

    def filters(self) -> dict[str, Any]:
        """As requests take them: days as ISO text."""
        return {
            name: value.isoformat() if isinstance(value := getattr(self, name), date) else value
            for name in Closed.model_fields
        }


class SearchBody(Closed):
    """Words or a question, and closed filters."""

    query: Words
    k: Annotated[int, Field(ge=1, le=1000)] = 10

    def search(self) -> Search:
        """As a request."""
        return Search(self.query, k=self.k, **self.filters())


class PatternsBody(Body):
    """Words or a question, and a theme."""

    query: Words
    theme: Theme | None = None
    k: Annotated[int, Field(ge=1, le=1000)] = 10


class AskBody(Body):
    """A question in words."""

    question: Annotated[str, Field(max_length=20_000, examples=["What helps new starters in their first week?"])]


class ExportBody(SearchBody):
    """What to search, and how to write what is found."""

    form: Literal["csv", "md"] = "csv"


class KeepBody(SearchBody):
    """A search and the name it is kept under."""

    name: Annotated[str, Field(min_length=1, max_length=80, examples=["Captions"])]


class GoalBody(Body):
    """What a pair set out to reach."""

    program: Program
    pair: Pair | None = None
    goal: Annotated[str, Field(min_length=1, max_length=400, examples=["Meetings with captions on by default"])]


class SilenceBody(Body):
    """Goals to look at together."""

    goals: Annotated[
        list[GoalBody], Field(max_length=500, examples=[[{"program": "North", "goal": "Captions by default"}]])
    ]


class ForgetBody(Body):
    """Which kept search."""

    id: SearchId
