"""Whether an insight tells of a tool or a method that others can take over ("use X for Y"), and which it names.

Closed words and no model: the same statement gives the same answer to every reader, and nothing is looked at but the
words she may read. A tool that fails, or a habit that is only observed, is neither.
Figures: tests/extractor/test_kinds.py.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from extractor.kind_words import DO, FOLLOWS, METHODS, PRODUCTS, SERVES, TOOLS, TROUBLE

Learning = Literal["tool", "method"]
LEARNINGS: tuple[Learning, ...] = get_args(Learning)
MOST_NAMED = 5
"""Tools and methods that are listed of one statement."""


def _any(words: tuple[str, ...]) -> str:
    return rf"(?:{'|'.join(words)})"


_THINGS = rf"(?:{_any(TOOLS)}|(?-i:{_any(tuple(map(re.escape, PRODUCTS)))}))"
_THING = re.compile(rf"\b{_THINGS}\b", re.IGNORECASE)
_METHOD = re.compile(rf"\b{_any(METHODS)}\b", re.IGNORECASE)
_SERVES = re.compile(rf"\b{_any(SERVES)}\b", re.IGNORECASE)
_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|tr(?:y|ies|ying)|with|through|via|in|switch(?:es|ed|ing)?|turn(?:s|ed|ing)?) "
    rf"(?:[\w-]+ ){{0,3}}?{_THINGS}\b|\b{_THINGS} (?:on|should|would|work)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"(?:^|[;:] |^(?:to|before|when|if|instead of|after|in|at|by|for|with|once)\b[^,;]{3,80}, )"
    rf"(?:then |first |just |always )?{_any(DO)} {_any(FOLLOWS)}\b",
    re.IGNORECASE,
)
_BY_DOING = re.compile(r"\bby (?!morning|evening)\w+ing\b.{5}", re.IGNORECASE)
_DOING = re.compile(
    r"^(?!(?:nothing|everything|something|anything|morning|evening|during|being|young)\b)"
    rf"\w+ing\b[^.;]* {_any(SERVES)}\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"^(?:do not|don['’]t|never|avoid)\b", re.IGNORECASE)
_TROUBLE = re.compile(rf"\b{_any(TROUBLE)}\b", re.IGNORECASE)


def learning_of(statement: str) -> Learning | None:
    """tool: a thing to use, and that it serves; method: a way of doing something; None: an observation."""
    text = " ".join(statement.split())
    if _AGAINST.match(text):
        return None
    advises, trouble = bool(_ADVICE.search(text)), bool(_TROUBLE.search(text))
    if _is_tool(text, advises=advises, trouble=trouble):
        return "tool"
    way = _METHOD.search(text)
    serves = not trouble and way is not None and _SERVES.search(text, way.end())
    does = not trouble and (_BY_DOING.search(text) or _DOING.search(text))
    return "method" if advises or serves or does else None


def _is_tool(text: str, *, advises: bool, trouble: bool) -> bool:
    """A thing that serves, or that somebody is told or seen to use; where trouble is told, only advice counts."""
    thing = _THING.search(text)
    if thing is None:
        return False
    serves = not trouble and _SERVES.search(text, thing.end()) is not None
    return serves or (_USED.search(text) is not None and (advises or not trouble))


def named_in(text: str) -> tuple[str, ...]:
    """Tools and methods that the words name, each once, in their order, as they are written."""
    found = [one.span() for pattern in (_THING, _METHOD) for one in pattern.finditer(text)]
    names: dict[str, str] = {}
    last = 0
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            names.setdefault(text[start:end].lower(), text[start:end])
            last = end
    return tuple(names.values())[:MOST_NAMED]
