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
    """One of them; those of one first letter stand together, so that most places are passed over at one look."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        plain = word[:1].isalnum() and word[1:2] not in ("?", "")
        by_letter.setdefault(word[0] if plain else "", []).append(word[1:] if plain else word)
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()) + ")"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b")


_THINGS, _NAMES = _any(TOOLS), _any(tuple(map(re.escape, PRODUCTS)))
_THING, _PRODUCT, _METHOD = _words(_THINGS), _words(_NAMES), _words(_any(METHODS))
_SERVES, _TROUBLE = _words(_any(SERVES)), _words(_any(TROUBLE))
_USED_BEFORE = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|tr(?:y|ies|ying)|with|through|via|in|switch(?:es|ed|ing)?|turn(?:s|ed|ing)?) "
    r"(?:[\w-]+ ){0,3}?$"
)
_USED_AFTER = re.compile(r" (?:on|should|would|work)\b")
_ADVICE = re.compile(
    r"(?:^|[;:] |^(?:to|before|when|if|instead of|after|in|at|by|for|with|once)\b[^,;]{3,80}, )"
    rf"(?:then |first |just |always )?{_any(DO)} {_any(FOLLOWS)}\b"
)
_BY_DOING = re.compile(r"\bby (?!morning|evening)\w+ing\b.{5}")
_DOING = re.compile(
    r"^(?!(?:nothing|everything|something|anything|morning|evening|during|being|young)\b)"
    rf"\w+ing\b[^.;]* {_any(SERVES)}\b"
)
_AGAINST = re.compile(r"^(?:do not|don['’]t|never|avoid)\b")


def learning_of(statement: str) -> Learning | None:
    """tool: a thing to use, and that it serves; method: a way of doing something; None: an observation."""
    said = " ".join(statement.split())
    text = _lower(said)
    if _AGAINST.match(text):
        return None
    advises, trouble = bool(_ADVICE.search(text)), bool(_TROUBLE.search(text))
    things = [one.span() for one in (*_THING.finditer(text), *_PRODUCT.finditer(said))]
    if things and _is_tool(text, things, advises=advises, trouble=trouble):
        return "tool"
    if advises:
        return "method"
    way = None if trouble else _METHOD.search(text)
    serves = way is not None and _SERVES.search(text, way.end())
    return "method" if serves or (not trouble and (_BY_DOING.search(text) or _DOING.search(text))) else None


def _lower(text: str) -> str:
    """In lower case, sign by sign, so that places stay where they are."""
    low = text.lower()
    return low if len(low) == len(text) else text


def _is_tool(text: str, things: list[tuple[int, int]], *, advises: bool, trouble: bool) -> bool:
    """A thing that serves, or that somebody is told or seen to use; where trouble is told, only advice counts."""
    if not trouble and _SERVES.search(text, min(end for _, end in things)):
        return True
    if trouble and not advises:
        return False
    return any(_USED_BEFORE.search(text, 0, start) or _USED_AFTER.match(text, end) for start, end in things)


def named_in(text: str) -> tuple[str, ...]:
    """Tools and methods that the words name, each once, in their order, as they are written."""
    low = _lower(text)
    found = [one.span() for one in (*_PRODUCT.finditer(text), *_THING.finditer(low), *_METHOD.finditer(low))]
    names: dict[str, str] = {}
    last = 0
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            names.setdefault(low[start:end], text[start:end])
            last = end
    return tuple(names.values())[:MOST_NAMED]
