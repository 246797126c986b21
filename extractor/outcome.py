"""How a promise went, from the sentence that reports on it: done, late or missed.

Days decide before words: what went out after its day was late, whatever the sentence says of trouble on the way.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from extractor.dates import spoken_days
from extractor.day_words import MONTH, ORDINAL, WEEKDAY, number_of, weekday_of
from extractor.reports import LATE, MISSED

Status = Literal["done", "late", "missed"]

_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)\w*"
_LATE = re.compile(
    rf"\boverran\b|\binstead of (?:on |by |the )*(?:{_DAY}|\d)|\brather than (?:on |the )*(?:{_DAY}|\d)"
    rf"|(?:\b(?:and|but)|,) not (?:on |by |the |that )*(?:{_DAY}|one\b|two\b|\d|promised|agreed)"
    rf"|\b{_DAY},? not (?:on )?{_DAY}"
    r"|\b\w+ (?:days?|weeks?|months?|fortnight) (?:\w+ )?(?:late|over|behind|later|past|more"
    r"|after(?! (?:our|the|this|that|a|we)\b))\b"
    r"|\b(?:day|week|month|fortnight)s? (?:more|later|longer) than\b|\banother (?:day|week|month|fortnight)\b"
    r"|\b(?:after|over|past|behind|beyond) (?:the |its |my |her |his |our )?(?:agreed |promised )?"
    r"(?:date|day|time|deadline|schedule|plan)\b|\b(?:not|n['’]t) (?:on|in) time\b|\btime was (?:already )?up\b"
    r"|(?:n['’]t|not) (?:make|keep|keep to|meet) (?:the|my|his|her|our) (?:date|day|deadline)\b"
    r"|\b(?:took|needed|lasted)\b[^.;]{0,25}\b(?:till|until|to the|longer|double)\b"
    r"|(?:\bnot|n['’]t \w+) (?:till|until)\b|\bnot before\b"
    rf"|\bonly (?:(?:on )?(?:the )?(?:{_DAY}|\d+(?:st|nd|rd|th)\b)|on|last|yesterday|today|this|after|now)\b"
    r"|\b\d+\w\w only\b"
    rf"|\b(?:but|though|although),? (?:only )?(?:on|by) (?:the )?(?:{_DAY}|\d)|\bso (?:it was|on) (?:the )?{_DAY}"
    r"|\b(?:in the end|finally|eventually|at last|at long last|belatedly)\b"
    rf"|\b(?:the|a) (?:week|day|{WEEKDAY}|month) after\b(?! (?:the|our|we)\b)",
    re.IGNORECASE,
)
"""Says that it was not done when it should have been, in other words than reports.LATE."""
_NOT_LATE = re.compile(
    r"\b(?:the|a|his|her|their|our|my) \w+ (?:is|was|were|are)\b[^,.;]{0,25}\b(?:late|delayed)\b|\blate (?:at|in)\b"
    rf"|\binstead of the (?!{_DAY}|\d)",
    re.IGNORECASE,
)
"""Something else was late, or something was done in place of another."""
_NOT = re.compile(
    r"^\W*(?:\w+[,:;] )?(?:no|nope|nah|nothing|never|none|not)\b"
    r"(?! (?:only|just|bad|problem|complaints?|objections?|trouble|one day|left to)\b"
    r"| (?:of (?:them|us) )?(?:minded|complained|objected)\b| been (?:so|more|\w+er)\b)"
    r"|\bnever (?!mind|once late|been so)[a-z]+\b|\bnot [a-z]+ed\b"
    r"|\b(?:not|never) (?!been so\b)(?:yet|made|rung|held|met|called|asked|opened|read|seen|written|shown|started"
    r"|begun|gone|got|been|done|sent|put|tried|touched|ready|finished|signed|booked|given|spoken|talked|told|fixed|invite|happened)\b"
    r"|(?:['’]ve|\bhave|\bhas|\bhad) not \w+(?:ed|en|t|d|n)\b"
    r"|\b(?:none|not one)\b(?! (?:of (?:them|us) )?(?:minded|complained|objected)\b)"
    r"|\b(?:have|has|had)(?:n['’]?t| not)(?:(?= since\b|\W*(?:$|[,.;:]))| been \w+)|\bcame and went\b"
    r"|\bonly (?:got|came|made it|managed)(?: as far as| up to| to)\b"
    r"|\b(?:isn|aren|wasn|weren)['’]?t \w+(?:ed|en)\b"
    r"|\bstill (?!in (?:use|place)\b|on time\b)(?:with|in|on|at|to|not|no|waiting|sitting|lying|folded|the old|a draft"
    r"|owed?|owes|half|open|due|needs?|has|have|haven['’]?t|hasn['’]?t|don['’]?t|doesn['’]?t|nothing|pending|missing|stuck)\b"
    r"|\b(?:did|made|wrote|sent|finished|managed) (?:only |about |just )?half\b(?! an? (?:hour|day))"
    r"|^\W*(?:i|we|he|she|they)(?:['’]ve| have| has)? (?:only |just )?(?:started|begun|began)"
    r"(?: (?:on )?(?:it|them|that))?\W*$"
    r"|\b(?:half(?:way)? (?:done|finished|written|through)|half of (?:it|them)|nothing (?:came|happened|yet|there)"
    r"|on hold|waiting for|withdrawn|withdrew|stuck|pending|no time|no progress|not a (?:word|line|single)"
    r"|out of time|still working)\b|\b(?:almost|nearly|not quite) (?!every|all\b|forg|miss)[a-z]+\b(?! (?:all|every))"
    r"|\b(?:would|could|might|['’]d) have (?!been (?:more|worse|better|\w+er)\b)[a-z]+"
    r"|\b(?:meant|intended|hoped|tried|(?:was|were) (?:going|about)) to\b"
    r"|^\W*(?:\w+ ){1,4}(?:refused|failed|declined)\b"
    r"|n['’]t (?:happen|manage|get|make|do|go|come|send|ask|read|write|ring|call|meet|work|reach|find|start|finish)\b",
    re.IGNORECASE,
)
"""Says that it was not done, or not all of it."""
_PROMISED = re.compile(
    r"\b(?:said|told|promised|swore|agreed)\b[^,;.]*?(?:['’]d|\bwould|\bto|\bwill)\b|\b(?:was|were) to\b", re.IGNORECASE
)
"""Tells the promise again, and not how it went."""
_OPEN = re.compile(
    r"\b(?:gave (?:it )?up|chickened out|fell through|carried over|(?:is|are) (?:still )?open|is left|forgot(?:ten)? to"
    r"|put(?:s|ting)? (?:\w+ )?off|lies? un\w+|out of my (?:head|mind)|page \d+ of \d+|not all of|to this day"
    r"|rest is(?:n['’]t| not)|for the time being|(?:could|can)(?:n['’]?t| not) (?:finish|settle|call)|none \w+ed)\b"
    r"|\b(?:to go|open)\W*$",
    re.IGNORECASE,
)
"""Says wherever it stands that it is not done."""
_DONE = re.compile(
    r"✅|✔|\[x\]|\b(?:done|sent|kept|ready|live|yes|yep|yeah|as (?:promised|agreed|said|told)|in time|set up|so it was"
    r"|went|came|gave|wrote|told|showed|read|sat|took|made|did|put|had|got|met|spoke|rode|held|built"
    r"|bought|brought|ran|sold|taught|drew|(?:is|are) (?:now )?(?:up|out|in|there|on|online)|happened|[a-z]{2,}ed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"(?<![,;:.?–—()])[,;:.?–—()]+\s+"
    r"|\s(?:but|though|although|because|cos|since|which|while|without|before|so|even if)\s",
    re.IGNORECASE,
)
_NOT_FORGOTTEN = re.compile(
    r"\b(?:have|has|did|was|were)(?:n['’]?t| not) (?:only|just)\b"
    r"|\b(?:almost|nearly) (?:forgot(?:ten)?|missed(?: it)?)\b"
    r"|\b(?:(?:did|have|has)(?:n['’]?t| not)|never) (?:forg[eo]t(?:ten)?|miss(?:ed)? it|skip(?:ped)?)\b"
    r"|\bnobody can say\b[^.;]*",
    re.IGNORECASE,
)
"""Denies what would have been a failing: it was done, or nothing is said of it."""
_COULD_NOT = re.compile(r"\b(?:could|was|did)(?: not|n['’]?t)|\bno good\b", re.IGNORECASE)
"""What kept somebody from it for a while."""
_NUMBERED = re.compile(
    rf"\b(?:(?:the|{WEEKDAY},?(?: the)?) {ORDINAL}\b"
    rf"|(?:{WEEKDAY},?(?: the)? )?(?<![\d/.:,€$£-])(\d{{1,2}})(?:st|nd|rd|th)\b"
    rf"|{WEEKDAY},?(?: the)? (\d{{1,2}})(?![\d/.:%]| ?{MONTH}))(?! (?:{MONTH}|floor|time|of {MONTH}))",
    re.IGNORECASE,
)
"""A day of the month whose name is not told."""
_LAST = re.compile(rf"\blast {WEEKDAY}\b|\b{WEEKDAY} (?:last|this week)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:this (?:morning|afternoon)|today|just now|yesterday|last night)\b", re.IGNORECASE)
_AGREED = re.compile(
    r"\b(?:not|promised|said|due|instead of|rather than|planned|agreed|should have been|supposed)\b"
    r"(?: (?:was|for|by|on|to be|it|with you|the|that|before))*\s*$",
    re.IGNORECASE,
)
"""Before a day on which it should have been done."""
_LONG_AGO = 62
"""Days back within which a day of a month without its name lies."""


def status(text: str, due: date | None, session: date) -> Status:
    """How the promise due on `due` went, by `text`, a sentence of the session of day `session`."""
    days = _told(text, due, session) if due else []
    after = bool(due and days and max(days) > due)
    said = _NOT_LATE.sub("", text)
    worded = bool(LATE.search(said) or _LATE.search(said))
    if not _left_undone(text):
        return "late" if after or worded else "done"
    if not _done_besides(text):
        return "missed"
    # Done after all, perhaps: a day behind the due one says so only where something kept them from it for a while.
    if bool(_COULD_NOT.search(text)) if after else worded:
        return "late"
    return "done" if days and not after else "missed"


def _done_besides(text: str) -> bool:
    """Whether something was done before or after what failed; the promise told again is none of it."""
    failed = [found.span() for rule in (MISSED, _NOT) for found in rule.finditer(text)]
    before = text[: min((start for start, _ in failed), default=len(text))]
    return bool(
        _DONE.search(_PROMISED.sub("", before)) or _DONE.search(text, max((end for _, end in failed), default=0))
    )


def _left_undone(text: str) -> bool:
    """Whether it did not go by the first clause that says how: "I couldn't", not "sent, though he couldn't"."""
    text = _NOT_FORGOTTEN.sub("kept", text)
    if _OPEN.search(text):
        return True
    start = 0
    for end, next_start in [*(found.span() for found in _CLAUSE.finditer(text)), (len(text), len(text))]:
        clause = text[start:end]
        if MISSED.search(clause) or _NOT.search(clause):
            return True
        if _DONE.search(clause) and not _PROMISED.search(clause):
            return False
        start = next_start
    return False


def _told(text: str, due: date, session: date) -> list[date]:
    """Days up to the session on which something is said to have been done, not those it was agreed for."""
    found = [day for day in spoken_days(text, session) if day <= session]
    for match in _NUMBERED.finditer(text):
        if not _AGREED.search(text[: match.start()]):
            found.extend(_past_day(match, due, session))
    recent = (weekday_of(match[1] or match[2]) for match in _LAST.finditer(text))
    found.extend(session - timedelta((session.weekday() - weekday - 1) % 7 + 1) for weekday in recent)
    return [*found, session] if _NOW.search(text) else found


def _past_day(match: re.Match[str], due: date, session: date) -> list[date]:
    """Of the days with this number, and this weekday, of the last two months the one nearest to the day it was due."""
    named = [one for one in match.groups() if one]
    weekdays = [weekday_of(one) for one in named if re.fullmatch(WEEKDAY, one, re.IGNORECASE)]
    counted = next(one for one in named if not re.fullmatch(WEEKDAY, one, re.IGNORECASE))
    number = number_of(counted, None) if counted.isdigit() else number_of(None, counted)
    days = (session - timedelta(back) for back in range(_LONG_AGO))
    fitting = [one for one in days if one.day == number and (not weekdays or one.weekday() in weekdays)]
    return [min(fitting, key=lambda one: abs(one - due))] if fitting else []
