"""What was taken out of a note, and who is known here, looked for in a sentence in every form it may be said in.

A name is looked for whole, by its parts and in other letters, a number or an address however it is divided, an age in
whatever words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mentoring.grounding.spelling import in_figures, spellings
from mentoring.records import Person, Vault
from mentoring.redaction.as_read import as_read
from mentoring.redaction.assemble import plain
from mentoring.redaction.found import Found, settle
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.reading import reads_as_name, stands_alone
from mentoring.redaction.render import PLACEHOLDER, role_of
from mentoring.redaction.roster import name_of, without_ids
from mentoring.redaction.tokens import Token, words
from mentoring.redaction.vocabulary import words_of

_PEOPLE = frozenset({"MENTOR", "MENTEE", "PERSON"})
_CODES = frozenset({*_PEOPLE, "EMAIL", "PHONE", "HANDLE", "URL", "EMPLOYEE_ID", "ID_NUMBER"})
_TORN = 5
"""Letters and digits from which a name or number is looked for in pieces too ("E 204417", "S. o l v e i g"): shorter
ones come about by chance."""
_FIGURES = 4
"""Digits from which a number alone is somebody's; shorter ones count anything."""
_EVERYWHERE = 1_500
"""Seen so often in lower case in the counted texts, a word holds sentences together."""
_DIGITS = re.compile(r"\d+")
_SIGN = re.compile(r"(?<!\w)[£$€¥₹#@+]$")
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
"""What stands before a role already."""
_OF_THINGS = re.compile(r"\b(?:an?|the|this|these|those|every|each|any|its) $", re.IGNORECASE)
"""What stands before things and not before a name that is a word or a place: "the Board", "the Sydney office"."""
_IS_YEARS = re.compile(
    r"\b(?:he|she|who|I|mentor|mentee|colleague|person) (?:is|was|am|turn(?:s|ed)) "
    r"(?P<years>\d{2}|[a-z]+ty(?:[- ][a-z]+)?)\b"
    r"(?![.,:]?\d|(?: |-)?(?:%|per|minutes?|hours?|days?|weeks?|months?|times|metres|miles|km|of|out)\b)",
    re.IGNORECASE,
)
"""A number alone that is said of somebody, where no age but hers is looked for."""
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Surface:
    """Words in a row, what is said instead, and whether they are a person's name or a part of it."""

    keys: Keys
    role: str
    name: bool
    elsewhere: bool = False
    """Whether it is a part of the name of somebody who need not be in this note."""
    figures: bool = False
    """Whether its numbers are said in figures alone: "3 May" is a day, "three may" is not."""


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
        ages = (as_read(surface).text for surface, mark in vault.surfaces if _type_of(mark) == "AGE")
        self._ages = {token.key for age in ages for token in _pieces(age) if token.key.isdigit()}

    def told_otherwise(self, text: str) -> str:
        """`text` with the role wherever one of them stands."""
        text = self._ageless(text)
        tokens, named = _pieces(text), words(text)
        at = {token.start: i for i, token in enumerate(named)}
        cuts: list[tuple[int, int, str]] = []
        for i, token in enumerate(tokens):
            if cuts and token.start < cuts[-1][1]:
                continue
            for one in self._candidates(token):
                span = tokens[i : i + len(one.keys)]
                if not _says(span, one.keys) or (one.figures and not _DIGITS.search(text, token.start, span[-1].end)):
                    continue
                if len(span) > 1 or _stands(text, named, at.get(token.start), one):
                    past = cuts[-1][1] if cuts else 0
                    cuts.append((_with_what_leads(text, token.start, past), span[-1].end, one.role))
                    break
        for start, end, role in reversed(cuts):
            text = text[:start] + role + text[end:]
        return text

    def stand_in(self, text: str) -> bool:
        """Whether a name or number stands in it in pieces, which nothing can be said instead of."""
        found = self._torn.finditer(plain(text)) if self._torn else ()
        return any(one[0] not in self._whole and not _is_said(one[0]) for one in found)

    def _ageless(self, text: str) -> str:
        """`text` without an age of theirs: a number alone may count anything, one that is told as an age does not."""
        if self._ages.isdisjoint(token.key for token in _pieces(text)):
            return text
        for find in sorted(_ages(text), key=lambda find: -find.start):
            if not self._ages.isdisjoint(token.key for token in _pieces(text[find.start : find.end])):
                text = text[: _with_what_leads(text, find.start)] + role_of("[AGE_1]") + text[find.end :]
        return text

    def _candidates(self, token: Token) -> Iterator[_Surface]:
        for key in _keys(token):
            yield from self._starts.get(key, ())
            if _is_possessive(key):
                yield from (one for one in self._starts.get(key[:-1], ()) if one.name)


def _ages(text: str) -> list[Found]:
    from mentoring.redaction.said_of import find_said, widened
    from mentoring.redaction.traits import TRIGGERS, find_traits
    from mentoring.redaction.triggers import Spots

    told = (*find_traits(text, Spots(text, words(text), TRIGGERS)), *find_said(text))
    years = (Found(*one.span("years"), "AGE", "pattern") for one in _IS_YEARS.finditer(text))
    return settle(widened(text, find) for find in (*told, *years) if find.type == "AGE")


