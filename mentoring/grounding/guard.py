"""The output guard: behind every engine and every human edit, deterministic, the last to look.

It repairs what can be said another way (a name becomes the role) and sets aside what cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentoring.records import Person, Vault
from mentoring.redaction.assemble import plain
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.render import role_of
from mentoring.redaction.roster import without_ids
from mentoring.redaction.tokens import words

_WORDS_ALIKE = 5
"""So many words in a row from a withheld passage set a statement aside (issue 3, output guard)."""


@dataclass(frozen=True, slots=True)
class GuardVerdict:
    """What may be said. `rule` set: nothing of it; else `text`, with the repairs that were made."""

    text: str
    rule: str | None = None
    """withheld-overlap | identifier | empty"""
    repaired: tuple[str, ...] = ()
    """name | link | image | markdown, in the order of repair"""


class Guard:
    """Checks statements against one note's vault and the people this home knows."""

    def __init__(self, vault: Vault, people: Sequence[Person] = ()) -> None:
        self._names = _surfaces(vault, people)
        self._secrets = frozenset(run for text in vault.withheld for run in _runs(text))

    def check(self, text: str) -> GuardVerdict:
        """The verdict on one statement, title or answer."""
        if _runs(text) & self._secrets:
            return GuardVerdict("", "withheld-overlap")
        repaired: list[str] = []
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
        if any(_identifiers(text)):
            return GuardVerdict("", "identifier", tuple(repaired))
        text = " ".join(text.split())
        return GuardVerdict(text, None if text else "empty", tuple(repaired))

    def _no_names(self, text: str) -> str:
        tokens = words(text)
        cuts: list[tuple[int, int, str]] = []
        for i, token in enumerate(tokens):
            if cuts and token.start < cuts[-1][1]:
                continue
            for keys, role in self._names.get(token.key, ()):
                span = tokens[i : i + len(keys)]
                if tuple(t.key for t in span) == keys and _stands_for_name(text, span[0].start, keys):
                    cuts.append((token.start, span[-1].end, role))
                    break
        for start, end, role in reversed(cuts):
            text = text[:start] + role + text[end:]
        return text


def _identifiers(text: str) -> Iterator[Found]:
    from mentoring.redaction import patterns, places
    from mentoring.redaction.phones import find_phones
    from mentoring.redaction.triggers import Spots

    spots = Spots(text, words(text), {**patterns.TRIGGERS, **places.TRIGGERS})
    yield from patterns.find_forms(text, spots)
    yield from find_phones(text)
    yield from places.find_addresses(text, spots)


def _surfaces(vault: Vault, people: Sequence[Person]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    known: dict[tuple[str, ...], str] = {}
    for surface, placeholder in vault.surfaces:
        known.setdefault(_keys(surface), role_of(placeholder))
    for person in people:
        for name in (person.name, *person.aliases):
            known.setdefault(_keys(without_ids(name)), "a colleague")
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for keys, role in sorted(known.items(), key=lambda item: -len(item[0])):
        if keys and sum(map(len, keys)) > 1:
            table.setdefault(keys[0], []).append((keys, role))
    return table


def _keys(surface: str) -> tuple[str, ...]:
    return tuple(token.key for token in words(surface))


def _stands_for_name(text: str, start: int, keys: tuple[str, ...]) -> bool:
    """A name that is also a word counts only with a capital inside a sentence: "will" stays "will"."""
    if len(keys) > 1 or not lexicon().is_ordinary(keys[0]):
        return True
    return text[start].isupper() and start > 0 and text[:start].rstrip()[-1:] not in ".!?:"


def _runs(text: str) -> set[tuple[str, ...]]:
    keys = [plain(w) for w in re.findall(r"\w+(?:['’]\w+)?", text)]
    return {tuple(keys[i : i + _WORDS_ALIKE]) for i in range(len(keys) - _WORDS_ALIKE + 1)}


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
