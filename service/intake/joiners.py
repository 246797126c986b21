"""People who want to take part, out of a table (CSV or Excel), a row a person. What is wrong is said with its line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from mentoring.errors import BadInput
from service.intake.formats.tables import lines_of_csv, rows_of_xlsx
from service.matching_requests import JoinerRow

MOST_PEOPLE, MOST_PHRASES, LONGEST = 5000, 12, 120
NEEDED = ("id", "side", "offers", "wishes", "languages", "reports_to")
_MEANS = {
    "id": r"id|person[ _]?id|person|employee(?:[ _]id)?",
    "name": r"name|full name",
    "side": r"side|role|takes part as|i (?:want|would like) to (?:be|take part as).*",
    "offers": r"offers?|skills?(?: to offer| offered)?|(?:i )?can (?:offer|teach)|skills[ _](?:to[ _])?offer(?:ed)?",
    "wishes": r"wish(?:es)?|wants?(?: to learn)?|(?:skills?[ _])?to[ _]learn|(?:i )?(?:want|would like) to learn",
    "interests": r"interests?|hobbies",
    "languages": r"languages?(?: spoken)?",
    "time_zone": r"time[ _]?zone|tz",
    "reports_to": r"reports?[ _]to|manager(?:[ _]id)?|line manager|reporting[ _]line",
    "earlier": r"(?:earlier|last|previous|former)[ _]partners?",
    "site": r"site|office|location",
    "department": r"department|team|function|unit",
}  # fmt: skip
_PATTERNS = {name: re.compile(rf"(?:{pattern})\s*[?*:]*", re.IGNORECASE) for name, pattern in _MEANS.items()}
_SIDES = {"mentor": "mentor", "junior": "mentor", "mentee": "mentee", "executive": "mentee", "senior": "mentee",
          "both": "both", "either": "both", "mentor;mentee": "both", "mentor or mentee": "both"}  # fmt: skip


def read_joiners(raw: bytes, name: str) -> tuple[JoinerRow, ...]:
    """The people of the file; BadInput names the line, never what stands in it but an id."""
    if name.lower().endswith(".xlsx"):
        lines = list(enumerate(rows_of_xlsx(raw, name), start=1))
    else:
        lines = lines_of_csv(raw, name)
    if len(lines) < 3:
        raise BadInput(f"{name} holds fewer than two people below its headings.", code="empty", file=name)
    if len(lines) > MOST_PEOPLE + 1:
        raise BadInput(f"{name} has more than {MOST_PEOPLE} people: match one programme at a time.", file=name)
    fields = [_meaning(heading) for heading in lines[0][1]]
    if "id" not in fields:  # a file of names alone: they must then be told apart by them
        fields = ["id" if one == "name" else one for one in fields]
    for one in NEEDED:
        if one not in fields:
            raise BadInput(f"{name} lacks the column {one}: it needs {', '.join(NEEDED)}.", file=name)
    said = [(line, _said(fields, cells)) for line, cells in lines[1:]]
    ids = _ids(said, name)
    return tuple(_row(line, cells, ids, name, clocks="time_zone" in fields) for line, cells in said)


def _meaning(heading: str) -> str:
    said = " ".join(heading.split())
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(said)), "")


def _said(fields: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    found = {name: value.strip() for name, value in zip(fields, cells, strict=False) if name}
    return {name: found.get(name, "") for name in _MEANS}


def _ids(said: Sequence[tuple[int, Mapping[str, str]]], file: str) -> dict[str, str]:
    """What somebody may be called in the columns that name others -> her id: the id, or a name that is hers alone."""
    known: dict[str, tuple[str, int]] = {}
    names = Counter(cells["name"].casefold() for _, cells in said)
    for line, cells in said:
        key = cells["id"].casefold()
        if not key:
            raise BadInput(f"{file}, line {line}: the id is missing.", file=file)
        if key in known:
            raise BadInput(f"{file}, line {line}: this person stands already on line {known[key][1]}.", file=file)
        known[key] = cells["id"], line
    alone = {cells["name"].casefold(): cells["id"] for _, cells in said if names[cells["name"].casefold()] == 1}
    return {**alone, **{key: id_ for key, (id_, _) in known.items()}}


def _row(line: int, said: Mapping[str, str], ids: Mapping[str, str], file: str, *, clocks: bool) -> JoinerRow:
    def refuse(sentence: str) -> BadInput:
        return BadInput(f"{file}, line {line}: {sentence}", file=file)

    side = _SIDES.get(said["side"].casefold())
    if side is None:
        raise refuse("the side is mentor, mentee or both.")
    lists = {name: _several(said[name]) for name in ("offers", "wishes", "interests", "languages", "earlier")}
    if not lists["languages"]:
        raise refuse("say at least one language, as en;de.")
    if clocks and not said["time_zone"]:
        raise refuse("say the time zone, as Europe/Berlin or UTC+1.")
    for name in ("offers", "wishes", "interests"):
        if len(lists[name]) > MOST_PHRASES or any(len(one) > LONGEST for one in lists[name]):
            raise refuse(
                f"the {name} are {MOST_PHRASES} at most, separated by semicolons, of {LONGEST} characters each."
            )
    if not (lists["offers"] or lists["wishes"]):
        raise refuse("say what this person offers or wants to learn.")
    return JoinerRow(
        said["id"], side, lists["offers"], lists["wishes"], lists["interests"], lists["languages"], said["time_zone"],
        _person(said["reports_to"], ids), tuple(_person(one, ids) for one in lists["earlier"]), said["site"],
        said["department"], line,
    )  # fmt: skip


def _person(text: str, ids: Mapping[str, str]) -> str:
    return ids.get(text.casefold(), text)


def _several(text: str) -> tuple[str, ...]:
    """Entries of a cell, separated by semicolons, lines or bars; by commas where none of these stands in it."""
    apart = re.split(r"[;\n|]", text) if re.search(r"[;\n|]", text) else text.split(",")
    return tuple(dict.fromkeys(found for one in apart if (found := " ".join(one.split()))))
