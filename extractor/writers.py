"""Who wrote a note, and which placeholders mean one of its two: read from the note's own words, never from names."""

from __future__ import annotations

import re
from collections import Counter

from extractor.units import Speaker

ROLE = re.compile(r"\[(MENTOR|MENTEE|PERSON(?:_\d+)?)\]")
_EQUATED = re.compile(r"(\[PERSON_\d+\])\s*(?:\(|=|,? aka |,? i\.?e\.? )\s*(\[(?:MENTOR|MENTEE)\])")
_TITLED = re.compile(r"(\[(?:MENTOR|MENTEE)\])\s*(?:\(|[,=/–-]|is)\s*(?:the |our |a )?(\[ROLE_\d+\])")
POINT = r"(?:(?:ap|to-?do|action(?: point)?)\b[:.]?\s+)?"
"""What heads a line of a list of promises, before its owner."""
_LABELLED = re.compile(
    rf"^[^\w\[]*(?:\[[ xX]\]\s*|\d+[.)]?[\s|]+)?{POINT}(?:(\[(?:MENTOR|MENTEE|PERSON_\d+)\])|(me|i|eu|yo|ich|my)\b)"
    r"(?:\s*\([^)]*\))?\s*(?::|->|→|➜|➔|=>|⇒|>|\||[–-]\s)",
    re.IGNORECASE | re.MULTILINE,
)
_ACTING = re.compile(
    r"^\s*(?:[-*•→▫>+]|\d+[.)])\s*(?:\[ ?\]\s*)?(\[(?:MENTOR|MENTEE|PERSON_\d+)\]) "
    r"(?:will|to|(?!(?:is|was|has|says|does|wants|thinks|likes|knows)\b)[a-z]+s) ",
    re.MULTILINE,
)
"""Who does something in a point of a list ("- [PERSON_4] takes the map")."""
_I_AM = re.compile(
    r"\b(?:me ?[:=(,]|i am|i'm|it'?s|this is):? ?\[(?:MENTOR|MENTEE)\](?! (?:who|that|not))"
    r"|\[(?:MENTOR|MENTEE)\] here\b|^(?:from|de|von|od|da): *\[(?:MENTOR|MENTEE)\]"
    r"|(?:this note|i) writes? (?:the )?(?:mentor|mentee)\b"
    r"|\b(?:mentor|mentee)'s notes?\b|\b(?:notes?|written) by (?:the )?(?:mentor|mentee)\b|"
    r"\[(?:MENTOR|MENTEE)\] writes:",
    re.IGNORECASE | re.MULTILINE,
)
_ONE_OF_TWO = r"(?:\[(?:MENTOR|MENTEE)\]|(?:mentor|mentee|senior|junior)\b)"
_AUTHOR = re.compile(
    r"\b(?:(?:author|writer)[:,]? ?|(?:written|kept|filled(?: (?:in|out))?|completed|typed(?: up)?|recorded|minuted|"
    r"mins|minutes|notes?|diary|journal|account|record|notebook)(?: page)?,? ?(?:by|of|from)?:? )(?:the )?"
    rf"({_ONE_OF_TWO})(?!['’]s)",
    re.IGNORECASE,
)
"""In the first lines of a note: "Minutes by [MENTEE]", "form, filled in by the senior"."""
_FIRST_LINES = 400
_MYSELF = re.compile(
    r"\bI,? ?\(?(\[(?:MENTOR|MENTEE)\])[,)]|\baccount as (?:the )?(mentor|mentee)\b"
    r"|(?:^|\b[Ii]t['’]s )(\[(?:MENTOR|MENTEE)\])(?: who|, \[(?:MENTOR|MENTEE)\],)? (?:writes?|writing|wrote)\b(?! ?:)",
    re.MULTILINE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|me|my)\b")
_WITH_ME = re.compile(
    r"\[(MENTOR|MENTEE)\](?:\s*(?:→|->|to)\s*me\b| (?:\w+ )?(?:told|asked|gave|showed|taught|says?|said|wrote|sends?|"
    r"answered|let|wants|took|and i|pushed|had|was|is|has|joined|began|laughed)\b)",
)
_OFTEN = 3
"""Mentions from which the person a note speaks of most is taken for the participant it never names otherwise."""


def aliases(text: str) -> dict[str, str]:
    """Person placeholders that mean a participant: equated by the note, or labelling the promises of the missing one.

    A nickname or initials the redactor could not tie to a participant is one person to the note: the only other
    label of its list of promises ("[PERSON_3]: form by Friday" beside "me: ..."), or the person it speaks of most.
    """
    known = {found.group(1): found.group(2) for found in _EQUATED.finditer(text)}
    known |= {found.group(2): found.group(1) for found in _TITLED.finditer(text)}
    text = plain(text, known)
    counts, labels = Counter(found.group() for found in ROLE.finditer(text)), _labels(text)
    missing = [one for one in ("[MENTOR]", "[MENTEE]") if one not in labels and counts[one] <= 1 + len(known)]
    if labels["me"] or len(missing) == 2:
        missing = [one for one in missing if one != f"[{writer_of(text).upper()}]"]
    candidate = _stranger(text, counts) if len(missing) == 1 else None
    return known | {candidate: missing[0]} if candidate else known


def _labels(text: str) -> Counter[str]:
    acting = [found.group(1) for found in _ACTING.finditer(text)]
    return Counter([*(found.group(1) or "me" for found in _LABELLED.finditer(text)), *acting])


def _stranger(text: str, counts: Counter[str]) -> str | None:
    """The person who heads promises, or else the one most spoken of; None when two could be meant."""
    for found in (_labels(text), Counter({one: count for one, count in counts.items() if count >= _OFTEN})):
        people = [(count, one) for one, count in found.items() if one.startswith("[PERSON")]
        best = max(people, default=(0, ""))
        if best[0] and [count for count, _ in people].count(best[0]) == 1:
            return best[1]
    return None


def plain(text: str, known: dict[str, str]) -> str:
    """`text` with those placeholders replaced."""
    for alias, participant in known.items():
        text = text.replace(alias, participant)
    return text


def writer_of(text: str) -> Speaker:
    """Whether mentor or mentee wrote the note; the mentor when nothing tells.

    Whoever introduces himself or signs; otherwise whoever is not the other one of "told me", "to me", or not the one
    that a note in the first person speaks of.
    """
    for said in (_I_AM.search(text), _AUTHOR.search(text[:_FIRST_LINES]), _MYSELF.search(text)):
        if said:
            return "mentee" if re.search("mentee|senior", said.group(), re.IGNORECASE) else "mentor"
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    for line in reversed(lines[-4:]):
        signed = re.match(r"^[-–— ]*\[(MENTOR|MENTEE)\]\W*(?:\[\w+\]\W*)*(?:\([^)]*\)|[,|/].{0,60})?$", line)
        if signed:
            return "mentee" if signed.group(1) == "MENTEE" else "mentor"
    votes = Counter(found.group(1) for found in _WITH_ME.finditer(text))
    if votes["MENTOR"] != votes["MENTEE"]:
        return "mentee" if votes["MENTOR"] > votes["MENTEE"] else "mentor"
    counts = Counter(ROLE.findall(text))
    return "mentee" if counts["MENTOR"] > 1.5 * counts["MENTEE"] and _FIRST_PERSON.search(text) else "mentor"


def other_of(one: Speaker) -> Speaker:
    """The other participant."""
    return "mentee" if one == "mentor" else "mentor"
