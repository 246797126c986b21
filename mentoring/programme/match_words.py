"""Why two people are proposed, and why somebody is left over, in words for a lead and for the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mentoring.programme.fitting import MET, Phrases
from mentoring.programme.matching import WHY, Joiner, apart, barred

MOST = 2
"""Wishes that are named of each side."""
_LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese",
    "nl": "Dutch", "pl": "Polish", "cs": "Czech", "sv": "Swedish", "da": "Danish", "nb": "Norwegian", "fi": "Finnish",
    "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "ro": "Romanian", "hu": "Hungarian", "el": "Greek",
    "ar": "Arabic", "he": "Hebrew", "hi": "Hindi", "zh": "Chinese", "ja": "Japanese", "ko": "Korean",
}  # fmt: skip


def reasons(mentor: Joiner, mentee: Joiner, known: Phrases) -> list[str]:
    """For a lead: what meets which wish or that nothing does, languages, departments, sites, clocks, interests."""
    said = _down(mentor, mentee, known)
    if not said and mentee.wishes:
        said = ["None of the mentee's wishes is met: they would have to find their topic together."]
    said += [*_up(mentor, mentee, known), _language(mentor, mentee), *_departments(mentor, mentee)]
    if mentor.site and mentee.site:
        same = mentor.site == mentee.site
        said.append(f"Both are at {mentor.site}." if same else f"They are at {mentor.site} and {mentee.site}.")
    if gap := apart(mentor, mentee):
        said.append(f"Their clocks are {gap:g} {'hour' if gap == 1 else 'hours'} apart.")
    return said + _alike(mentor, mentee, known)


def rationale(mentor: Joiner, mentee: Joiner, known: Phrases) -> str:
    """For the two themselves: what speaks for them, never what is lacking; no place, which reads like a name."""
    said = [*_down(mentor, mentee, known), *_up(mentor, mentee, known), _language(mentor, mentee),
            *_departments(mentor, mentee), *_alike(mentor, mentee, known)]  # fmt: skip
    return " ".join(said)


def left_over(one: Joiner, others: Sequence[Joiner], hours: float) -> str:
    """Why nobody was found for this person; `others`: everybody on the other side."""
    if not others:
        return "Nobody is on the other side."
    bars = Counter(bar for other in others if (bar := barred(one, other, hours)) is not None)
    free = len(others) - bars.total()
    if free:
        who = "the one person who would do is" if free == 1 else f"the {free} people who would do are"
        return f"Too few are on the other side: {who} taken."
    told = "; ".join(f"{WHY[bar]} ({_people(count)})" for bar, count in bars.most_common())
    return f"Nobody on the other side may be put together with this person: {told}."


def listed(some: Sequence[str]) -> str:
    """One, two and three."""
    return some[0] if len(some) == 1 else f"{', '.join(some[:-1])} and {some[-1]}"


def language(text: str) -> str:
    """A language as people write it ("English (C1)", "en-GB"), by its code where it is known."""
    said = text.partition("(")[0].strip().casefold()
    by_name = {name.casefold(): code for code, name in _LANGUAGES.items()}
    short = said.replace("_", "-").partition("-")[0]
    return by_name.get(said) or (short if short in _LANGUAGES else said)


def _down(mentor: Joiner, mentee: Joiner, known: Phrases) -> list[str]:
    met = _met(mentor.offers, mentee.wishes, known)
    return [f"The mentor offers {offer}, which meets the mentee's wish: {wish}." for offer, wish in met]


def _up(mentor: Joiner, mentee: Joiner, known: Phrases) -> list[str]:
    met = _met(mentee.offers, mentor.wishes, known)
    return [f"In return the mentee offers {offer}, which meets the mentor's wish: {wish}." for offer, wish in met]


def _language(mentor: Joiner, mentee: Joiner) -> str:
    return f"Both speak {listed(_languages(mentor, mentee))}."


def _departments(mentor: Joiner, mentee: Joiner) -> list[str]:
    if not (mentor.department and mentee.department) or mentor.department == mentee.department:
        return []
    return [f"They come from different departments: {mentor.department} and {mentee.department}."]


def _alike(mentor: Joiner, mentee: Joiner, known: Phrases) -> list[str]:
    alike = [one for one, _ in _met(mentor.interests, mentee.interests, known)]
    return [f"They share an interest in {listed(alike)}."] if alike else []


def _languages(one: Joiner, other: Joiner) -> list[str]:
    return [_LANGUAGES.get(code, code) for code in sorted(one.languages & other.languages)]


def _met(offers: Sequence[str], wishes: Sequence[str], known: Phrases) -> list[tuple[str, str]]:
    """(offer, wish) of the wishes that are met, the nearest first."""
    if not offers or not wishes:
        return []
    near = known.near(wishes, offers)
    best = [(float(row.max()), int(row.argmax())) for row in near]
    order = sorted(range(len(wishes)), key=lambda at: -best[at][0])
    return [(offers[best[at][1]], wishes[at]) for at in order if best[at][0] >= MET][:MOST]


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
