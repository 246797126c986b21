"""What a reader found in a file: plain values, so that they travel from the child that parsed it as JSON.

A reader reports what stands in the file and decides nothing: which session it is, who may be in it and whether it
may be kept is for others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Kind = Literal["note", "event", "attached"]
"""attached: there is no note here, but files came with it; the values say what the letter says of them."""
_LONGEST = 2_000_000
"""Code points of a body that is believed; readers refuse earlier."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person said without a break."""

    speaker: str | None
    """As the file writes it; None: the file does not say."""
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a part of a file is not taken. The sentence begins after the file's name."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """One session, or one calendar event, as a file tells of it."""

    kind: Kind = "note"
    part: str = ""
    """Which part of the file, where it holds several: "row 3", "message 2"."""
    key: str = field(default="", repr=False)
    """What the product itself knows the part by, if anything; stays the same when the part is edited."""
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What the file says outright of note_id, program, pair, session_date, mentor, mentee, format."""
    body: str = field(default="", repr=False)
    turns: tuple[Turn, ...] = field(default=(), repr=False)
    """In place of a body, where the file is a transcript."""
    people: tuple[str, ...] = field(default=(), repr=False)
    """Names and addresses of those who were there or wrote, besides the speakers."""
    title: str = field(default="", repr=False)
    day: str | None = None
    """ISO date on which the file says the session was, where `fields` do not say it."""
    sent: str | None = None
    """ISO date on which it was written down or sent: the session was then or before."""
    problem: Problem | None = None

    def as_json(self) -> dict[str, Any]:
        """For the pipe."""
        return asdict(self)


def found_of(values: Mapping[str, Any]) -> Found:
    """What came over the pipe; ValueError for anything a reader cannot have meant."""
    problem = values.get("problem")
    made = Found(
        kind=_one_of(values["kind"]),
        part=_text(values["part"], 200),
        key=_text(values["key"], 400),
        fields={_text(key, 40): _text(value, 400) for key, value in dict(values["fields"]).items()},
        body=_text(values["body"], _LONGEST),
        turns=tuple(_turn(one) for one in values["turns"]),
        people=tuple(_text(one, 400) for one in values["people"]),
        title=_text(values["title"], 400),
        day=None if values["day"] is None else _text(values["day"], 10),
        sent=None if values["sent"] is None else _text(values["sent"], 10),
        problem=Problem(_text(problem["code"], 40), _text(problem["sentence"], 400)) if problem else None,
    )
    if sum(len(turn.text) for turn in made.turns) > _LONGEST:
        raise ValueError("too long")
    return made


def _turn(value: Mapping[str, Any]) -> Turn:
    speaker = value["speaker"]
    return Turn(None if speaker is None else _text(speaker, 400), _text(value["text"], _LONGEST))


def _one_of(value: object) -> Kind:
    for kind in get_args(Kind):
        if value == kind:
            found: Kind = kind
            return found
    raise ValueError("no kind")


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError("no text, or too long")
    return value
