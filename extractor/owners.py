"""Who made a commitment, read from its own words and from who speaks or writes; never guessed from names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.units import Speaker, Unit
from extractor.writers import POINT, ROLE, aliases, other_of, plain, writer_of
from mentoring.records import Owner

__all__ = ["aliases", "other_of", "owner_of", "plain", "told_outright", "writer_of"]

_ONE = r"\[(?:MENTOR|MENTEE|PERSON_\d+)\]"
_BOTH = r"\[(?:MENTOR|MENTEE)\]"
_WHO = (
    rf"(?:({_ONE}(?: {_ONE})?)|(both(?: of us)?|we|us|the two of us)"
    r"|(me|i|my|mine|myself|self|eu|yo|ich|moi|undersigned)"
    r"|(she|he|her|him|his|hers)|(?:the )?(mentor|mentee|junior|senior))"
)
"""Groups: a role, both, the one who speaks, the one who does not, a role in words."""
_POINT = r"(?::|->|→|➜|➔|=>|⇒|>+|–|-(?=\s)|=|\|)"
OWNER_LABEL = re.compile(
    rf"^\W*(?:\d+[.)]?\s+)?{POINT}(?:you,? )?{_WHO}(?:\b|(?<=\]))\]?(?:\s*\([^)]*\))?(?:'s|’s)?"
    rf"(?: (?:to-?do|homework|job|task|action|part|side|promise|one|list)(?: is (?:one )?\w*)?)?\s*{_POINT}",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:^[^:]{{1,40}}:\s*{_WHO}(?=\s*[,;.–-])|(?:[,;–(]|\s-)\s*{_WHO}\)?\.?$)".replace("|we|us", ""), re.IGNORECASE
)
"""The owner named after the task: "macro list: mine, ..." or "the list by Friday, me"."""
_FIRST_CELL = re.compile(rf"^\W*(?:\d+[.)]?\s+)?{_WHO}(?=[\s\]])", re.IGNORECASE)
_ANY_CELL = re.compile(rf"(?:({_ONE})|\b(both)\b|\b(me|I)\b|\b([Ss]he|[Hh]e)\b|\b([Mm]entor|[Mm]entee)\b)")
_ALONE = re.compile(rf"^\W*(?:you,? )?{_WHO}\]?\W*$", re.IGNORECASE)
_HEADING = re.compile(
    rf"^{_WHO}(?: (?:part|jobs?|lists?|to-?dos?|homework|actions?|side|promises?))?\W*$", re.IGNORECASE
)
_SAYING = (
    r"(?!(?:said|says|mean|means|guess|told|asked|agreed|promised|think|thinks|believe|hope|know|was|were|had|did)\b)"
)
_WILL = re.compile(
    rf"(?:({_ONE}(?: {_ONE})?)|\b(both of us|we both|the two of us|the two(?= (?:will|are|meet|go))|we|let's|let us)\b"
    r"|\b(i|undersigned)\b"
    r"|\b(she|he)\b"
    r"|\b(you)\b|\b(they)\b"
    r"|\b(?:the )?(mentor|mentee)\b)(?: ?\([^)]*\))?,?(?: (?:and|or) [\w\[\]]+)?"
    r"\s*(?:(?:also|then|now|just|both|herself|himself|still)\s+)*"
    r"(?:'ll|’ll|ll\b|will\b|shall\b|(?:is|am|are|'m|’m|'s|’s|'re|’re)\s+(?:\w+ )?(?:going to|gonna|\w{3,}ing)\b"
    r"|is to\b|am to\b|'m to\b|’m to\b|to\b|can\b|could\b|should\b|(?:'ve |’ve |have |has )?agreed to\b|"
    r"(?:promised|offered|undertook|undertakes|means?|meant|agreed|plans?|wants?) to\b|"
    rf"{_SAYING}[a-z]{{2,}}(?:s|\b))",
    re.IGNORECASE,
)
_PAIR = re.compile(
    rf"{_BOTH} ?(?:\+|&|and|/) ?(?:me\b|i\b|{_BOTH})|\b(?:me|i) (?:\+|&|and) (?:{_BOTH}|(?:he|she|him|her)\b)|"
    r"\b(?:s?he|him|her|you) (?:\+|&|and) (?:me|i)\b|\b(?:the two of us|the pair of us|together we|we two)\b",
    re.IGNORECASE,
)
_YOU_AND_I = re.compile(r"\byou and (?:me|i)\b", re.IGNORECASE)
_BYSTANDER = re.compile(r"\W*\[PERSON_\d+\](?! ?(?:\+|&|and|/))")
_GAVE_WORD = re.compile(
    r"\b(?:s?he|they|who)\b(?: \w+)? (?:agreed|offered|confirmed|promised|volunteered|gave\b.{0,10}\bword"
    r"|said (?:ok(?:ay)?|yes|so|s?he)|sat (?:with|in)|came (?:in|along|by)|joined|was (?:on|in|there|with))\b"
    r"|\b(?:said (?:yes|ok(?:ay)?)|gave (?:his|her) word)\b",
    re.IGNORECASE,
)
"""That somebody who is none of the two promised it: present for a moment, or asked."""
_TOGETHER = re.compile(r"\btogether\b(?! with (?!me|him|her|you))", re.IGNORECASE)
_COLLECTED = re.compile(
    r"\b(?:put|get|pull|bring|piece|hold|stitch|string|cobble)(?:s|ting)?\b[^.;]{0,40}\btogether", re.IGNORECASE
)
_RECEIVED = re.compile(
    rf"\bfrom (?:(me)\b|(him|her)\b|({_BOTH})),?.{{0,20}}\bgets?\b"
    rf"|\b(?:gets?|will have|(?:'ll|’ll) have|receives?) [^.;]{{0,60}}\bfrom (?:(me)\b|(him|her)\b|({_BOTH}))",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(r"^(?:(me)|(her|him))\s+(?=[a-z0-9])", re.IGNORECASE)
_OWED = re.compile(
    r"\b(?:you owe me|(?:he|she) owes me|i (?:get|receive) (?:\w+ ){0,6}from (?:him|her|\[MENT\w+\]))\b", re.IGNORECASE
)
_YOUR_WORD = re.compile(r"^you (?:promised|agreed|offered|said you(?:['’]d|['’]ll| would| will))", re.IGNORECASE)
_BRING_ME = re.compile(
    r"^\W*(?:(?:and|so|then|yes|ok|okay),? )*you(?:['’]ll| will|['’]re to| are to| shall)?(?: also| then)? "
    r"(?:get|bring|send|give|show|tell|make|write|find|lend|draw) (?:me|us)\b",
    re.IGNORECASE,
)
"""Tells the other one what he is to do: "you will get me the list"."""
_I_OWE = re.compile(r"\bi (?:owe|promised|offered|have to|need to|want to)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:could|can|will|would) you\b|\byou(?:'ll|’ll| will| owe)(?! (?:have|get|see|know|like|need|hear|receive))"
    r"|^(?:and |then |so |ok(?:ay)?,? )?(?:you (?:make|write|send|bring|show|ask|give|do|take)\b|please\b)"
    r"|^(?:and |then |so |ok(?:ay)?,? )?"
    r"(?:send|draw|write|show|bring|give|tell|make|get|find|record) "
    r"(?:me|us)\b(?! (?:till|until|a (?:week|day|month)|time|\w+ (?:weeks|days)))"
    r"|\bi(?:['’]d)? need (?:it|them|that|this)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:i|we)(?:'ll|’ll| will|'m going|’m going| am going)\b|\bi (?:promise|can|could|shall)\b|\bthat i can\b"
    r"|\byou(?:'ll|’ll| will)? (?:get|have) (?:it|them|the|my|a)\b"
    r"|^(?:\w+,? ){0,3}i (?!(?:think|mean|guess|know|see|like|want|need|was|had|did|have|would|don)\b)[a-z]+\b",
    re.IGNORECASE,
)


def owner_of(units: Sequence[Unit], writer: Speaker, before: str = "") -> Owner:
    """Owner of the commitment in `units`; `before` is the text just ahead of it, for labels, he and she.

    unassigned when no explicit subject, label or voice says who.
    """
    promising = [replace(unit, text=_spelled(unit.text)) for unit in _promising(units)]
    text, first = " ".join(unit.text for unit in promising), promising[0]
    voice = _voice(first, writer)
    return (
        _asked(promising, voice)
        or _labelled(text, first, voice, before)
        or _subject(text, voice, before)
        or _fallback(text, first, voice)
    )


def told_outright(units: Sequence[Unit], writer: Speaker) -> Owner | None:
    """Owner where the words leave no doubt: both by name, somebody else who gave his word, you to me; else None."""
    text = " ".join(unit.text for unit in units)
    if _BRING_ME.match(text):
        return _named(other_of(_voice(units[0], writer)))
    if _PAIR.search(text) or (units[0].kind == "turn" and _YOU_AND_I.search(text)):
        return "both"
    return "other" if _BYSTANDER.match(text) and _GAVE_WORD.search(text) else None


def _voice(unit: Unit, writer: Speaker) -> Speaker:
    return unit.speaker if unit.kind in {"turn", "quote"} and unit.speaker else writer


def _spelled(text: str) -> str:
    """Contractions typed without their apostrophe, where they are no other word."""
    text = re.sub(r"\b(i)(m|ve)\b|\b(she|he)(s)\b|\b(you|they)(ll)\b", _apostrophe, text, flags=re.IGNORECASE)
    return re.sub(r"(?<!\w)ill (?=[a-z]+ )", "i'll ", text)


def _apostrophe(found: re.Match[str]) -> str:
    whole = found.group()
    parts = [part for part in found.groups() if part]
    return f"{parts[0]}'{whole[len(parts[0]) :]}"


def _promising(units: Sequence[Unit]) -> Sequence[Unit]:
    """In a dialogue the words of whoever promises: the last to offer, or who answers a request; else all units."""
    voices = [unit.speaker for unit in units]
    if any(unit.kind != "turn" for unit in units) or len(set(voices)) < 2:
        return units
    offers = [unit.speaker for unit in units if _OFFERED.search(unit.text) and not _ASKED.search(unit.text)]
    who = offers[-1] if offers else voices[0]
    if not offers and _ASKED.search(units[0].text):
        who = next(voice for voice in voices if voice != voices[0])
    return [unit for unit in units if unit.speaker == who]


def _asked(units: Sequence[Unit], voice: Speaker) -> Owner | None:
    """The other one, where all that stands here is a request to him."""
    text = " ".join(unit.text for unit in units)
    if units[0].kind != "turn" or not any(_ASKED.search(unit.text) for unit in units):
        return None
    return None if _OFFERED.search(text) else _named(other_of(voice))


def _labelled(text: str, unit: Unit, voice: Speaker, before: str) -> Owner | None:
    """Owner named by a label or by a fixed turn of phrase."""
    spoken = unit.kind == "turn"
    if _OWED.search(text) or (not spoken and _YOUR_WORD.search(text)):
        return _named(other_of(voice))
    if _PAIR.search(text) and not spoken:
        return "both"
    label = OWNER_LABEL.match(text) or (None if spoken else _above(before) or _HEADING.match(unit.heading))
    if not label and _TOGETHER.search(text) and not _COLLECTED.search(text):
        return "both"
    groups = label.groups() if label else None if spoken else _placed(text, unit)
    if groups:
        return _of(groups, voice, before)
    return _named(voice) if _I_OWE.search(text) else None


def _placed(text: str, unit: Unit) -> Sequence[str | None] | None:
    """Owner named by his place: a cell of a row, the last word of a task, the giver of what somebody gets."""
    if unit.kind == "row" and (cell := _FIRST_CELL.match(text) or _last(text)):
        return cell.groups()
    if tail := _TAIL.search(text):
        groups = tail.groups()
        return [early or late for early, late in zip(groups[:5], groups[5:], strict=True)]
    if given := _given_by(text, unit):
        me, other, role = given
        return (role, None, me, other, None)
    return None


def _last(text: str) -> re.Match[str] | None:
    """The last role in a row of a table."""
    return next(iter([*_ANY_CELL.finditer(text)][::-1]), None)


def _above(before: str) -> re.Match[str] | None:
    """A label just ahead on the same line, or the point under which this one is set in."""
    *lines, start = before.split("\n")
    if any(letter.isalnum() for letter in start):
        return OWNER_LABEL.match(start) if re.search(rf"{_POINT}\s*$", start) and len(start.split()) <= 4 else None
    depth = len(start) - len(start.lstrip())
    for line in reversed(lines):
        inner = len(line) - len(line.lstrip())
        if line.strip() and (inner < depth or not re.match(r"\s*(?:\W|\d+[.)])", line) or line.rstrip().endswith(":")):
            return _ALONE.match(line)
    return None


def _subject(text: str, voice: Speaker, before: str) -> Owner | None:
    """Owner who is the subject of the first verb of promising."""
    for found in _WILL.finditer(text):
        who, both, first, third, second, they, role = found.groups()
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
        return "mentee" if role.lower() in {"mentee", "senior"} else "mentor"
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
    named = ROLE.findall(sentence)
    if named and named[-1].startswith("PERSON"):
        return "other"
    if named:
        return "mentee" if named[-1] == "MENTEE" else "mentor"
    return _named(other_of(voice))


def _named(speaker: Speaker) -> Owner:
    return "unassigned" if speaker == "other" else speaker


def _fallback(text: str, unit: Unit, voice: Speaker) -> Owner:
    """Whose hand the words show: mine, hers, the only role named, yours; in a dialogue the speaker's."""
    if re.search(r"\b(?:myself|i|my|me)\b", text, re.IGNORECASE) and not re.search(r"\b(?:to|for|with) me\b", text):
        return _named(voice)
    named = set(ROLE.findall(text))
    if named in ({"MENTOR"}, {"MENTEE"}):
        return "mentee" if named == {"MENTEE"} else "mentor"
    if unit.kind == "turn":
        return _named(voice)
    theirs = re.search(r"\b(?:his|hers?|him|you|your)\b", re.sub(r"\b(?:to|for|with) (?:him|her)\b", "", text), re.I)
    return _named(other_of(voice)) if theirs and not named else "unassigned"
