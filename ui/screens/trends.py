"""Trends: patterns, follow-through, actions and consents over time; below the threshold there is nothing to draw."""

from __future__ import annotations

from typing import Any

from mentoring.records import words
from ui import client
from ui.components import charts
from ui.components.look import show


def screen() -> None:
    """One chart after the other, each with its words and figures."""
    told = client.get("/api/trends")
    show("title.html", title="Trends", text="How things moved. What fewer than three people stand behind is not drawn.")
    drawn = [_patterns(told["patterns"]), _follow_through(told["follow_through"]), _standing(told["standing"]),
             _consents(told["consents"])]  # fmt: skip
    if not any(drawn):
        show("empty.html", title="Nothing to draw yet",
             text="Charts begin once several pairs have met and a digest was read.")  # fmt: skip


def _patterns(found: list[dict[str, Any]]) -> bool:
    if not found:
        return False
    names = [words.pattern_title(one["title"], one["theme"]) for one in found]
    told = [
        (at, name, words.day(point["day"]), point["band"])
        for at, (name, one) in enumerate(zip(names, found, strict=True), start=1)
        for point in one["points"]
    ]
    days = [words.day(day) for day in sorted({point["day"] for one in found for point in one["points"]})]
    rows = [{"number": at, "day": day, "band": band} for at, _, day, band in told]
    charts.draw(
        charts.grid(rows, days=days), "Patterns by week",
        "How many pairs stood behind each pattern in the digests you were given; a larger dot is a wider band.",
        "patterns",
    )  # fmt: skip
    show("chart_names.html", names=names)
    body = [[f"{at}. {name}", day, words.band(band)] for at, name, day, band in told]
    charts.figures("Patterns by week", ["Pattern", "Week of", "Behind it"], body)
    return True


def _follow_through(found: list[dict[str, Any]]) -> bool:
    if not found:
        return False
    title, told = "Follow-through by month", "Of every hundred actions that fell due in a month, how many were done."
    rows = [{"month": one["month"], "share": round(100 * one["done"] / one["judged"])} for one in found]
    months = [one["month"] for one in found]
    charts.draw(charts.bars(rows, "month", "share", labels=months, most=100), title, told, "follow-through")
    charts.figures(title, ["Due in", "Done"], [[one["month"], f"{one['done']} of {one['judged']}"] for one in found])
    return True


def _standing(found: list[dict[str, Any]]) -> bool:
    if not found:
        return False
    title, told = "Actions by standing", "How many actions are late, due within a week, open and done today."
    rows = [{"standing": charts.STANDINGS[one["standing"]], "actions": one["actions"]} for one in found]
    labels = [*charts.STANDINGS.values()]
    charts.draw(charts.bars(rows, "standing", "actions", labels=labels), title, told, "standing")
    charts.figures(title, ["Standing", "Actions"], [[one["standing"], str(one["actions"])] for one in rows])
    return True


def _consents(found: list[dict[str, Any]]) -> bool:
    if not found:
        return False
    title, told = "Consents in force by week", "How many people's consent was in force at the end of each week."
    charts.draw(charts.steps(found, "people"), title, told, "consents")
    body = [[words.day(one["day"]), str(one["people"])] for one in found]
    charts.figures(title, ["Week until", "People"], body)
    return True


screen()
