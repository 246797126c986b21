"""The quarterly report of a lead's programmes: figures of several people in sentences, for screen and paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mentoring.programme.surveys import ASKED
from mentoring.records import words
from service.render.digest import page_templates
from service.render.outline import Line, Outline, Section, plain
from service.render.paper import outline_pdf

OBSERVED = (
    "An observation, not an effect: people who take part differ from others in more than the programme, and "
    "departments and luck move such figures too. The 96 % that is often told of reverse mentoring is one firm's first "
    "cohort."
)
FOOT = (
    "From what both people of each pair agreed to keep. No figure is made of fewer than the threshold on either side, "
    "and answers join a figure in whole batches. These are observations of people who took part, compared with "
    "themselves: other things changed as well."
)
_CAUTION = "One question of four may move by chance."
_NO_TABLE = "No counts of both groups were brought in by then, or one of them is too small."
_NO_LINES = "The roster does not tell the reporting lines of enough pairs."
_FIGURES = ("rhythm", "goals", "surveys", "ledger", "actions", "blockers", "outcomes", "across")
_GUESSED = (
    "Told by rule from redacted sentences, so some are missed and some are wrong; counted in steps, never by pair. "
    "A reason to ask how sessions go, no measure of anybody."
)
HURDLES = {
    "resistance": "Resistance to the programme or to change", "fear": "Fear of speaking up",
    "checkbox": "Sessions held for the record only", "access": "Access or tools that fail",
}  # fmt: skip
_WAVES = {"mid": "the middle", "post": "the end"}


def report_outline(document: dict[str, Any]) -> Outline:
    """The report in reading order; a section without figures says why there are none."""
    told = any(document[name] for name in _FIGURES)
    lead = (
        f"Figures of {words.count(len(document['programs']), 'programme')}, each with how many stand behind it."
        if told
        else f"Fewer than {document['k']} people on a side: there is nothing that may be told."
    )
    title = words.days(document["first_day"], document["last_day"])
    return replace(
        report_sections(document), title=title, over=f"Upwell, report of quarter {document['quarter'][-1]}", lead=lead
    )


def report_sections(document: dict[str, Any]) -> Outline:
    """The figures of several people, of a quarter or of today."""
    made = (
        _sessions(document),
        _goals(document),
        *_changes(document),
        _ledger(document),
        _actions(document),
        _blockers(document),
        *_outcomes(document),
    )
    return Outline("Figures of several people", "", "", made, FOOT)


def report_html(document: dict[str, Any]) -> str:
    """One self-contained page: screen, phone and print."""
    return page_templates().get_template("report.html").render(report=report_outline(document))


REPORT_FORMS: Mapping[str, tuple[str, Callable[[dict[str, Any]], bytes]]] = {
    "html": ("text/html; charset=utf-8", lambda one: report_html(one).encode()),
    "pdf": ("application/pdf", lambda one: outline_pdf(report_outline(one))),
    "txt": ("text/plain; charset=utf-8", lambda one: plain(report_outline(one)).encode()),
    "json": ("application/json", lambda one: json.dumps(one, ensure_ascii=False, indent=1).encode()),
}
"""Format -> media type and maker."""


def spread(one: dict[str, Any]) -> str:
    """A share with its interval: "73 % (95 % interval 48 to 89)"; empty where it is of nothing."""
    if one["share"] is None:
        return ""
    low, high = round(100 * one["low"]), round(100 * one["high"])
    return f"{round(100 * one['share'])} % (95 % interval {low} to {high})"


def flowed(counts: dict[str, int]) -> str:
    """Which way learning went: "4 learned from the junior, 2 learned together"."""
    return ", ".join(f"{count} {words.direction(way).lower()}" for way, count in counts.items() if count)


def change(one: dict[str, Any]) -> str:
    """A mean change: "+1.33, 12 people (95 % interval 0.37 to 2.30)"."""
    said = f"{one['mean']:+.2f}, {one['n']} people"
    return said if one["low"] is None else f"{said} (95 % interval {one['low']:+.2f} to {one['high']:+.2f})"


def _section(title: str, lines: Sequence[Line], document: dict[str, Any], note: str = "", none: str = "") -> Section:
    none = none or f"Nothing that {document['k']} people on each side stand behind."
    return Section(title, tuple(lines), note=note if lines else none)


def _together(one: dict[str, Any]) -> str:
    return ", ".join(one["programs"]) + (" together" if len(one["programs"]) > 1 else "")


def _sessions(document: dict[str, Any]) -> Section:
    lines = []
    for one in document["rhythm"]:
        rhythm = f"{one['kept']} of {one['expected']} expected: {spread(one)}" if one["expected"] else ""
        said = f"{words.count(one['held'], 'session')} held by {words.count(one['pairs'], 'pair')}"
        lines.append(Line(said, " · ".join(part for part in (_together(one), rhythm) if part)))
    return _section("Sessions", lines, document)


def _goals(document: dict[str, Any]) -> Section:
    lines = []
    for one in document["goals"]:
        states = ", ".join(f"{count} {name}" for name, count in one["by_status"].items())
        reached = f"reached: {spread(one)}" if one["goals"] else ""
        said = f"{words.count(one['goals'], 'goal')} of {words.count(one['pairs'], 'pair')}"
        lines.append(Line(f"{said}: {states}" if states else said, " · ".join(filter(None, (_together(one), reached)))))
    return _section("Goals", lines, document)


def _changes(document: dict[str, Any]) -> list[Section]:
    """A section for each group of programmes and wave, the later wave first."""
    sections = []
    for group in reversed([one for one in document["surveys"] if one["changes"]]):
        lines = []
        for one in group["changes"]:
            if one["side"] is None:
                alike = [other for other in group["changes"] if other["question"] == one["question"] and other["side"]]
                sides = "; ".join(f"{other['side']}s {change(other)}" for other in alike)
                lines.append(Line(f"{change(one)}: {ASKED[one['question']]}", sides))
        note = f"{_together(group)}. Points from 1 to 5: the mean of each person's own change. {_CAUTION}"
        sections.append(Section(f"What changed from the beginning to {_WAVES[group['then']]}", tuple(lines), note=note))
    return sections or [_section("What changed for people", [], document)]


def _ledger(document: dict[str, Any]) -> Section:
    lines = [
        Line(f"{words.count(sum(one['flowed'].values()), 'insight')}: {flowed(one['flowed'])}", _together(one))
        for one in document["ledger"]
    ]
    return _section("What flowed which way", lines, document)


def _actions(document: dict[str, Any]) -> Section:
    lines = []
    for one in document["actions"]:
        states = ", ".join(f"{one[name]} {name}" for name in ("done", "open", "due", "late") if one[name])
        kept = f"done of those judged: {spread(one)}" if one["judged"] else ""
        seen = f", {one['effect_seen']} with an effect seen" if one["effect_seen"] else ""
        said = f"{words.count(one['actions'], 'action')}: {states}{seen}"
        lines.append(Line(said, " · ".join(filter(None, (_together(one), kept)))))
    return _section("Actions", lines, document)


def _blockers(document: dict[str, Any]) -> Section:
    lines = []
    for one in document["blockers"]:
        for kind in one["kinds"]:
            said = f"{HURDLES[kind['kind']]}: in {kind['at_least']} or more of {words.count(one['pairs'], 'pair')}"
            lines.append(Line(said, f"{_together(one)} · {spread(kind)}"))
    return _section("What stands in the way", lines, document, _GUESSED)


def _outcomes(document: dict[str, Any]) -> list[Section]:
    beside = [Line(beside_others(one), f"{one['program']} · {difference(one)}") for one in document["outcomes"]]
    reach = []
    for one in document["across"]:
        went = f" · {flowed(one['flowed'])}" if one["flowed"] else ""
        said = f"{one['across']} of {words.count(one['pairs'], 'pair')} reach across departments"
        reach.append(Line(said, f"{_together(one)} · {spread(one)}{went}"))
    return [
        _section("Beside people who did not take part", beside, document, OBSERVED, _NO_TABLE),
        _section("Across departments", reach, document, "By the reporting lines of the roster.", _NO_LINES),
    ]


def beside_others(one: dict[str, Any]) -> str:
    """One measure in both groups: "Stayed: 92 % of 24 participants, 80 % of 60 others"."""
    mine, theirs = round(100 * one["share"]), round(100 * one["others_share"])
    return f"{one['measure'].capitalize()}: {mine} % of {one['n']} participants, {theirs} % of {one['others']} others"


def difference(one: dict[str, Any]) -> str:
    """In points, with its interval: "+12 points (95 % interval -5 to +24)"."""
    low, high = round(100 * one["low"]), round(100 * one["high"])
    return f"{round(100 * one['difference']):+d} points (95 % interval {low:+d} to {high:+d})"
