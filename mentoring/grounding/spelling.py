"""Other ways to write the same: numbers in words, letters of other languages in those of English.

Both sides of a comparison are brought into one spelling, so that "Jürgen", "Jurgen" and "Juergen" are one name and
"type two" is "type 2".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentoring.redaction.assemble import plain
from mentoring.redaction.tokens import Token

_BARE = str.maketrans({"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "œ": "oe", "Œ": "Oe",
                       "æ": "ae", "Æ": "Ae", "þ": "th", "Þ": "Th", "ħ": "h", "ŋ": "n"})  # fmt: skip
"""Letters that hold no accent which could be taken off."""
_LONG = str.maketrans({"ä": "ae", "Ä": "Ae", "ö": "oe", "Ö": "Oe", "ü": "ue", "Ü": "Ue", "ø": "oe", "Ø": "Oe",
                       "å": "aa", "Å": "Aa"})  # fmt: skip
"""What is written where a keyboard, an address or a sign-on has no such letter."""
_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
VALUES = {word: value for value, word in enumerate((*_UNITS, *_TEENS))}
VALUES |= {word: value * 10 for value, word in enumerate(_TENS, 2)} | {"fourty": 40, "hundred": 100}
"""Numbers by the words they are said in."""


def spellings(text: str) -> tuple[str, ...]:
    """`text` in letters of English: its accents taken off, and as it is written out where that differs."""
    return tuple(dict.fromkeys(plain(form.translate(_BARE)) for form in (text, text.translate(_LONG))))


def in_figures(tokens: Sequence[Token]) -> list[Token]:
    """The words with each number up to a hundred in figures, one word each: "forty-one" is "41"."""
    found: list[Token] = []
    for token in tokens:
        value = VALUES.get(token.key)
        last = found[-1] if found else None
        if value is None:
            found.append(token)
        elif last and 0 < value < 10 and last.text.casefold() in _TENS and token.start - last.end == 1:
            both = str(int(last.key) + value)
            found[-1] = Token(last.start, token.end, both, both)
        else:
            found.append(replace(token, key=str(value)))
    return found
