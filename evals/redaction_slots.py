"""Own sentences with names of many countries put into their slots: texts for fitting, never for measuring."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from evals.redaction_sets import Text
from mentoring.redaction.lexicon import lexicon

_SLOT = re.compile(r"\{([PFLOXWw])\}")
_KIND = {"P": "PERSON", "F": "PERSON", "L": "LOCATION", "O": "ORG"}
_COMPANY_ENDS = (
    "",
    "",
    " Ltd",
    " Group",
    " Logistics",
    " Bank",
    " AG",
    " Foods",
    " Systems",
    " & Co",
    " Retail",
    " Energy",
    " Air",
    " Haulage",
)
_PARTICLES = ("van der", "van", "de", "bin", "al", "von", "da", "dos", "del", "ten", "di")


@lru_cache(maxsize=2)
def _lines(file: str) -> tuple[str, ...]:
    lines = (Path(__file__).parent / "cases" / file).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _pools() -> dict[str, tuple[str, ...]]:
    known = lexicon()
    return {
        "first": tuple(sorted(k for k in known.first if 2 < len(k) < 13 and k.isalpha())),
        "last": tuple(sorted(k for k in known.last if 2 < len(k) < 14)),
        "word": tuple(
            sorted(
                k for k, n in known.words.items() if k.isalpha() and (n > 1 or (len(k) < 9 and not known.is_name(k)))
            )
        ),
        "place": tuple(sorted(k for k in known.places if len(k) > 3 and len(k.split()) < 3)),
    }


def _made_up(dice: random.Random, pool: tuple[str, ...]) -> str:
    left, right = dice.choice(pool), dice.choice(pool)
    return left[: max(2, len(left) // 2)] + right[len(right) // 2 :]


def _name(dice: random.Random, kind: str) -> str:
    pools = _pools()
    first = _made_up(dice, pools["first"]) if dice.random() < 0.25 else dice.choice(pools["first"])
    last = _made_up(dice, pools["last"]) if dice.random() < 0.25 else dice.choice(pools["last"])
    if kind == "P":
        pick = dice.random()
        if pick < 0.8:
            return first.title()
        return last.title() if pick < 0.9 else f"{first.title()} {last[0].upper()}."
    pick = dice.random()
    if pick < 0.1:
        return f"{first.title()} {dice.choice(_PARTICLES)} {last.title()}"
    if pick < 0.18:
        return f"{first.title()} {last.title()}-{dice.choice(pools['last']).title()}"
    if pick < 0.25:
        return f"{first[0].upper()}. {last.title()}"
    return f"{first.title()} {last.title()}"


def _value(dice: random.Random, slot: str) -> str:
    if slot in "PF":
        return _name(dice, slot)
    if slot == "L":
        return dice.choice(_pools()["place"]).title()
    if slot == "O":
        return _made_up(dice, _pools()["last"]).title() + dice.choice(_COMPANY_ENDS)
    if slot == "X":
        return dice.choice(_lines("redaction_things.txt"))
    word = dice.choice(_pools()["word"])
    return word.capitalize() if slot == "W" else word


def filled_notes(dice: random.Random, notes: int) -> Iterator[Text]:
    """`notes` texts of 6 to 20 sentences each; a person met once is often met again."""
    for _ in range(notes):
        lower = dice.random() < 0.12
        cast = {slot: [_value(dice, slot) for _ in range(4)] for slot in "PFLOXWw"}
        body, spans = "", []
        for sentence in dice.choices(_lines("redaction_sentences.txt"), k=dice.randint(6, 20)):
            position = 0
            for slot in _SLOT.finditer(sentence):
                body += sentence[position : slot.start()]
                value = dice.choice(cast[slot[1]]) if dice.random() < 0.5 else _value(dice, slot[1])
                spans.append((len(body), len(body) + len(value), _KIND.get(slot[1], "OTHER")))
                body += value
                position = slot.end()
            body += sentence[position:] + dice.choice((" ", " ", "\n", "\n\n"))
        yield Text(body.lower() if lower else body, tuple(spans))
