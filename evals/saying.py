"""Asks a scratch home as its operator or as somebody else, and keeps what it says, errors included."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mentoring.errors import UpwellError
from service import commands, requests
from service.progress import Progress
from service.wiring import App


@dataclass(frozen=True, slots=True)
class Said:
    """Something a home gave out: where, of which notes, in which words."""

    stage: str
    notes: tuple[str, ...]
    text: str = field(repr=False)


class Asked:
    """Sends requests and keeps what is said."""

    def __init__(self, app: App, said: list[Said], progress: Progress) -> None:
        self.app, self._said, self._progress = app, said, progress

    def __call__(self, request: requests.Request, person: str | None = None) -> Any:
        """The answer, or None where the home says what is wrong instead."""
        try:
            return commands.run(self.app, request, person, self._progress)
        except UpwellError as problem:
            self.hear("errors", f"{problem.message} {problem!r}")
            return None

    def hear(self, stage: str, text: str, notes: tuple[str, ...] = ()) -> None:
        """Keep what was said."""
        self._said.append(Said(stage, notes, text))
