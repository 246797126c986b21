"""Places where somebody lives, works or comes from, and companies tied to a person.

A site named as a business fact ("the Leeds flagship", "all-hands at four in Leeds") stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.tokens import Token
from mentoring.redaction.vocabulary import words_of

_BEFORE = re.compile(
    r"(?:\b(?:from|near|outside|born in|raised in|grew up in|lives? in|"
    r"lived in|living in|based in|back in|back to|home (?:in|to)|joined "
    r"from|dialled in from|calling from|calls from|moved (?:to|from|back "
    r"to)|"
    r"relocat(?:e|ed|ing) to|transferred to|works? (?:in|at|from)|working "
    r"(?:in|from)|worked in|sits? in|studied (?:in|at)|(?:school|university|"
    r"uni|college|wedding|house|flat|kitchen|family|office|corner|desk|"
    r"village|apartment|parents|mother|mum|"
    r"sister|brother|aunt|cousin|colleague|team|planners|lab|branch|store|"
    r"shop|depot|job|chef|boss|childhood|degree|hospital|clinic|church|"
    r"mosque|temple|funeral|care home|home|articled,?|apprenticeship|planners)"
    r" (?:is |lives |are )?in|"
    r"travel(?:s|led|ling)? (?:to|home to)|fl(?:y|ies|ew|ying) (?:home "
    r")?to|came (?:to|over to)|visit(?:s|ed|ing)? her in|talk to|weather "
    r"in|over in|posted to|stationed in|seconded to|married in)|[^\W\d_]"
    r"(?:,| \(|\) ?,?|[ ]?[|–—-]) ?)(?:the )?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s(?:site|floor|plant|branch|depot|office|lab|clinic|campus|ward|"
    r"accent|native|born|mine|yard|kitchen|nights)\b(?! is a)"
)
_OF_SOMEBODY = re.compile(r"\b(?:I|my|he|she|his|her|team of \w+|we are \w+)\b[^.!?;:\n,]{0,60} in $", re.IGNORECASE)
_ORG = re.compile(
    r"\b(?:interview(?:s|ed|ing)? (?:at|with|for)|offer from|recruiter "
    r"(?:from|at)|headhunter (?:from|at)|job (?:at|with)|apply(?:ing)? "
    r"(?:to|at)|applied (?:to|at|with)|used to (?:work|be) (?:at|for|with)"
    r"|left (?:us )?for|moving to|"
    r"worked (?:at|for)|came from|years at|poached (?:by|from)|hired (?:by|"
    r"from)|talks (?:to buy|with)|buy(?:ing)?|acquir(?:e|ing)|merg(?:e|"
    r"er|ing) with|takeover (?:of|by)|sell(?:ing)? (?:\w+ )?to|money from|"
    r"bribes? from|kickbacks? from|gifts? from|contract (?:with|to)|shares "
    r"in|stake in|my old (?:firm|company|employer),?|previously (?:at|"
    r"with)|ex-) "
    r"(?P<value>[A-Z][\w&'’-]*(?: (?:[A-Z][\w&'’-]*|&|of|and(?= [A-Z])))*)"
)


def find_whereabouts(
    body: str, tokens: Sequence[Token], people: Sequence[Found], roles: Sequence[Found]
) -> Iterator[Found]:
    """Telling places and companies; a place after somebody's role ("analyst in Porto") is telling."""
    ends = {role.end for role in roles}
    for match in _ORG.finditer(body):
        yield Found(*match.span("value"), "ORG", "pattern")
    for start, end, lower in _places(tokens):
        if _after_role(body, start, ends) or _is_telling(body, start, end, people, lower=lower):
            yield Found(start, end, "LOCATION", "pattern")


def _after_role(body: str, start: int, ends: set[int]) -> bool:
    link = re.search(r"(?: in| at|,) (?:the )?$", body[max(0, start - 10) : start])
    return bool(link) and start - len(link[0]) in ends if link else False


def _places(tokens: Sequence[Token]) -> Iterator[tuple[int, int, bool]]:
    known = lexicon()
    i = 0
    while i < len(tokens):
        if tokens[i].key not in known.place_starts:
            i += 1
            continue
        for size in (3, 2, 1):
            group = tokens[i : i + size]
            key = " ".join(t.key for t in group)
            if (
                len(group) < size
                or key not in known.places
                or (size > 1 and group[-1].end - group[0].start > len(key) + 2)
            ):
                continue
            lower = group[0].text[0].islower()
            if size == 1 and (
                known.is_ordinary(key)
                or key in words_of("never names")
                or len(key) < 3
                or (lower and known.words.get(key, -1) >= 0)
            ):
                continue
            yield group[0].start, group[-1].end, lower
            break
        else:
            size = 1
        i += size


def _is_telling(body: str, start: int, end: int, people: Sequence[Found], *, lower: bool) -> bool:
    left = body[max(0, start - 40) : start]
    if lower:
        return bool(re.search(r"\b(?:from|in|lives? in|based in|near) $", left))
    if re.search(r"[^\W\d_](?:,| \(|\)|[ ]?[|–—-]) ?$", left):
        return any(
            0 <= start - p.end < 60 and "\n" not in body[p.end : start] and "." not in body[p.end : start]
            for p in people
        )
    if _BEFORE.search(left) or _AFTER.match(body, end) or _OF_SOMEBODY.search(body[max(0, start - 80) : start]):
        return True
    alone = re.match(r"\s*(?:[.,!?]|$)", body[end : end + 3]) and re.search(r"(?:: ?|\n|>|[.?!] )$", left)
    return bool(alone)
