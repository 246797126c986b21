"""What the address of the charts answers: points, and nothing that fewer than k people make up."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mentoring.records import Theme
from service.api.answers import Answer, Day


class Band(Answer):
    """What was told of a pattern in a week's digest."""

    day: Day
    band: Literal["1-2", "3-5", "6-10", "more"]


class MovedPattern(Answer):
    """A pattern and its bands, as the caller was told them."""

    title: str
    theme: Theme
    points: list[Band]


class KeptInMonth(Answer):
    """Of the actions due in a month, how many were done."""

    month: str = Field(examples=["2026-10"])
    done: int
    judged: int


class InStanding(Answer):
    """How many actions stand so."""

    standing: Literal["late", "due", "open", "done"]
    actions: int


class InForce(Answer):
    """People whose consent was in force at the end of a week."""

    day: Day
    people: int


class Trends(Answer):
    """Points of the charts; empty where fewer than k people stand behind one."""

    patterns: list[MovedPattern]
    follow_through: list[KeptInMonth]
    standing: list[InStanding]
    consents: list[InForce]
