"""What the names of a file and its folders say: pairs, people and days. A name that fits two says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from mentoring.records import Person
from service.intake.formats.days import dates_in, is_ambiguous, is_unread
from service.intake.speakers import plain_words

_NAMES = 3
"""Folders above a file whose names are looked at; further up begins what has nothing to do with notes."""


class Place:
    """A file's path as its giver wrote it, and the title inside the file, as words."""

    def __init__(self, file: str, title: str) -> None:
        path = PurePath(file)
        self.stem = path.stem
        self._folders = path.parts[-1 - _NAMES : -1]
        self._texts = [self.stem, title, *reversed(self._folders)]

    def names(self, code: str) -> bool:
        """Whether the code of a pair stands there as a word of its own."""
        pattern = re.compile(rf"(?<![a-z0-9]){re.escape(code.casefold())}(?![a-z0-9]|-[a-z0-9])")
        return any(pattern.search(text.casefold()) for text in self._texts)

    def names_fully(self, person: Person) -> bool:
        """Whether her first and last name, or an alias of two words, stand there side by side."""
        return any(
            len(name) > 1 and any(_inside(name, words) for words in self._words())
            for name in (plain_words(one) for one in (person.name, *person.aliases))
        )

    def names_first(self, person: Person) -> bool:
        """Whether her first name, or an alias, stands there."""
        firsts = {
            words[0] for one in (person.name, *person.aliases) if (words := plain_words(one)) and len(words[0]) > 2
        }
        return any(firsts & set(words) for words in self._words())

    def days(self) -> list[date]:
        """Dates in the file's own name, else in the title, else in the nearest folder that has one."""
        return next((found for text in self._texts if (found := dates_in(text))), [])

    def has_unclear_day(self) -> bool:
        """Whether the file's name has a date that can be read two ways, or it or the title one that cannot be read."""
        return is_ambiguous(self.stem) or any(is_unread(text) for text in self._texts[:2])

    def _words(self) -> Iterable[tuple[str, ...]]:
        return [plain_words(re.sub(r"[^\w@'’-]|_|(?<=\s)-|-(?=\s)", " ", text)) for text in self._texts]


def _inside(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return any(words[at : at + len(name)] == name for at in range(len(words) - len(name) + 1))
