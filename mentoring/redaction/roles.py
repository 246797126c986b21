"""Roles that only one person has: executive titles, a job named beside its holder, "the only …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mentoring.redaction.found import Found
from mentoring.redaction.triggers import Spots, stems_of
from mentoring.redaction.vocabulary import alternatives

_HEAD = alternatives("heads")
_DEPARTMENT = alternatives("departments")
_MOD = r"(?:[\w&/'’-]+ )"
_OF = (
    r"(?: (?:of|for|in) (?:the |our )?[\w&-]+(?: (?:and|&) [\w-]+| (?!(?:in|"
    r"at|and|who|that|is|was|has|for|to|with|on|nice|she|he|they|but|so|"
    r"since|from|says?|said)\b)[\w&-]+){0,3})?"
)
_LEVEL = (
    r"(?:(?:[Gg]roup|[Rr]egional|[Gg]lobal|[Dd]eputy|[Ii]nterim|[Aa]cting|"
    r"[Cc]ountry|[Ss]ite|[Ss]enior|[Ee]xecutive|[Aa]ssociate|[Aa]ssistant|"
    r"[Nn]ational|[Dd]ivisional|our|[Nn]on-executive|[Ff]ormer|EMEA|APAC|"
    r"UK|US|[Ee]uropean|[Ff]irst|[Vv]ice) )*"
)
_TITLES = (
    rf"\b{_LEVEL}[Cc]hief (?:[\w&-]+ ){{1,4}}?[Oo]fficer\b",
    rf"\b{_LEVEL}(?:CEO|CFO|COO|CTO|CIO|CMO|CHRO|CPO|CISO|CRO|CDO|CCO|CSO|CLO)\b(?!s)",
    rf"\b{_LEVEL}(?:[SE]?VP|[Vv]ice[- ][Pp]resident)\b(?:(?:,| of| for)"
    rf"? (?:[A-Z][\w&-]+)(?: (?:and |& )?[A-Z][\w&-]+){{0,3}})?",
    rf"\b{_LEVEL}(?:[Mm]anaging [Dd]irector|[Gg]eneral [Mm]anager|[Gg]eneral "
    r"[Cc]ounsel|[Cc]ompany [Ss]ecretary|[Pp]lant [Mm]anager|[Cc]hief "
    rf"of [Ss]taff|[Cc]hair(?:man|woman|person)? of the [Bb]oard){_OF}\b",
    rf"\b{_LEVEL}[Hh]ead of (?:the )?[\w&-]+(?: (?:and|&) [\w-]+| (?!(?:in|"
    r"at|and|who|that|is|was|has|had|for|to|with|on|nice|she|he|they|but|"
    r"so|since|from|says?|said|here|a|the|where|when|as|asked|told|wants?)"
    rf"\b)[\w&-]+){{0,3}}",
    rf"\b{_LEVEL}[Dd]irector of (?:the )?[\w&-]+(?: (?:and|&) [\w-]+| (?!(?:in|"
    r"at|and|who|that|is|was|has|had|for|to|with|on|she|he|they|but|so|"
    rf"since|from|says?|said|here|a|the|where|when|as)\b)[\w&-]+){{0,3}}",
    rf"\b{_LEVEL}(?:[A-Z][\w&-]+ ){{1,3}}(?:Director|Dir|President|Manager|"
    r"Officer|Lead|Partner|Counsel)\b(?! (?:of|meeting)s?\b)",
)
_ONLY = (
    r"(?:\b(?:I am|I['’]m|I was|(?:she|he)(?: is| was|['’]s)|im|shes|hes)"
    r" )?\b(?:the|our|their|my) (?:only|sole|one and only|single|first "
    r"ever|last remaining|youngest|oldest|longest-serving|first) (?:[\w'’-]"
    rf"+ ){{0,4}}?"
    rf"(?:woman|women|man|men|girl|guy|female|male|person|people|one|{_HEAD}|"
    r"mother|father|parent|user|colleague|member|employee|hire|native|"
    r"speaker|expat|foreigner|vegan|Muslim|Christian|Jew|Hindu|Sikh|Black|"
    r"lesbian|gay|trans|veteran)\b"
    r"(?:,? (?:who|in|on|at|from|with|of|under|over|there|left|below|above|"
    r"without) [^,.;:!?()\n|]{1,45}|(?: there| here))?",
    r"\b(?:the|our|their) (?:two|three|four) (?:women|men|"
    r"cashiers|graduates|engineers|nurses|apprentices|interns)(?: (?:in|"
    r"on|at) (?:the )?[\w-]+(?: [\w-]+)?)?\b",
    rf"\b(?:by|of|with) (?P<value>(?:two|three) (?:{_HEAD})s)\b(?=[, ])",
)
_JOB = (
    r"(?:(?:junior|senior|trainee|deputy|assistant|lead|night|head) )*(?:[\w&/'’-]"
    rf"+ ){{0,5}}?{_HEAD}\b(?: (?:of|for) (?:the )?[\w&-]+(?: [A-Z][\w&-]"
    r"+)?)?(?: before)?"
)
_BESIDE = re.compile(
    r"(?:,? (?:who )?(?:is|was|am|works as|worked as|['’]s|joined as|started "
    r"as) (?:a |an |the |our |my |his |her |now |currently |still )*|, "
    r"(?:a |an |the |our |my |his |her |your )?| ?[(|–—-] ?(?:a |the |"
    rf"our |my |his |her )?| ?= ?)(?P<value>(?i:{_JOB}|{_DEPARTMENT}))(?=\s*(?:[,.;:()"
    r"|\n–—-]|$|in |at |on |for |from |and |who |since |with ))"
)
_SELF = re.compile(
    r"\b(?:I am|I['’]m|I was|I work as|im|(?:she|he)(?: is|['’]s| was|"
    r" works as)|as|me:|being) (?:also |now |just |only |still |currently "
    rf")*(?:a |an |the |our |their )(?P<value>{_JOB})(?=\s*(?:[,.;:()|\n–—]"
    r"|$|in |at |on |for |and |who |since |with |here|from ))",
    re.IGNORECASE,
)
_SELF_BARE = re.compile(
    rf"\b(?:I am|I['’]m|I was) (?P<value>(?:[\w&-]+ ){{0,2}}{_HEAD}(?: "
    r"of (?:the )?[\w&-]+(?: [\w-]+)?)?(?: before)?)\b(?=\s*(?:[,.;()\n]"
    r"|in |at ))",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:his|her|my) (?P<value>(?:PA|EA|executive assistant|personal "
    r"assistant|chief of staff|deputy|line manager|driver|secretary))\b"
)
_TENURE = re.compile(
    r"\b(?P<value>(?:\w+ (?:weeks|months) (?:out of|into|after) (?:campus|"
    r"university|uni|college|school|the graduate scheme|my apprenticeship)"
    r")|(?:one|two|three|four|five|six|\d) floors? (?:down|up|above|below)(?: in [\w-]+(?: \w+)?)?)\b"
)
_SIGNATURE = re.compile(
    r"^[> \t*_]*(?P<value>(?:[A-Z][\w&/'’-]*(?: (?:of|for|and|&|the))?,? "
    rf"){{0,5}}(?:{_HEAD}|(?i:{_DEPARTMENT}))(?:(?: of|,| -| –)? (?:[A-Z]"
    rf"[\w&/-]*)(?: [A-Z][\w&/-]*){{0,3}})?)(?=[ \t]*(?:[|,·•\n]|$))",
    re.MULTILINE | re.IGNORECASE,
)
_PLAIN = (
    [re.compile(p) for p in _TITLES]
    + [re.compile(p, re.IGNORECASE) for p in _ONLY]
    + [_SELF, _SELF_BARE, _OWN, _TENURE]
)


TRIGGERS = {
    "ROLE": stems_of(
        _HEAD,
        "chief officer head director dir president counsel chairman chairwoman "
        "ceo cfo coo cto cio cmo chro cpo ciso cro cdo cco cso clo vp svp "
        "evp "
        "pa ea deputy floor floors weeks months women two three only sole single youngest oldest",
    )
    - {"data", "shop", "acco", "soci"},
}


def find_roles(body: str, people: Sequence[Found], spots: Spots) -> Iterator[Found]:
    """Every telling role in `body`; `people` are the PERSON finds beside which a job may stand."""
    for match in spots.hits("ROLE", _PLAIN):
        yield _trimmed(body, *match.span("value" if "value" in match.re.groupindex else 0))
    for person in people:
        end = person.end + 1 if body[person.end : person.end + 1] == ")" else person.end
        beside = _BESIDE.match(body, end)
        if beside:
            yield _trimmed(body, *beside.span("value"))
        if person.by in ("label", "roster"):
            newline = body.find("\n", person.end)
            line = _SIGNATURE.match(body, newline + 1) if 0 <= newline - person.end < 4 else None
            if line and body[max(0, person.start - 3) : person.start].strip(" >*_-|") in ("", "\n"):
                yield _trimmed(body, *line.span("value"))


def _trimmed(body: str, start: int, end: int) -> Found:
    text = body[start:end]
    return Found(start, start + len(text.rstrip(" ,;-–|")), "ROLE", "pattern")
