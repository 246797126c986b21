"""The output guard: behind every engine and every human edit, deterministic, the last to look.

It repairs what can be said another way (a name becomes the role) and sets aside what cannot. It looks for withheld
words before each repair and after it: markup between them must not carry them past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentoring.grounding.spelling import in_figures
from mentoring.grounding.surfaces import Surfaces
from mentoring.records import Person, Vault
from mentoring.redaction.as_read import as_read
from mentoring.redaction.assemble import plain
from mentoring.redaction.confide import read
from mentoring.redaction.found import Found
from mentoring.redaction.tokens import Token, words
from mentoring.redaction.triggers import stem

_WORDS_ALIKE = 5
"""So many words in a row from a withheld passage set a statement aside (issue 3, output guard)."""
_SHORT = 3
"""A withheld sentence of fewer than _WORDS_ALIKE words is looked for whole, from so many words on: of 1,094 such
sentences in 1,557 labelled notes, three are said again in the rest of their note. Shorter ones are ("And you?", ten of
94), and are looked for only where they are confidential by their own words ("Pregnant.")."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…:])\s+|\n")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Signs that nobody sees, that part a word for a machine alone or turn the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class GuardVerdict:
    """What may be said. `rule` set: nothing of it; else `text`, with the repairs that were made."""

    text: str
    rule: str | None = None
    """withheld-overlap | identifier | empty"""
    repaired: tuple[str, ...] = ()
    """unseen | image | link | markdown | name, in the order of repair"""


class Guard:
    """Checks statements against one note's vault and the people this home knows."""

    def __init__(self, vault: Vault, people: Sequence[Person] = ()) -> None:
        self._names = Surfaces(vault, people)
        self._secrets = frozenset(run for text in vault.withheld for run in _secrets(text))
        self._lengths = {len(run) for run in self._secrets}

    def check(self, text: str) -> GuardVerdict:
        """The verdict on one statement, title or answer."""
        repaired = ["unseen"] if _UNSEEN.search(text) else []
        text = _UNSEEN.sub("", as_read(text).text)
        if self._tells(text):
            return GuardVerdict("", "withheld-overlap", tuple(repaired))
        for rule, repair in (
            ("image", _no_images),
            ("link", _no_links),
            ("markdown", _no_markup),
            ("name", self._no_names),
        ):
            mended = repair(text)
            if mended != text:
                repaired.append(rule)
                text = mended
                if self._tells(text):
                    return GuardVerdict("", "withheld-overlap", tuple(repaired))
        if self._names.stand_in(text) or any(_identifiers(text)):
            return GuardVerdict("", "identifier", tuple(repaired))
        text = " ".join(text.split())
        return GuardVerdict(text, None if text else "empty", tuple(repaired))

    def _tells(self, text: str) -> bool:
        """Whether words stand in it as they stand in a withheld passage."""
        keys = _plain_words(text)
        return any(run in self._secrets for length in self._lengths for run in _runs(keys, length))

    def _no_names(self, text: str) -> str:
        return self._names.told_otherwise(text)


def _identifiers(text: str) -> Iterator[Found]:
    from mentoring.redaction import patterns, places
    from mentoring.redaction.phones import find_phones
    from mentoring.redaction.triggers import Spots

    spots = Spots(text, words(text), {**patterns.TRIGGERS, **places.TRIGGERS})
    yield from patterns.find_forms(text, spots)
    yield from find_phones(text)
    yield from places.find_addresses(text, spots)


def _secrets(passage: str) -> Iterator[tuple[str, ...]]:
    """What must not be said of a withheld passage: its runs of words, and its short sentences whole."""
    yield from _runs(_plain_words(passage), _WORDS_ALIKE)
    for sentence in {passage, *_SENTENCE_ENDS.split(passage)}:
        keys = _plain_words(sentence)
        if _SHORT <= len(keys) < _WORDS_ALIKE or (0 < len(keys) < _SHORT and _is_own_matter(sentence)):
            yield tuple(keys)


def _is_own_matter(sentence: str) -> bool:
    stems = {stem(token.key) for token in words(sentence)}
    return read(sentence, stems, names=True).own is not None


def _plain_words(text: str) -> list[str]:
    said = re.finditer(r"\w+(?:['’]\w+)?", as_read(text).text)
    return [token.key for token in in_figures([Token(*one.span(), one[0], plain(one[0])) for one in said])]


def _runs(keys: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(keys[at : at + length]) for at in range(len(keys) - length + 1))


def _no_images(text: str) -> str:
    return re.sub(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|<img\b[^>]*>", "", text, flags=re.IGNORECASE)


def _no_links(text: str) -> str:
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    return re.sub(
        r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.|\b(?:data|javascript|mailto|file):)\S+", "", text, flags=re.IGNORECASE
    )


def _no_markup(text: str) -> str:
    text = re.sub(r"<!--.*?-->|</?[a-zA-Z][^>]*>", "", text, flags=re.DOTALL)
    return re.sub(r"^\s{0,3}(?:#{1,6}|>|[-*+]|\d+\.)\s+|[`*_~|\\]+", "", text, flags=re.MULTILINE)
