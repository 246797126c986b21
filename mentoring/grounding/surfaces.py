"""What was taken out of a note, and who is known here, looked for in a sentence in every form it may be said in.

A name is looked for whole and by its parts, a number or an address however it is divided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mentoring.records import Person, Vault
from mentoring.redaction.as_read import as_read
from mentoring.redaction.assemble import plain
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.reading import reads_as_name
from mentoring.redaction.render import PLACEHOLDER, role_of
from mentoring.redaction.roster import name_of, without_ids
from mentoring.redaction.tokens import Token, words

_PEOPLE = frozenset({"MENTOR", "MENTEE", "PERSON"})
_CODES = frozenset({*_PEOPLE, "EMAIL", "PHONE", "HANDLE", "URL", "EMPLOYEE_ID", "ID_NUMBER"})
_TORN = 5
"""Letters and digits from which a name or number is looked for in pieces too ("E 204417", "S. o l v e i g"): shorter
ones come about by chance."""
_FIGURES = 4
"""Digits from which a number alone is somebody's; shorter ones count anything."""
_DIGITS = re.compile(r"\d+")
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Surface:
    """Words in a row, what is said instead, and whether they are a person's name or a part of it."""

    keys: Keys
    role: str
    name: bool


class Surfaces:
    """All that must not be said of one note's people."""

    def __init__(self, vault: Vault, people: Sequence[Person]) -> None:
        known: dict[Keys, _Surface] = {}
        for one in (
            *_taken_out(vault),
            *(one for person in people for one in _known(person.name, tuple(person.aliases))),
        ):
            if sum(map(len, one.keys)) > 1 and not (len(one.keys) == 1 and _is_count(one.keys[0])):
                known.setdefault(one.keys, one)
        self._starts: dict[str, list[_Surface]] = {}
        for one in sorted(known.values(), key=lambda one: -len(one.keys)):
            self._starts.setdefault(one.keys[0], []).append(one)
        self._whole = {plain(as_read(surface).text) for surface, _ in vault.surfaces}
        """As they were taken out: such words are judged by what stands around them."""
        torn = [pattern for surface, mark in vault.surfaces if (pattern := _in_pieces(surface, mark))]
        self._torn = re.compile(rf"(?<![^\W_])(?:{'|'.join(torn)})(?![^\W_])") if torn else None

    def told_otherwise(self, text: str) -> str:
        """`text` with the role wherever one of them stands."""
        tokens, named = _pieces(text), words(text)
        at = {token.start: i for i, token in enumerate(named)}
        cuts: list[tuple[int, int, str]] = []
        for i, token in enumerate(tokens):
            if cuts and token.start < cuts[-1][1]:
                continue
            for one in self._candidates(token.key):
                span = tokens[i : i + len(one.keys)]
                if not _says(span, one.keys):
                    continue
                if len(span) > 1 or _stands(text, named, at.get(token.start), name=one.name):
                    cuts.append((_with_sign(text, token.start), span[-1].end, one.role))
                    break
        for start, end, role in reversed(cuts):
            text = text[:start] + role + text[end:]
        return text

    def stand_in(self, text: str) -> bool:
        """Whether a name or number stands in it in pieces, which nothing can be said instead of."""
        found = self._torn.finditer(plain(text)) if self._torn else ()
        return any(one[0] not in self._whole for one in found)

    def _candidates(self, key: str) -> Iterator[_Surface]:
        yield from self._starts.get(key, ())
        if _is_possessive(key):
            yield from (one for one in self._starts.get(key[:-1], ()) if one.name)


def _taken_out(vault: Vault) -> Iterator[_Surface]:
    for surface, mark in vault.surfaces:
        kind, role = PLACEHOLDER.fullmatch(mark), role_of(mark)
        name = kind is not None and kind[1] in _PEOPLE
        yield _Surface(tuple(token.key for token in _pieces(as_read(surface).text)), role, name)
        if name:
            yield from (_Surface((key,), role, name) for key in _parts(surface, ()) if len(key) > 1)


@lru_cache(maxsize=50_000)
def _known(name: str, aliases: tuple[str, ...]) -> tuple[_Surface, ...]:
    """Names of somebody of this home: whole, and by each part that is no ordinary word."""
    whole = (tuple(token.key for token in words(as_read(without_ids(one)).text)) for one in (name, *aliases))
    parts = ((key,) for key in _parts(name, aliases) if len(key) > 1 and not lexicon().is_ordinary(key))
    return tuple(_Surface(keys, "a colleague", name=True) for keys in (*whole, *parts) if keys)


def _parts(name: str, aliases: tuple[str, ...]) -> Keys:
    """First name, surnames and aliases; pet forms are other people's names as well."""
    read = name_of(name, "", aliases)
    own = {*read.words, *(key for alias in aliases for key in plain(alias).split())}
    return tuple(key for key in (*read.given, *read.family) if key in own)


def _pieces(text: str) -> list[Token]:
    """Words and numbers in their order."""
    numbers = (Token(one.start(), one.end(), one[0], one[0]) for one in _DIGITS.finditer(text))
    return sorted((*words(text), *numbers), key=lambda token: token.start)


def _says(span: Sequence[Token], keys: Keys) -> bool:
    said = tuple(token.key for token in span)
    return said == keys or (len(keys) == 1 and len(said) == 1 and said[0][:-1] == keys[0] and _is_possessive(said[0]))


def _is_possessive(key: str) -> bool:
    """Whether it may be a name with an s for "of" or for many: "nomvulas idea"."""
    return key.endswith("s") and len(key) > 3 and lexicon().count(key) < 0


def _with_sign(text: str, start: int) -> int:
    """Where it begins with the sign of money, of a handle or of a dialling code before it."""
    return start - 1 if text[start - 1 : start] in {*"£$€¥₹#@+"} else start


def _is_count(key: str) -> bool:
    return key.isdigit() and len(key) < _FIGURES


def _stands(text: str, tokens: Sequence[Token], i: int | None, *, name: bool) -> bool:
    """Whether a single word that may be another word too stands for what was taken out: "will" stays "will"."""
    if i is None:
        return True
    token = tokens[i]
    if name:
        rare = token.text[0].islower() and lexicon().words.get(token.key, -1) >= 0
        return not (lexicon().is_ordinary(token.key) or rare) or reads_as_name(
            text, tokens, i, known=token.text[0].isupper()
        )
    if not lexicon().is_ordinary(token.key):
        return True
    return token.text[0].isupper() and token.start > 0 and text[: token.start].rstrip()[-1:] not in ".!?:"


def _in_pieces(surface: str, mark: str) -> str | None:
    kind = PLACEHOLDER.fullmatch(mark)
    letters = re.sub(r"[\W_]", "", plain(as_read(surface).text))
    if kind is None or kind[1] not in _CODES or len(letters) < _TORN:
        return None
    return r"[\W_]{0,3}".join(map(re.escape, letters))
