"""Closed values of a digest document as words for people. English, and the same on every machine's locale."""

from __future__ import annotations

from datetime import date
from typing import Any

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_OWNERS = {
    "mentor": "Mentor",
    "mentee": "Mentee",
    "both": "Mentor and mentee",
    "other": "Somebody else",
    "unassigned": "No owner named",
}
_DIRECTIONS = {
    "junior_to_senior": "Learned from the junior",
    "senior_to_junior": "Learned from the senior",
    "mutual": "Learned together",
}
_STATUSES = {"open": "Open", "done": "Done", "late": "Done late", "missed": "Missed"}
_THANKS = {
    "mentee": "Your mentee says thank you",
    "lead": "A programme lead says thank you",
    "executive": "An executive says thank you",
}
_QUIET = {
    None: "A quiet week: nothing new to report.",
    "to-come": "This week is still to come: nothing can be reported yet.",
    "no-notes": "No week has anything to report yet: nothing that may be shown here was drawn from any session. "
    "Notes are taken in with upwell ingest and read with upwell extract.",
}
"""By why there is nothing new in a week."""
_DECISIONS = {"approve": "Approved", "reject": "Rejected", "defer": "Deferred"}


def theme(value: str) -> str:
    """`ways-of-working` -> "Ways of working"."""
    return value.replace("-", " ").capitalize()


def direction(value: str) -> str:
    """Which way the learning went."""
    return _DIRECTIONS.get(value, "")


def confidence(value: float) -> str:
    """An engine's calibrated 0 to 1 as a word; the cuts are where one in four and one in two are wrong."""
    if value >= 0.75:
        return "Well supported"
    return "Fairly supported" if value >= 0.5 else "Tentative"


def owner(value: str) -> str:
    """Who took an action on; an owner is never invented."""
    return _OWNERS.get(value, _OWNERS["unassigned"])


def status(value: str) -> str:
    """How an action stands."""
    return _STATUSES.get(value, "")


def decision(value: str | None) -> str:
    """What was decided on an item; empty while nothing is."""
    return _DECISIONS.get(value or "", "")


def thanks(by: str) -> str:
    """As what somebody thanked, for whoever receives it."""
    return _THANKS.get(by, "Thanks")


def used(others: str | None, k: int) -> str:
    """How many others say that they used something, never fewer than k: "3 or more others"."""
    return (
        f"{others[0].upper()}{others[1:]} others say that they used this."
        if others
        else f"Used by fewer than {k} others so far."
    )


def day(value: str) -> str:
    """ISO date -> "19 October 2026"."""
    d = date.fromisoformat(value)
    return f"{d.day} {_MONTHS[d.month - 1]} {d.year}"


def due(value: str | None) -> str:
    """When an action is due; a date is never invented."""
    if value is None:
        return "No date agreed"
    return f"By {_DAYS[date.fromisoformat(value).weekday()]} {day(value)}"


def days(first: str, last: str) -> str:
    """Two ISO dates -> "19–25 October 2026", naming month and year once where they are the same."""
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{day(last)}"
    start = f"{a.day} {_MONTHS[a.month - 1]}" if a.year == b.year else day(first)
    return f"{start} – {day(last)}"


def week(value: str) -> str:
    """`2026-W43` -> "week 43"."""
    return f"week {int(value[-2:])}"


def band(value: str) -> str:
    """A support band as the pairs behind it; never an exact count."""
    return f"{value.replace('-', '–')} pairs" if value[:1].isdigit() else "More than 10 pairs"


def count(number: int, noun: str) -> str:
    """1, "action" -> "1 action"; 2 -> "2 actions"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def standing(follow_up: dict[str, Any]) -> str:
    """How earlier actions stand: "2 done, 3 open (1 past its day), 1 done late; 1 in progress"; never a nought."""
    past = follow_up.get("overdue")
    still = f"open ({past} past {'its' if past == 1 else 'their'} day)" if past else "open"
    phrases = {"done": "done", "open": still, "late": "done late", "missed": "missed"}
    states = [(follow_up[state], phrase) for state, phrase in phrases.items()]
    steps = follow_up.get("steps") or {}
    further = (("accepted", "accepted"), ("in progress", "in progress"), ("effect seen", "with an effect seen"))
    said = ", ".join(f"{steps[step]} {phrase}" for step, phrase in further if steps.get(step))
    told = ", ".join(f"{number} {state}" for number, state in states if number)
    return f"{told}; {said}" if told and said else told


def held_back(value: Any) -> str:
    """That something was held back, or how much where enough pairs stand behind the number."""
    if value in (None, 0, ""):
        return ""
    if not str(value)[:1].isdigit():
        return "Something from this week is held back."
    if value == 1:
        return "1 item of this week is held back."
    return f"{str(value).replace('-', '–')} items of this week are held back."


def quiet(document: dict[str, Any]) -> str:
    """What is said of a week without anything new: why there is nothing, and what became of what was before."""
    why, follow_up = document.get("quiet"), standing(document["follow_up"])
    held = "" if why == "to-come" else held_back(document["held_back"])
    earlier = f"Earlier actions: {follow_up}." if follow_up else ""
    return " ".join(one for one in (_QUIET.get(why, _QUIET[None]), earlier, held) if one)


def lead(document: dict[str, Any]) -> str:
    """The sentence under a digest's title: what there is, and which way the learning went."""
    kinds = (("insights", "insight"), ("actions", "action"), ("patterns", "pattern"))
    there_is = ", ".join(
        _of_all(len(document[kind]), document["more"].get(kind, 0), noun) for kind, noun in kinds if document[kind]
    )
    return " ".join(part for part in (f"{there_is}.", both_ways(document.get("learning") or {})) if part)


def _of_all(told: int, more: int, noun: str) -> str:
    """5, 7, "insight" -> "5 of 12 insights"; what is said of the week further on is said of all of them."""
    return f"{told} of {count(told + more, noun)}" if more else count(told, noun)


def both_ways(learning: dict[str, int]) -> str:
    """How many insights seniors owe to juniors, the other way round, and both together."""
    said = (
        ("junior_to_senior", "from juniors to seniors"),
        ("senior_to_junior", "from seniors to juniors"),
        ("mutual", "both ways at once"),
    )
    ways = [f"{learning[way]} {phrase}" for way, phrase in said if learning.get(way)]
    return f"Learning went both ways: {', '.join(ways)}." if len(ways) > 1 else ""


def pattern_title(title: str, theme_name: str) -> str:
    """A pattern's title as a headline: a sentence stands alone, others keep their theme before them."""
    named = theme(theme_name)
    said = title.removeprefix(f"{named}: ")
    return said if said[:1].isupper() else f"{named}: {said}"


def trend(told: list[int]) -> str:
    """Figures told of a pattern, oldest first, the last one now; only what was published, never a count."""
    if not told:
        return ""
    if len(told) == 1:
        return "New this week"
    if told[-1] == told[-2]:
        return "As before"
    return "More pairs than before" if told[-1] > told[-2] else "Fewer pairs than before"
