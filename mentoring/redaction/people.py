"""From word scores to people: which words are names, which belong together, and everywhere else they stand."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.names import CLASSES
from mentoring.redaction.reading import reads_as_name, stands_alone, starts_sentence
from mentoring.redaction.roster import PARTICLES
from mentoring.redaction.tokens import Token
from mentoring.redaction.vocabulary import alternatives, demonyms, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = dict[int, NDArray[np.float32]]

SURE = 0.4
"""Chance from which a word is a name on its own account."""
PLACE_SURE = 0.8
LIKELY = 0.12
"""Chance from which a word is a name where the same word is one elsewhere in the note."""
_TITLES = words_of("titles")
_PLAIN_TITLES = words_of("titles that are words")
"""Titles that are also something else in lower case; these need the capital."""
_CALLED = re.compile(
    r"(?i:\b(?:spelt|spelled|call|calls|called|calling|named|nicknamed|"
    r"misspelt|mistook|known as|goes by|went by|mispronounced)) "
    r"(?i:(?:me|him|her|us|them|you|it|himself|herself|myself) )?(?i:as "
    r"|for )?[\"“‘'](?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)[\"”’',.]"
)
_ALIAS = re.compile(
    r"(?<![\w.])(?P<name>[A-Z]{2,4}) ?(?:=|\() ?(?=[A-Z][a-z]+ (?:[a-z]"
    r"{1,3} ){0,2}(?:[A-Z]['’]?[A-Z]?[a-z]+))"
)
_WITHIN_CODE = re.compile(r"[\w+/=]*\d[^\W\d_]+\d[\w+/=]*")
_TAIL = re.compile(
    rf"(?: [A-Z]\.|(?<= [A-Z])\.(?= [a-z])|[ -]{alternatives('honorifics behind names')}(?![\w])|"
    r"(?<=[a-z]) [b-hj-z](?= [a-z])(?<! [stmd]))"
)
_JOIN = re.compile(r"[ \u00a0]{1,2}|-|\. ?| ?['’]")


def chance(scores: NDArray[np.float32], kind: str) -> float:
    """Probability of class `kind`."""
    top = float(scores.max())
    total = sum(math.exp(float(s) - top) for s in scores)
    return math.exp(float(scores[CLASSES.index(kind)]) - top) / total


def find_people(body: str, tokens: Sequence[Token], scores: Scores) -> Iterator[Found]:
    """Names by the model, joined to whole names and spread over the note."""
    never = words_of("never names") | (demonyms() - lexicon().first)
    chances = {i: chance(s, "PERSON") for i, s in scores.items() if tokens[i].key not in never}
    names = _settled(tokens, chances) | {i for i in chances if _plainly_a_name(body, tokens, i)}
    for first, last in _runs(body, tokens, names):
        if not _is_no_name(body, tokens, first, last, chances):
            yield Found(tokens[first].start, tokens[last].end, "PERSON", "model")
    yield from _announced(body, tokens)


def _announced(body: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Names that a title, or a word for calling somebody, puts beyond doubt: auntie May, they called me "Guy"."""
    for i, token in enumerate(tokens[:-1]):
        if _is_title(token) and _joined(body, tokens, i):
            name = tokens[i + 1]
            if name.text[0].isupper() or (
                token.text[0].islower() and lexicon().is_name(name.key) and len(name.key) > 2
            ):
                yield Found(token.start, name.end, "PERSON", "context")
    for match in _CALLED.finditer(body):
        yield Found(*match.span("name"), "PERSON", "context")
    for match in _ALIAS.finditer(body):
        yield Found(*match.span("name"), "PERSON", "context")


def with_titles(body: str, tokens: Sequence[Token], people: Sequence[Found]) -> list[Found]:
    """The same people, each with its title and what trails the name: "Ms Nkosi", "Selvi akka", "Thabang M."."""
    starts = {token.start: i for i, token in enumerate(tokens)}
    return [_trailed(body, _titled(body, tokens, starts.get(p.start, 0), p)) for p in people]


def _trailed(body: str, person: Found) -> Found:
    tail = _TAIL.match(body, person.end) if person.type == "PERSON" and not person.who else None
    return replace(person, end=tail.end()) if tail else person


def _titled(body: str, tokens: Sequence[Token], i: int, person: Found) -> Found:
    if not i or person.type != "PERSON" or not _is_title(tokens[i - 1]) or not _joined(body, tokens, i - 1):
        return person
    return replace(person, start=tokens[i - 1].start)


def _is_no_name(body: str, tokens: Sequence[Token], first: int, last: int, chances: dict[int, float]) -> bool:
    """Letters alone ("P.S."), a piece of a code, or a month or colour used as one."""
    run = tokens[first : last + 1]
    if all(len(t.text) == 1 for t in run) or _WITHIN_CODE.match(body, max(0, run[0].start - 1)):
        return True
    if first != last or not lexicon().is_ordinary(run[0].key):
        return False
    return chances[first] < PLACE_SURE and not reads_as_name(body, tokens, first, known=False)


