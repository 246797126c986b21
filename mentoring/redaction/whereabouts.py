"""Places where somebody lives, works or comes from, and companies tied to a person.

A site named as a business fact ("the Leeds flagship", "all-hands at four in Leeds") stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mentoring.redaction.assemble import plain
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.ner import Entity
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


_LIFE = re.compile(
    r"\b(?:grew up|born|lives?|living|lived|home(?:town)?|moved|raised|stud(?:y|ies|ied|ying)|school(?:ing|ed)?|"
    r"married|wedding|comes? from|came from|commut\w+|native|originally|family|parents?|childhood"
    r"|joins? (?:us )?from|"
    r"relocat\w+|posted|seconded|accident|settled|retir\w+|emigrated|roots)\b",
    re.IGNORECASE,
)
"""Words of somebody's life: a place in the same clause is theirs."""
_BY_NAME = re.compile(
    r"ʘ(?: (?:is|was|sits|works|lives|joined|called|dialled in|calls|stays))?(?:,? (?:in|from|at|near|of|outside"
    r"|based in)|,| ?\() $"
)
_CHAIN = re.compile(r" ?(?:and|then|to|,|/|&|->|→|or|via|and then)? ?")
_EMPLOYER = re.compile(
    r"\b(?:works?|worked|working|job|joined|left|started|hired|employed|employer|recruited|came|career|spent"
    r"|years|previously|formerly|"
    r"internship|apprenticeship|interview|offer)\b[^.!?\n]{0,30}\b(?:at|for|with|from|by|us for|in|joined"
    r"|left) (?:the )?$",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"\b(?:joined from|came from|comes from|left (?:us )?for|works? (?:at|for)|worked (?:at|for)|lives? in|moved to|"
    r"born in|grew up in|is from|shes from|hes from|im from) (?P<value>[^\W\d_]{4,})"
)


def find_whereabouts(
    text: str, tokens: Sequence[Token], people: Sequence[Found], roles: Sequence[Found], entities: Sequence[Entity]
) -> Iterator[Found]:
    """Telling places and companies in `text`, a body with its names blanked (see said_of.blanked).

    A place after somebody's role ("analyst in Porto") is telling, and so is one beside a telling place.
    """
    ends = {role.end for role in roles}
    for match in _ORG.finditer(text):
        yield Found(*match.span("value"), "ORG", "pattern")
    for entity in entities:
        if entity.label == "ORG" and _EMPLOYER.search(text[max(0, entity.start - 60) : entity.start]):
            yield Found(entity.start, entity.end, "ORG", "ner")
    for match in _LOWER.finditer(text):
        if lexicon().count(plain(match["value"])) < 0 and plain(match["value"]) not in words_of("never names"):
            yield Found(*match.span("value"), "LOCATION", "pattern")
    last = -9
    for start, end, lower in sorted({*_places(tokens), *_small_places(entities)}):
        if (
            _after_role(text, start, ends)
            or _is_telling(text, start, end, people, lower=lower)
            or _is_theirs(text, start)
            or (0 <= start - last < 10 and _CHAIN.fullmatch(text[last:start]))
        ):
            yield Found(start, end, "LOCATION", "pattern")
            last = end


def _is_theirs(text: str, start: int) -> bool:
    if _BY_NAME.search(text[max(0, start - 30) : start]):
        return True
    clause = re.split(r"[.!?;\n]", text[max(0, start - 90) : start])[-1]
    return bool(re.search(r"\b(?:in|from|to|at|near|of|between|and|since|outside) (?:the )?$", clause)) and bool(
        _LIFE.search(clause)
    )


def _small_places(entities: Sequence[Entity]) -> Iterator[tuple[int, int, bool]]:
    """Places that the recogniser alone knows: no lexicon holds every village."""
    known = lexicon()
    for entity in entities:
        keys = [t.key for t in entity.tokens]
        if entity.label in ("GPE", "LOC", "FAC") and not any(
            known.is_ordinary(k) or known.count(k) >= 0 or k in words_of("never names") or len(k) < 3 for k in keys
        ):
            yield entity.start, entity.end, False


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
        return bool(re.search(r"\b(?:from|in|near|lives? in) $|\b(?:at|to) the $", left))
    if re.search(r"[^\W\d_](?:,| \(|\)|[ ]?[|–—-]) ?$", left):
        return any(
            0 <= start - p.end < 60 and "\n" not in body[p.end : start] and "." not in body[p.end : start]
            for p in people
        )
    if _BEFORE.search(left) or _AFTER.match(body, end) or _OF_SOMEBODY.search(body[max(0, start - 80) : start]):
        return True
    alone = re.match(r"\s*(?:[.,!?]|$)", body[end : end + 3]) and re.search(r"(?:: ?|\n|>|[.?!] )$", left)
    return bool(alone)