def _type_of(mark: str) -> str:
    kind = PLACEHOLDER.fullmatch(mark)
    return kind[1] if kind else ""


def _taken_out(vault: Vault) -> Iterator[_Surface]:
    for surface, mark in vault.surfaces:
        role, name = role_of(mark), _type_of(mark) in _PEOPLE
        for said in spellings(as_read(surface).text):
            figures = _type_of(mark) == "DATE_OF_BIRTH" and bool(_DIGITS.search(said))
            yield _Surface(tuple(token.key for token in _pieces(said)), role, name, figures=figures)
            if name:
                yield from (_Surface((key,), role, name) for key in _parts(said, ()) if len(key) > 1)


@lru_cache(maxsize=50_000)
def _known(name: str, aliases: tuple[str, ...]) -> tuple[_Surface, ...]:
    """Names of somebody of this home: whole, and by each part, which must stand as a name where it is a word too."""
    said = [form for one in (name, *aliases) for form in spellings(as_read(without_ids(one)).text)]
    whole = (_Surface(tuple(token.key for token in words(form)), "a colleague", name=True) for form in said)
    parts = {key for form in spellings(name) for key in _parts(form, aliases) if len(key) > 1 and not _is_grammar(key)}
    single = (_Surface((key,), "a colleague", name=True, elsewhere=True) for key in sorted(parts))
    return tuple(one for one in (*whole, *single) if one.keys)


def _is_grammar(key: str) -> bool:
    """Words so common that nothing around them would make them somebody's name: "no", "to", "he"."""
    grammar = key in words_of("never names") | words_of("pronouns") or lexicon().words.get(key, -1) > _EVERYWHERE
    return grammar and key not in words_of("word names")


def _parts(name: str, aliases: tuple[str, ...]) -> Keys:
    """First name, surnames and aliases; pet forms are other people's names as well."""
    read = name_of(name, "", aliases)
    own = {*read.words, *(key for alias in aliases for key in plain(alias).split())}
    return tuple(key for key in (*read.given, *read.family) if key in own)


def _pieces(text: str) -> list[Token]:
    """Words and numbers in their order, numbers in figures."""
    numbers = (Token(one.start(), one.end(), one[0], one[0]) for one in _DIGITS.finditer(text))
    return in_figures(sorted((*words(text), *numbers), key=lambda token: token.start))


def _keys(token: Token) -> Keys:
    return (token.key,) if token.text.isascii() else tuple(dict.fromkeys((token.key, *spellings(token.text))))


def _says(span: Sequence[Token], keys: Keys) -> bool:
    if len(span) != len(keys):
        return False
    if all(key in _keys(token) for token, key in zip(span, keys, strict=True)):
        return True
    return len(keys) == 1 and any(said[:-1] == keys[0] and _is_possessive(said) for said in _keys(span[0]))


def _is_possessive(key: str) -> bool:
    """Whether it may be a name with an s for "of" or for many: "nomvulas idea"."""
    return key.endswith("s") and len(key) > 3 and lexicon().count(key) < 0


def _with_what_leads(text: str, start: int, past: int = 0) -> int:
    """Where it begins with its article and the sign of money, of a handle or of a dialling code before it."""
    for lead in (_SIGN, _ARTICLE):
        found = lead.search(text, past, start)
        start = found.start() if found else start
    return start


def _is_count(key: str) -> bool:
    return key.isdigit() and len(key) < _FIGURES


def _stands(text: str, tokens: Sequence[Token], i: int | None, one: _Surface) -> bool:
    """Whether a single word that may be another word too stands for what was taken out: "will" stays "will"."""
    if i is None:
        return True
    token, ordinary = tokens[i], lexicon().is_ordinary(tokens[i].key)
    if one.elsewhere and (ordinary or token.key in lexicon().places) and _OF_THINGS.search(text, 0, token.start):
        return False
    if one.elsewhere and ordinary:
        return stands_alone(text, tokens, i) and reads_as_name(text, tokens, i, known=False)
    if one.name:
        rare = token.text[0].islower() and lexicon().words.get(token.key, -1) >= 0
        initials = token.text.isupper() and len(token.text) > 1
        known = initials or (token.text[0].isupper() and not _is_grammar(token.key))
        return not (ordinary or rare) or reads_as_name(text, tokens, i, known=known)
    if not ordinary:
        return True
    return token.text[0].isupper() and token.start > 0 and text[: token.start].rstrip()[-1:] not in ".!?:"


def _is_said(pieces: str) -> bool:
    """Whether they are everyday words, which hold a name by chance: "just in time", "has an idea", "lead to bias"."""
    return not _DIGITS.search(pieces) and all(_is_word(one.key) for one in words(pieces))


def _is_word(key: str) -> bool:
    """Whether it is an everyday word of English, or a rare one that is nobody's name; letters alone are none."""
    if len(key) == 1:
        return key in "ai"
    return lexicon().is_ordinary(key) or (key in lexicon().words and not lexicon().is_name(key))


def _in_pieces(surface: str, mark: str) -> str | None:
    letters = re.sub(r"[\W_]", "", plain(as_read(surface).text))
    if _type_of(mark) not in _CODES or len(letters) < _TORN:
        return None
    return r"[\W_]{0,3}".join(map(re.escape, letters))