def _plainly_a_name(body: str, tokens: Sequence[Token], i: int) -> bool:
    """A word with a capital that is known as a first name and as nothing else, or part of such a full name."""
    known, token = lexicon(), tokens[i]
    if not token.text[0].isupper() or known.is_ordinary(token.key):
        return False
    rare = known.words.get(token.key, -1) < 1 and token.key not in known.places and len(token.key) > 2
    if token.key in known.first and rare:
        return True
    before = tokens[i - 1] if i and _joined(body, tokens, i - 1) else None
    return (
        before is not None
        and before.text[0].isupper()
        and before.key in known.first
        and (known.words.get(before.key, -1) < 3 or not starts_sentence(body, before))
        and known.count(token.key) < 1
    )


def _is_title(token: Token) -> bool:
    return token.key in _TITLES and (token.text[0].isupper() or token.key not in _PLAIN_TITLES)


def find_word_names(body: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Names that are also words, where only a name can stand: "asked Faith to", "Bill will bill"."""
    for i, token in enumerate(tokens):
        if token.key not in words_of("word names") or not stands_alone(body, tokens, i):
            continue
        if reads_as_name(body, tokens, i, known=False):
            yield Found(token.start, token.end, "PERSON", "context")


def _settled(tokens: Sequence[Token], chances: dict[int, float]) -> set[int]:
    best: dict[str, float] = defaultdict(float)
    for i, p in chances.items():
        best[tokens[i].key] = max(best[tokens[i].key], p)
    return {
        i
        for i, p in chances.items()
        if p >= _bar(tokens[i].key) or (p >= LIKELY and best[tokens[i].key] >= _bar(tokens[i].key))
    }


def _bar(key: str) -> float:
    """A word that is known as a place and not as a first name has to look more like a name."""
    known = lexicon()
    return SURE if key not in known.places or key in known.first else PLACE_SURE


def _runs(body: str, tokens: Sequence[Token], names: set[int]) -> Iterator[tuple[int, int]]:
    done = -1
    for i in sorted(names):
        if i <= done:
            continue
        last = i
        while (following := _next_part(body, tokens, names, last)) is not None:
            last = following
        first = _first_part(body, tokens, i)
        yield first, last
        done = last


def _first_part(body: str, tokens: Sequence[Token], i: int) -> int:
    """A title, or a first name that is also a word ("May Teo", "Grace Atieno"), belongs to what follows."""
    if i and _joined(body, tokens, i - 1):
        before = tokens[i - 1]
        if before.key in _TITLES:
            return i - 1
        if before.text[0].isupper() and before.text[1:].islower() and before.key in lexicon().first:
            opens = starts_sentence(body, before)
            return i if opens and before.key in {"will", "may"} else i - 1
    return i


def _next_part(body: str, tokens: Sequence[Token], names: set[int], i: int) -> int | None:
    j = i + 1
    while j < len(tokens) and j - i <= 4 and _joined(body, tokens, j - 1):
        if j in names:
            return j
        if tokens[j].key not in PARTICLES and not (len(tokens[j].text) == 1 and tokens[j].text.isupper()):
            return None
        if len(tokens[j].text) == 1 and tokens[j].text.isupper() and tokens[j].text not in "I":
            return j
        j += 1
    return None


def _joined(body: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether two words may be one name; behind a word in full a stop ends the sentence ("Yes, Datuk. Can you")."""
    gap = body[tokens[i].end : tokens[i + 1].start]
    stopped = gap.startswith(".") and len(tokens[i].key) > 1 and tokens[i].key not in words_of("titles with a stop")
    return bool(_JOIN.fullmatch(gap)) and not stopped


def spread(body: str, tokens: Sequence[Token], finds: Sequence[Found]) -> Iterator[Found]:
    """Every other place where a name found once stands again, in whatever case."""
    owners: dict[str, str] = {}
    starts = [token.start for token in tokens]
    covered = bytearray(len(body))
    for find in finds:
        if find.type != "PERSON":
            continue
        covered[find.start : find.end] = b"\1" * (find.end - find.start)
        for token in tokens[bisect_left(starts, find.start) : bisect_left(starts, find.end)]:
            if token.end <= find.end and token.key not in PARTICLES | _TITLES and len(token.key) > 1:
                owners.setdefault(token.key, find.who)
    for i, token in enumerate(tokens):
        if token.key not in owners or covered[token.start]:
            continue
        ordinary = lexicon().is_ordinary(token.key) or (
            token.text[0].islower() and lexicon().words.get(token.key, -1) >= 0
        )
        if not ordinary or reads_as_name(body, tokens, i, known=token.text[0].isupper()):
            yield Found(token.start, token.end, "PERSON", "spread", owners[token.key])
