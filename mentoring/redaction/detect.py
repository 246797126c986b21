"""All detectors on one body, in their order: labels and roster, patterns, the name model, spreading, traits.

Loaded when the first note is redacted: it compiles some hundred patterns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mentoring.lines import unwrapped
from mentoring.records import Person, WithheldPassage
from mentoring.redaction import patterns, places, roles, traits
from mentoring.redaction.as_read import AsRead, as_read
from mentoring.redaction.foreign import find_foreign
from mentoring.redaction.found import Found, settle
from mentoring.redaction.labels import find_labels
from mentoring.redaction.names import score_words
from mentoring.redaction.ner import Entity, find_named, read_entities
from mentoring.redaction.passages import confidences, suspected
from mentoring.redaction.people import find_people, find_word_names, spread, with_titles
from mentoring.redaction.phones import find_phones
from mentoring.redaction.roster import Name, find_roster, roster_names
from mentoring.redaction.said_of import blanked, find_said, widened
from mentoring.redaction.sight import view
from mentoring.redaction.tagger import (
    Tagger,
    Tags,
    believed,
    beside,
    identifiers,
    joined,
    shipped,
)
from mentoring.redaction.tokens import Token, words
from mentoring.redaction.triggers import Spots
from mentoring.redaction.units import Unit, units
from mentoring.redaction.whereabouts import find_whereabouts
from mentoring.redaction.withhold import find_confidential, merged, whole

_TRIGGERS = {**traits.TRIGGERS, **roles.TRIGGERS, **patterns.TRIGGERS, **places.TRIGGERS}


@dataclass(frozen=True, slots=True)
class Detected:
    """What must not be read: identifiers without overlaps, and passages, both in reading order."""

    finds: tuple[Found, ...]
    withheld: tuple[WithheldPassage, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What rules and name lists found, and what they read it from."""

    tokens: list[Token]
    finds: list[Found]
    parts: list[Unit]
    said: list[WithheldPassage]
    """Passages that say themselves, in words that mean nothing else, that they are confidential."""
    felt: list[WithheldPassage]
    """Passages that only sound so."""

    @property
    def passages(self) -> list[WithheldPassage]:
        """Both."""
        return merged([*self.said, *self.felt])


def detect(
    body: str, mentor: str | None, mentee: str | None, people: Sequence[Person], tagger: Tagger | None = None
) -> Detected:
    """Everything private in `body`, a note of a session of `mentor` and `mentee`; `tagger` None: the shipped one."""
    read = as_read(unwrapped(body))
    finds, withheld = _detect(read.text, mentor, mentee, people, tagger)
    return Detected(tuple(_written(read, finds)), tuple(merged([*_passages_written(read, withheld)])))


def _detect(
    body: str, mentor: str | None, mentee: str | None, people: Sequence[Person], tagger: Tagger | None
) -> tuple[list[Found], list[WithheldPassage]]:
    """The same of a body as it is read."""
    ruled = rules(body, mentor, mentee, people)
    tags = (tagger or shipped()).read(view(body, ruled.tokens, ruled.finds, ruled.parts, ruled.passages))
    finds = joined(body, settle(combined(body, ruled, tags)))
    passages = [*ruled.said, *(held for held in ruled.felt if suspected(held, tags)), *confidences(body, tags)]
    foreign = find_foreign(body, ruled.tokens, finds, ruled.parts)
    return finds, whole(merged([*passages, *foreign]), finds)


def _written(read: AsRead, finds: Sequence[Found]) -> Iterator[Found]:
    """The finds where the body has them; two that share a sign (a ligature) do not overlap there either."""
    last = 0
    for find in finds:
        start, end = read.written(find.start, find.end)
        if max(start, last) < end:
            yield replace(find, start=max(start, last), end=end)
            last = end


def _passages_written(read: AsRead, passages: Sequence[WithheldPassage]) -> Iterator[WithheldPassage]:
    for passage in passages:
        start, end = read.written(passage.start, passage.end)
        yield replace(passage, start=start, end=end)


def combined(body: str, ruled: Ruled, tags: Tags) -> list[Found]:
    """The rules' finds that the tagger believes, the tagger's own, and every other place of a name of either."""
    kept = [find for find in ruled.finds if believed(body, find, tags)]
    both = [*kept, *beside(identifiers(body, tags), kept)]
    return [*both, *spread(body, ruled.tokens, settle(both))]


def rules(body: str, mentor: str | None, mentee: str | None, people: Sequence[Person]) -> Ruled:
    """What needs no fitted reading of the whole note."""
    names, tokens = roster_names(mentor, mentee, people), words(body)
    labels = list(find_labels(body, {key for name in names if name.who for key in (*name.given, *name.family)}))
    finds = settle(_finds(body, tokens, names, labels))
    parts = units(body, labels)
    return Ruled(tokens, finds, parts, *find_confidential(body, tokens, finds, parts))


def _finds(body: str, tokens: list[Token], names: list[Name], labels: list[Found]) -> list[Found]:
    entities = read_entities(body, tokens)
    people = with_titles(body, tokens, settle(_people(body, tokens, names, labels, entities)))
    spots = Spots(body, tokens, _TRIGGERS)
    text = blanked(body, people)
    said = Spots(text, tokens, _TRIGGERS)
    titles = [widened(text, f) for f in roles.find_roles(body, people, spots)]
    traits_said = (*traits.find_traits(body, spots), *traits.find_traits(text, said), *find_said(text))
    return [
        *people,
        *patterns.find_forms(body, spots),
        *find_phones(body),
        *places.find_addresses(body, spots),
        *(widened(text, f) for f in traits_said),
        *titles,
        *find_whereabouts(text, tokens, people, titles, entities),
    ]


def _people(
    body: str, tokens: list[Token], names: list[Name], labels: list[Found], entities: list[Entity]
) -> list[Found]:
    finds = [*find_roster(body, tokens, names), *labels]
    finds += find_people(body, tokens, score_words(body, tokens, _inside(tokens, finds)))
    finds += [*find_word_names(body, tokens), *find_named(body, entities)]
    return [*finds, *spread(body, tokens, finds)]


def _inside(tokens: list[Token], finds: list[Found]) -> set[int]:
    """Indices of the words that lie in a find."""
    covered = {i for f in finds for i in range(f.start, f.end)}
    return {i for i, token in enumerate(tokens) if token.start in covered}
