"""Who made a commitment, read from its own words and from who speaks or writes; never guessed from names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.units import Speaker, Unit
from mentoring.records import Owner

_ROLE = re.compile(r"\[(MENTOR|MENTEE|PERSON(?:_\d+)?)\]")
_WHO = r"\[(?:MENTOR|MENTEE|PERSON_\d+)\](?: \[(?:MENTOR|MENTEE|PERSON_\d+)\])?"
_LABEL = re.compile(
    rf"^\W*(?:({_WHO})|(both(?: of us)?|we)|(me|i|my|mine)|(she|he|her|him|his|hers)|(?:the )?(mentor|mentee))"
    r"\b\]?(?:\s*\([^)]*\))?(?:'s|’s)?"
    r"(?: (?:to-?do|homework|job|task|action|part|side|promise|one|list)(?: is (?:one )?\w*)?)?"
    r"\s*(?::|->|→|–|-(?=\s)|=|\|)",
    re.IGNORECASE,
)
_SAYING = (
    r"(?!(?:said|says|mean|means|guess|told|asked|agreed|promised|think|thinks|believe|hope|know|was|were|had|did)\b)"
)
_WILL = re.compile(
    rf"(?:({_WHO})|\b(both of us|we both|both|we|let's|let us)\b|\b(i)\b|\b(she|he)\b|\b(you)\b|\b(they)\b"
    r"|\b(?:the )?(mentor|mentee)\b)(?: ?\([^)]*\))?,?(?: (?:and|or) [\w\[\]]+)?"
    r"\s*(?:(?:also|then|now|just|both|herself|himself|still)\s+)*"
    r"(?:'ll|’ll|ll\b|will\b|shall\b|(?:is|am|are|'m|’m|'s) going to|is to\b|am to\b|'m to\b|’m to\b|to\b|"
    rf"can\b|could\b|should\b|{_SAYING}[a-z]{{2,}}(?:s|\b))",
    re.IGNORECASE,
)
_YOU_WILL = re.compile(r"\byou(?:'ll|’ll| will| owe)(?! (?:have|get|see|know|like|need))", re.IGNORECASE)
_BOTH = r"\[(?:MENTOR|MENTEE)\]"
_PAIR = re.compile(
    rf"{_BOTH} ?(?:\+|&|and|/) ?(?:me\b|i\b|{_BOTH})|\b(?:me|i) (?:\+|&|and) {_BOTH}|"
    r"\b(?:the two of us|the pair of us|together we)\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(
    rf"\bfrom (?:(me)\b|(him|her)\b|({_BOTH})),?.{{0,20}}\bgets?\b"
    rf"|\bgets? .{{0,40}}\bfrom (?:(me)\b|(him|her)\b|({_BOTH}))",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(r"^(?:(me)|(her|him))\s+(?=[a-z0-9])", re.IGNORECASE)
_OWED = re.compile(r"\b(?:you owe me|(?:he|she) owes me|(?:i get|i receive) from)\b", re.IGNORECASE)
_I_OWE = re.compile(r"\bi (?:owe|promised|offered|have to|need to|want to)\b", re.IGNORECASE)


_EQUATED = re.compile(r"(\[PERSON_\d+\])\s*(?:\(|=|,? aka |,? i\.?e\.? )\s*(\[(?:MENTOR|MENTEE)\])")
_I_AM = re.compile(
    r"\b(?:me|i am|i'm|it'?s|this is) ?:? \[(?:MENTOR|MENTEE)\](?! (?:who|that|not))|\[(?:MENTOR|MENTEE)\] here\b"
    r"|^from: *\[(?:MENTOR|MENTEE)\]|(?:this note|i) writes? (?:the )?(?:mentor|mentee)\b"
    r"|\b(?:mentor|mentee)'s notes?\b|\b(?:notes?|written) by (?:the )?(?:mentor|mentee)\b|"
    r"\[(?:MENTOR|MENTEE)\] writes:",
    re.IGNORECASE | re.MULTILINE,
)
_WITH_ME = re.compile(
    r"\[(MENTOR|MENTEE)\](?:\s*(?:→|->|to)\s*me\b| (?:\w+ )?(?:told|asked|gave|showed|taught|says?|said|wrote|sends?|"
    r"answered|let|wants|took|and i|pushed|had|was|is|has|joined|began|laughed)\b)",
)


def aliases(text: str) -> dict[str, str]:
    """Person placeholders that the note itself equates with a participant: `[PERSON_1] ([MENTEE], ...)`."""
    return {found.group(1): found.group(2) for found in _EQUATED.finditer(text)}


def plain(text: str, known: dict[str, str]) -> str:
    """`text` with those placeholders replaced."""
    for alias, participant in known.items():
        text = text.replace(alias, participant)
    return text


def writer_of(text: str) -> Speaker:
    """Whether mentor or mentee wrote the note; the mentor when nothing tells.

    Whoever introduces himself or signs; otherwise whoever is not the other one of "told me", "to me".
    """
    if said := _I_AM.search(text):
        return "mentee" if "MENTEE" in said.group().upper() else "mentor"
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    for line in reversed(lines[-4:]):
        signed = re.match(r"^[-–— ]*\[(MENTOR|MENTEE)\]\W*(?:\[\w+\]\W*)*(?:,.{0,60})?$", line)
        if signed:
            return "mentee" if signed.group(1) == "MENTEE" else "mentor"
    votes = Counter(found.group(1) for found in _WITH_ME.finditer(text))
    if votes["MENTOR"] != votes["MENTEE"]:
        return "mentee" if votes["MENTOR"] > votes["MENTEE"] else "mentor"
    counts = Counter(_ROLE.findall(text))
    return "mentee" if counts["MENTOR"] > 2 * counts["MENTEE"] + 1 else "mentor"


def other_of(one: Speaker) -> Speaker:
    """The other participant."""
    return "mentee" if one == "mentor" else "mentor"


def owner_of(units: Sequence[Unit], writer: Speaker, before: str = "") -> Owner:
    """Owner of the commitment in `units`; `before` is the text just ahead of it, for he and she.

    unassigned when no explicit subject, label or voice says who.
    """
    text = " ".join(unit.text for unit in units)
    first = units[0]
    voice = first.speaker if first.kind in {"turn", "quote"} and first.speaker else writer
    return (
        _labelled(text, first, voice, before) or _subject(text, first, voice, before) or _fallback(text, first, voice)
    )


def _labelled(text: str, unit: Unit, voice: Speaker, before: str) -> Owner | None:
    """Owner named by a label or by a fixed turn of phrase."""
    if _OWED.search(text):
        return _named(other_of(voice))
    if unit.kind in {"bullet", "row", "prose"} and _PAIR.search(text):
        return "both"
    if label := _LABEL.match(text):
        return _of(label.groups(), voice, before)
    if given := _given_by(text, unit):
        me, other, role = given
        return _of((role, None, me, other, None), voice, "")
    return _named(voice) if _I_OWE.search(text) else None


def _subject(text: str, unit: Unit, voice: Speaker, before: str) -> Owner | None:
    """Owner who is the subject of the first verb of promising."""
    for found in _WILL.finditer(text):
        who, both, first, third, second, they, role = found.groups()
        if second and unit.kind == "turn" and _YOU_WILL.search(text):
            return _named(other_of(voice))
        if not they and not second:
            return _of((who, both, first, third, role), voice, before + text[: found.start()])
    return None


def _given_by(text: str, unit: Unit) -> tuple[str | None, str | None, str | None] | None:
    """Who gives, where the sentence says who gets ("from me he gets"), or a bullet starts with "me" or "her"."""
    if found := _RECEIVED.search(text):
        me, other, role, later_me, later_other, later_role = found.groups()
        return me or later_me, other or later_other, role or later_role
    bare = _BARE_LABEL.match(text) if unit.kind == "bullet" else None
    return (bare.group(1), bare.group(2), None) if bare else None


def _of(groups: Sequence[str | None], voice: Speaker, before: str) -> Owner:
    who, both, first, third, role = groups
    if role:
        return "mentee" if role.lower() == "mentee" else "mentor"
    if both:
        return "both"
    if first:
        return _named(voice)
    if who:
        return "mentor" if "MENTOR" in who else "mentee" if "MENTEE" in who else "other"
    return _pronoun(voice, before) if third else "unassigned"


def _pronoun(voice: Speaker, before: str) -> Owner:
    """He or she: the last person named in the same sentence, otherwise the participant who does not speak."""
    sentence = re.split(r"(?<=[.!?;])\s|\n", before)[-1]
    named = _ROLE.findall(sentence)
    if named and named[-1].startswith("PERSON"):
        return "other"
    if named:
        return "mentee" if named[-1] == "MENTEE" else "mentor"
    return _named(other_of(voice))


def _named(speaker: Speaker) -> Owner:
    return "unassigned" if speaker == "other" else speaker


def _fallback(text: str, unit: Unit, voice: Speaker) -> Owner:
    if re.search(r"\b(?:myself|i|my|me)\b", text, re.IGNORECASE) and not re.search(r"\b(?:to|for|with) me\b", text):
        return _named(voice)
    named = set(_ROLE.findall(text))
    if named in ({"MENTOR"}, {"MENTEE"}):
        return "mentee" if named == {"MENTEE"} else "mentor"
    return _named(voice) if unit.kind == "turn" else "unassigned"
