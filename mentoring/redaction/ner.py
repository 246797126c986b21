"""What spaCy's entity recogniser adds to the name model: people, places and companies it has a feel for.

Its own pipeline is read without tagger and parser. Notes without capitals get them for this reading alone,
on words that are no English ones: the recogniser knows little about lower case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentoring.redaction.found import Found
from mentoring.redaction.language import english
from mentoring.redaction.lexicon import Lexicon, lexicon
from mentoring.redaction.reading import starts_sentence
from mentoring.redaction.tokens import Token
from mentoring.redaction.vocabulary import demonyms, words_of

_UNUSED = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
"""The small pipeline's recogniser has an embedding of its own and needs none of these."""
_COMMON = 3
"""Seen this often in lower case in the counted texts, a word is no rare name."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity on one line, trimmed to whole words."""

    tokens: tuple[Token, ...]
    label: str
    """PERSON, GPE, LOC, FAC, ORG or NORP."""

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.tokens[-1].end


def read_entities(body: str, tokens: Sequence[Token]) -> list[Entity]:
    """Every entity of a label that matters here, in order."""
    text = _capitalised(body, tokens)
    doc = english()(text, disable=_UNUSED)
    found = []
    for entity in doc.ents:
        start, end = entity.start_char, entity.end_char
        inside = _one_line(body, [t for t in tokens if start <= t.start and t.end <= end and text[t.start].isupper()])
        if inside and entity.label_ in ("PERSON", "GPE", "LOC", "FAC", "ORG", "NORP"):
            found.append(Entity(tuple(inside), entity.label_))
    return found


def _one_line(body: str, inside: list[Token]) -> list[Token]:
    for i in range(1, len(inside)):
        if any(c in "\n:;|/<>()" for c in body[inside[i - 1].end : inside[i].start]):
            return inside[:i]
    return inside


def _capitalised(body: str, tokens: Sequence[Token]) -> str:
    """The body with a capital on every word that no English text was seen to hold, in lines without capitals."""
    letters = list(body)
    lines: dict[int, list[Token]] = {}
    for token in tokens:
        lines.setdefault(body.rfind("\n", 0, token.start), []).append(token)
    known = lexicon()
    for line in lines.values():
        strange = [t for t in line if t.text[0].islower() and _is_strange(t, known)]
        proper = any(t.text[0].isupper() and starts_sentence(body, t) for t in line)
        if proper or len(strange) > 0.3 * len(line):
            continue  # Ordinary writing, or another language.
        for token in strange:
            if len(body[token.start].upper()) == 1:
                letters[token.start] = body[token.start].upper()
    return "".join(letters)


def _is_strange(token: Token, known: Lexicon) -> bool:
    return len(token.key) > 2 and known.count(token.key) < 0 and token.key not in words_of("never names")


def find_named(body: str, entities: Sequence[Entity]) -> Iterator[Found]:
    """People among the entities: what is left of each once words of everyday English are off its ends."""
    for entity in entities:
        if entity.label != "PERSON":
            continue
        kept = list(entity.tokens)
        while kept and not _could_name(body, kept[0]):
            kept.pop(0)
        while kept and not _could_name(body, kept[-1]) and body[kept[-1].start - 1] != "-":
            kept.pop()
        if any(_is_surely_no_word(t) for t in kept) and not _is_place(kept):
            yield Found(kept[0].start, kept[-1].end, "PERSON", "ner")


def _could_name(body: str, token: Token) -> bool:
    known = lexicon()
    if token.key in words_of("never names") or token.key in words_of("not names") or token.key in demonyms():
        return False
    if token.text[0].islower():
        return _is_strange(token, known)
    if token.text.isupper() and len(token.text) > 1:
        return known.is_name(token.key) and known.count(token.key) < _COMMON
    common = known.is_ordinary(token.key) or known.count(token.key) >= (_COMMON if known.is_name(token.key) else 0)
    return not common or not starts_sentence(body, token)


def _is_surely_no_word(token: Token) -> bool:
    known = lexicon()
    bar = _COMMON if known.is_name(token.key) else 0
    return len(token.key) > 1 and not known.is_ordinary(token.key) and known.count(token.key) < bar


def _is_place(kept: Sequence[Token]) -> bool:
    known = lexicon()
    return " ".join(t.key for t in kept) in known.places and not any(known.is_name(t.key) for t in kept)
