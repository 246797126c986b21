"""A text as a reader sees it, for those who look for names in it: one way to write each sign, and where it came from.

Programs write what looks the same in many ways: accents as signs of their own (macOS), blanks that may not break
(word processors), invisible signs inside and before words (chats, PDF), letters of another alphabet. Whatever looks
for a word must find it in all of them.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_BLANK = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_MARK = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_APOSTROPHES = "\u00b4\u02b9\u02bc\u2018\u201b\u2032\uff07"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe58\ufe63\uff0d"
_SYMBOL = "\u2190-\u2bff\U0001f000-\U0001faff"
"""Arrows, ticks, stars, emoji: one against a word would be read as a part of it."""
_SIGN = re.compile(
    r"(?P<end>\r\n)"
    rf"|(?P<blanks>(?<=\S)[ {_BLANK}]{{2,5}}(?=\S))"
    rf"|(?P<apostrophe>(?<=[^\W\d_])[{_APOSTROPHES}](?=[^\W\d_]))"
    r"|&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8});"
    rf"|(?P<glued>(?<=\w)[{_SYMBOL}]|[{_SYMBOL}](?=[{_UNSEEN}]*\w))"
    r"|(?P<escape>\\)(?=[_*@.'’+()#\[\]-])"
    rf"|.[{_MARK}]{{0,8}}",
    re.DOTALL,
)
"""One sign as it is read: all that a reader takes for one, or for nothing.

No letter bears more than eight marks; heaps of them cost the time of their square to be put in order.
"""
_KINDS = {"end": "\n", "blanks": " ", "apostrophe": "’", "escape": ""}
_PLAIN = re.compile(r"[\n\t -%'-\[\]-~£€«»–—“”’…•À-ÖØ-öø-ž]*")
"""Text in which nothing is written in a second way, runs of blanks aside."""
_RUN = re.compile(r"(?<=\S) {2,5}(?=\S)")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(rf"[{_UNSEEN}]*\w")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ]")
_UNSEEN_SIGN = re.compile(f"[{_UNSEEN}{_MARK}]")
_ALIKE = {
    ord(other): own
    for own, others in {
        "a": "аα", "c": "сϲ", "e": "еє", "h": "һ", "i": "іι", "j": "јϳ", "k": "кκ", "l": "ӏ", "o": "оοօ", "p": "рρ",
        "q": "ԛ", "s": "ѕ", "u": "υս", "v": "ν", "w": "ԝω", "x": "хχ", "y": "уγ", "g": "ց", "d": "ԁ",
        "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙӀ", "J": "Ј", "K": "КΚ", "M": "МΜ", "N": "Ν",
        "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ", "Z": "Ζ",
    }.items()
    for other in others
}  # fmt: skip
"""Letters of other alphabets that look like Latin ones; taken for these in words that hold Latin ones too."""
_FORMS = frozenset({"<font>", "<wide>", "<narrow>", "<circle>"})
"""Decompositions (Unicode Character Database) that are the same sign in another type."""


@dataclass(frozen=True, slots=True)
class AsRead:
    """`text` is what is read; its places are told apart from those in the text as it was written."""

    text: str
    _places: Sequence[tuple[int, int]] = ()
    """Of each character of `text`: the characters it was written with; empty where nothing differs."""

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` of `text` stand in the text as it was written."""
        if not self._places or start >= end:
            return start, end
        return self._places[start][0], self._places[end - 1][1]


def as_read(written: str) -> AsRead:
    """`written` as a reader sees it; the same object's text is `written` where nothing differs."""
    if _PLAIN.fullmatch(written) and not _RUN.search(written):
        return AsRead(written)
    said: list[str] = []
    places: list[tuple[int, int]] = []
    for sign in _SIGN.finditer(written):
        read = _kind(sign) if sign.lastgroup else _read(sign[0])
        said.append(read)
        places += [sign.span()] * len(read)
    return AsRead(_WORD.sub(_of_one_alphabet, "".join(said)), places)


def _kind(sign: re.Match[str]) -> str:
    """What one sign is read as because of those around it."""
    if sign.lastgroup != "glued":
        return _KINDS[sign.lastgroup or ""]
    after = _NEXT.match(sign.string, sign.end())
    return (" " if sign.string[sign.start() - 1 : sign.start()].isalnum() else "") + sign[0] + (" " if after else "")


@lru_cache(maxsize=20_000)
def _read(sign: str) -> str:
    """What a reader takes one sign for."""
    if sign[0] == "&" and len(sign) > 1:
        sign = html.unescape(sign)
    return "".join(map(_letter, unicodedata.normalize("NFC", sign)))


def _letter(char: str) -> str:
    """The sign without what nobody sees, in the type and the blanks that everybody writes."""
    if _UNSEEN_SIGN.match(char):
        return ""
    kind = unicodedata.category(char)
    if char in _ENDS or kind == "Zs":
        return "\n" if char in _ENDS else " "
    if kind == "Nd":
        return str(unicodedata.digit(char))
    form = unicodedata.decomposition(char).partition(" ")[0]
    if form in _FORMS or (form == "<compat>" and kind[0] == "L"):
        return unicodedata.normalize("NFKC", char)
    return "-" if char in _HYPHENS else char


def _of_one_alphabet(word: re.Match[str]) -> str:
    """A word of Latin letters and some that only look like them, in Latin letters."""
    return word[0].translate(_ALIKE) if _LATIN.search(word[0]) else word[0]
