"""Which of the days a sentence names is its deadline; the days themselves are read in day_phrases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from extractor.day_phrases import DAY_PHRASES
from extractor.day_words import MONTH, ORDINAL, WEEKDAY, weekday_of
from extractor.feasts import counted_from, days_from


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date phrase: its place in the text, the day it means, and how firmly it is a deadline (0 to 5).

    0: none at all; 1: a day on which something else happens ("before the board meets on the 20th"); 2: a bare day;
    3: "on"; 4: "by"; 5: what it comes down to ("so Friday").
    """

    start: int
    end: int
    day: date
    firmness: int


_NONE, _ELSEWHERE, _BARE, _ON, _BY, _SETTLED = range(6)
_SETTLES = re.compile(
    r"(?:[,;.]\s*so(?: (?:on|for|it['’]s|that['’]s))?"
    r"|\b(?:that is|that['’]s|i['’]d say|call(?:ing)? it|make it|made it|or rather))"
    r"\s*(?:then|on|for|by)?\s*(?:the)?\s*$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:\b(?:by|until|till|til|due|before|latest|no later than|deadline|ready for|ready|say|in time for)|->|→"
    r"|[([=@:–-]|\b(?:have|has|gets?) (?:it|them|that|this))"
    r"\s*(?:the|about|around|end of|then|on|close of)?\s*$",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\s*,?\s*(?:at the )?(?:very )?latest\b", re.IGNORECASE)
_PLAIN = re.compile(r"(?:\b(?:on|at|for|from now)|,)\s*(?:the)?\s*$", re.IGNORECASE)
_START = re.compile(r"\b(?:from|as of|as from|starting|starts|beginning|begins)\s*(?:the|on)?\s*$", re.IGNORECASE)
_RAN = re.compile(
    r"\b(?:ran|was|were|been|went|came|started|had)\b[^.;]{0,25}\b(?:from|as of)\s*(?:the)?\s*$", re.IGNORECASE
)
_NOT_DUE = re.compile(
    r"\b(?:since|after|every|each|this past|not|nor|was|were|was on|were on)\s*(?:the|on)?\s*$|\blast\s*$"
    r"|\b(?:because|'?cause|cos|bc)\b[^.;,]{0,15}$",
    re.IGNORECASE,
)
_OTHER_EVENT = re.compile(
    r"\b(?:before|ahead of|prior to|since|because|bc|while|although|though|whereas|as|in time for)"
    r"\s+(?!(?:the|on|by|next|this|that|early|late)\s*$)[^,.;:!?]{2,60}$"
    r"|\b(?:as|since|because)\s*$|\?\s*(?:that|it)(?:['’]s| is)\s*(?:on)?\s*$"
    r"|\b(?:meets?|flies|fly|closes?|opens?|(?:comes?|is|are|am) back|lands?|prints?|falls?|is|are"
    r"|(?:['’]m|['’]s|['’]re|is|am|are) (?:away|off|out))"
    r"\s+(?:on|from|till|until)\s*(?:the)?\s*$"
    r"|\b(?:meets?|flies|closes|opens|lands|prints)\s*$|\bno \w+ on\s*$"
    r"|(?:['’]s|isn['’]?t|is not|aren['’]?t)\s+(?:on|not until|until|till)\s*(?:the)?\s*$",
    re.IGNORECASE,
)
"""Ends before a day on which something else happens, by which the promise is only placed or explained."""
_ITS_OWN = re.compile(
    r"(?:['’]s|\s+(?:is|i am|i['’]m|we are|we['’]re|they are|they['’]re))\b"
    r"(?! fine| good| ok| enough| possible| perfect)",
    re.IGNORECASE,
)
"""Follows a day of which something else is told: "Tuesday, as Monday's the holiday"."""
_TOLD_OF = re.compile(
    r"\b(?:i|we|he|she|they|you|who|which|that|whoever|\[MENT\w+\])\b"
    r"(?: \w+ly| all| both| just| have| has| had|['’]ve|['’]d)?"
    r" (?!(?:agreed|promised|offered|asked|wanted|needed|planned|fixed|decided|proposed|suggested|called|undertook"
    r"|named|settled|volunteered|picked|booked|noted|insisted|answered|replied|pressed|added|need|indeed)\b)"
    r"(?:was|were|wrote|made|sent|gave|showed|took|held|met|came|went|saw|did|ran|rang|drew|built|began|found|brought"
    r"|taught|heard|sat|spoke|[a-z]{3,}ed)\b(?! to\b)[^.;,:?!]{0,25}\b(?:on|of)\s*(?:the)?\s*$",
    re.IGNORECASE,
)
"""Ends before a day on which something was done: "the slides I made on Friday"."""
_SUPPOSED = re.compile(
    r"\b(?:if|unless|in case)\s+(?:(?:i|we|you)(?= (?:have|haven|don|do|hear)\b)|he|she|they|it|nobody|no one|nothing"
    r"|somebody|the \w+|\[\w+\])\b"
    r"(?! (?:(?:is |was )?possible|can|could|like|want)\b)"
    r"(?:(?! (?:i|we|he|she|you|they)(?:['’]ll| will|['’]d| would)\b)[^.;,:?!]){2,60}"
    r"\b(?:by|before|on|until|till)\s*(?:the)?\s*$"
    r"|\b(?:tells?|told|reminds?|warns?|ask) (?:him|her|them|everybody|people|the \w+|\[\w+\]) that\b[^.;]{0,60}$",
    re.IGNORECASE,
)
"""Ends before a day of a condition or of what somebody is to be told: "if he has not answered by Friday, I call"."""
_NOT_BEFORE = re.compile(
    r"(?:\bnot|\bnever|n['’]t)\b[^.;,:?!]{0,25}\bbefore\s*(?:the)?\s*$"
    r"|(?:\bhad|['’]d) (?:said|promised|planned|meant|hoped|wanted)(?: (?:it|for|by|on))*\s*(?:the)?\s*$"
    r"|\b(?:black|casual|super|cyber|dress-down)\s*$"
    r"|\b(?:poster|invitation|leaflet|flyer|ticket|invite)\w*\b[^,.;:!?]{0,15} (?:for|to) "
    r"(?:the|our|his|her|their) [^,.;:!?]{3,30} on\s*(?:the)?\s*$"
    r"|(?:['’]ll|\bwill|\bto|\bcan|^) (?:move|shift|postpone|reschedule) (?:the |his |her |their )?$"
    rf"|\b(?:move|shift|postpone|reschedule) (?:the |his |her |their )?(?:{WEEKDAY}(?:['’]s)? )?"
    r"(?:\w+ )?(?:meeting|call|stand-?up|shift|training|review)\b[^.;,:?!]{0,30}\bto\s*(?:the)?\s*$",
    re.IGNORECASE,
)
"""Ends before a day that is no deadline: the earliest one, one meant before, a name, where a meeting is moved to."""
_GIVEN_UP = re.compile(
    r"\s+(?:won['’]?t|will not|doesn['’]?t|does not|is no|is not)\s+(?:work|do|suit|possible|good|fit)"
)
"""Follows a day that is no longer meant: "Friday won't work"."""
_OF_A_DAY = re.compile(
    r"['’]s (?:\w+ )?(?:figures|numbers|minutes|notes|recording|incident|results?|questions|comments|mistakes?|print"
    r"|lists?|mail|e-?mail|slides|deck|photos?|paper|failures?)\b"
)
"""Follows a day that something is of: "Monday's figures"."""
_NO_DAY = re.compile(
    r"\b(?:one|two|three|per|a|(?<!as )(?<!meeting )(?<!session )(?<!call )of|all|most|no|first|any|some)"
    r"\s*(?:the)?\s*$",
    re.IGNORECASE,
)
"""Before a bare weekday or ordinal these count or choose ("two Fridays", "one of the fifth"), they set no day."""
_DAY_BEFORE = re.compile(
    rf"\b(?:(?:on |by )?the )?(?:{WEEKDAY}|day) before(?=\s*(?:[.,;:!?)]|that\b|it\b|$))", re.IGNORECASE
)
_MONTH_END = re.compile(r"end|month", re.IGNORECASE)
_LOOKED_BACK = 160
"""Characters before a phrase that tell what it is."""
_NEAR = 40
"""Characters within which a day and "the end of the month" are one date said twice."""
_ECHO = re.compile(r"[\s,.(]*(?:the |also )?(?:a )?")
"""Between two tellings of one day."""
_ELSEWHEN = re.compile(rf"\bthe {WEEKDAY} (?:before|of that week|that week|in that week)\b", re.IGNORECASE)
"""A day told by another one, which no word here names."""
_ASKED = re.compile(r"[^.;!?\n]{0,25}\?\s*(?=\S)")
"""From a day that is only asked for to the answer."""
_ANSWERED = 25
"""Characters of an answer within which it names the day instead."""
_DATED = re.compile(rf"{MONTH}\b|\d[./-]\d", re.IGNORECASE)
_NUMBERED = re.compile(rf"\d|\b{ORDINAL}\b", re.IGNORECASE)
_ALONE = re.compile(r"(?:^|[.!?–—:]\s)\s*(?:the\s)?$", re.IGNORECASE)
_STOP = re.compile(r"\s*(?:[.!]|$)")
"""Around a day that is a sentence by itself: what was agreed on."""


def spoken_days(text: str, session: date) -> list[date]:
    """Calendar days named with their month ("21 May", "11/6"), past or future, in order."""
    return [
        one.day for one in _phrases(text, session) if re.search(rf"{MONTH}|\d[./]\d", text[one.start : one.end], re.I)
    ]


def deadlines(text: str, session: date) -> list[Deadline]:
    """Every resolvable date phrase from the session day on, in order; longer readings win."""
    return [one for one in _phrases(text, session) if one.day >= session]


def _phrases(text: str, session: date) -> list[Deadline]:
    taken: list[Deadline] = []
    for pattern, resolve in DAY_PHRASES:
        for found in pattern.finditer(text):
            if any(found.start() < other.end and found.end() > other.start for other in taken):
                continue
            before = _before(text, found.start())
            day, start = counted_from(resolve(found, session), before, found.start())
            if day and _is_date(found.group(), before):
                taken.append(Deadline(start, found.end(), day, _firmness(text, start, found.end())))
    known = _without_echoes(text, taken)
    from_others = days_from(text, [(one.start, one.day) for one in known], session)
    taken = known if from_others else taken
    for start, end, day, anchor in from_others:
        apart = [one for one in taken if not start <= one.start < end]
        taken = [replace(one, firmness=_ELSEWHERE) if one.start == anchor else one for one in apart]
        taken.append(Deadline(start, end, day, _BY))
    told = _days_before(text, taken)
    elsewhen = [phrase.span() for phrase in _ELSEWHEN.finditer(text)]
    counted = {start for start, _, _, _ in from_others}
    own = [one for one in taken if one.start in counted or not any(a <= one.start < b for a, b in elsewhen)]
    return _answered(text, sorted([*own, *told], key=lambda one: one.start))


def _before(text: str, start: int) -> str:
    """What is read before a phrase: no rule looks farther, and a long list of days stays quick to read."""
    return text[max(0, start - _LOOKED_BACK) : start]


def _answered(text: str, found: list[Deadline]) -> list[Deadline]:
    """A day that is asked for gives way to the one the answer names: "Before Thursday? Tomorrow evening."."""
    settled = list(found)
    for at, (asked, answer) in enumerate(pairwise(found)):
        question = _ASKED.match(text, asked.end)
        if question and 0 <= answer.start - question.end() <= _ANSWERED and answer.firmness > _ELSEWHERE:
            settled[at] = replace(asked, firmness=_NONE)
            settled[at + 1] = replace(answer, firmness=max(answer.firmness, _BY))
    return settled


def _days_before(text: str, known: list[Deadline]) -> list[Deadline]:
    """Days told by another one ("the interviews are on the 28th, so the Friday before"), which is no deadline then."""
    found = []
    for phrase in _DAY_BEFORE.finditer(text):
        within = [one for one in known if phrase.start() <= one.start < phrase.end()]
        anchors = [one for one in known if one not in within]
        if not anchors or any(_echoes(text, phrase.end(), one) for one in anchors):
            continue
        anchor = min(anchors, key=lambda one: (one.start > phrase.start(), abs(one.start - phrase.start())))
        back = (anchor.day.weekday() - weekday_of(phrase[1]) - 1) % 7 + 1 if phrase[1] else 1
        for one in (*within, anchor):
            known.remove(one)
        found.append(Deadline(*phrase.span(), anchor.day - timedelta(back), _BY))
        known.append(replace(anchor, firmness=_ELSEWHERE))
    return found


def _is_date(words: str, before: str) -> bool:
    """`sat`, `sun`, `mar` are words too: they count when capitalised or after a deadline word."""
    if words.strip() in {"sat", "sun", "wed"}:
        return bool(_FIRM.search(before) or _PLAIN.search(before))
    return True


def _firmness(text: str, start: int, end: int) -> int:
    before = re.sub(rf"\b(?:{WEEKDAY}),?\s*(?:the )?$", "", _before(text, start), flags=re.IGNORECASE)
    if _SETTLES.search(before):
        return _SETTLED
    if _LATEST.match(text, end):
        return _BY
    if _is_another(before, text, end):
        return _NONE
    if _OTHER_EVENT.search(before) or _ITS_OWN.match(text, end):
        return _ELSEWHERE
    alone = _ALONE.search(before) and _STOP.match(text, end) and before.strip()
    return _BY if alone or _FIRM.search(before) else _loosely(text, start, end, before)


def _is_another(before: str, text: str, end: int) -> bool:
    """Whether the day is one on which something was, may be or is no longer to be done."""
    ends = (_TOLD_OF, _SUPPOSED, _NOT_BEFORE)
    return any(one.search(before) for one in ends) or any(one.match(text, end) for one in (_GIVEN_UP, _OF_A_DAY))


def _loosely(text: str, start: int, end: int, before: str) -> int:
    """How firmly a day is a deadline that no "by" stands before."""
    if _NOT_DUE.search(before) or _RAN.search(before):
        return _NONE
    loose = re.fullmatch(rf"{WEEKDAY}|(?:the )?(?:{ORDINAL}|\d+\w\w)", text[start:end], re.IGNORECASE)
    if loose and _NO_DAY.search(before):
        return _NONE
    return _ON if _PLAIN.search(before) or _START.search(before) else _BARE


def due(text: str, session: date) -> date | None:
    """The day by which the commitment in `text` is due, or None.

    The firmest phrase counts (see Deadline); of equal ones an
    explicit calendar day before a weekday beside it, then the later in the text.
    """
    found = _without_echoes(text, [one for one in deadlines(text, session) if one.firmness > _NONE])
    if not found:
        return None
    best = max(one.firmness for one in found)
    firm = [one for one in found if one.firmness == best]
    dated = [one for one in firm if _DATED.search(text[one.start : one.end])]
    return (dated or firm)[-1].day


def _without_echoes(text: str, found: list[Deadline]) -> list[Deadline]:
    """Drops what a date beside says more exactly: "Thursday, 4 May", "the end of the month, the 29th at the latest"."""
    ends = [one for one in found if _MONTH_END.search(text[one.start : one.end])]
    exact = {one.start: other for one in ends for other in found if other not in ends and _says(text, one, other)}
    found = [one for one in found if one.start not in exact]
    dated = [one for one in found if one.firmness > _ELSEWHERE and _NUMBERED.search(text[one.start : one.end])]
    return [
        one
        for one in found
        if _NUMBERED.search(text[one.start : one.end])
        or not any(_ECHO.fullmatch(_between(text, one, other)) for other in _beside(one, dated))
    ]


def _beside(one: Deadline, others: list[Deadline]) -> list[Deadline]:
    return [other for other in others if abs(one.start - other.start) < _NEAR]


def _says(text: str, end: Deadline, other: Deadline) -> bool:
    """Whether a numbered day of the same month follows closely: it says what the end of the month is."""
    if not 0 <= other.start - end.end <= _NEAR:
        return False
    month = (other.day.year, other.day.month) == (end.day.year, end.day.month)
    return month and bool(_NUMBERED.search(text[other.start : other.end]))


def _echoes(text: str, end: int, other: Deadline) -> bool:
    """Whether a numbered day follows at once: it says which day was meant."""
    follows = end <= other.start and re.fullmatch(r"[\s,.(]*(?:the )?", text[end : other.start])
    return bool(follows) and bool(_NUMBERED.search(text[other.start : other.end]))


def _between(text: str, one: Deadline, other: Deadline) -> str:
    first, second = sorted((one, other), key=lambda each: each.start)
    return text[first.end : second.start]
