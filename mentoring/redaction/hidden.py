"""What redaction hid in a note, place by place, and the note with some of it readable again.

Nothing is detected anew: what a person says is nobody's name is put back, everything else stays as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from mentoring.records import WITHHELD, Person, RedactedSpan, RedactedText, Vault
from mentoring.redaction.as_read import as_read
from mentoring.redaction.assemble import rebuild, vault_of
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.roster import roster_names
from mentoring.redaction.tokens import words

_FORMS = frozenset({
    "EMAIL", "PHONE", "ADDRESS", "HANDLE", "URL", "EMPLOYEE_ID", "ID_NUMBER", "DATE_OF_BIRTH", "HEALTH",
})  # fmt: skip
"""Types that stay hidden whatever anybody says: an address or a number is nobody's ordinary word."""
_NAMED = frozenset({"roster", "label"})
"""Detectors that knew a person of this home."""
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hidden:
    """One place of a note where a placeholder stands; withheld passages are none."""

    span: RedactedSpan
    at: int
    """Where the placeholder starts in the redacted text, code points."""

    @property
    def end(self) -> int:
        """Where it ends there."""
        return self.at + len(self.span.placeholder)

    @property
    def is_doubtful(self) -> bool:
        """Whether it was found by reading alone: no form that is surely private, nobody whom this home knows."""
        known = self.span.placeholder in ("[MENTOR]", "[MENTEE]") or self.span.found_by in _NAMED
        return self.span.type not in _FORMS and not known

    def may_show(self, word: str, mentor: str, mentee: str, people: Sequence[Person]) -> bool:
        """Whether its mentor may have `word` readable again.

        Never what is known as a name and as nothing else; of a name known here only the small word ("hope", "mark").
        """
        if self.span.type in _FORMS:
            return False
        keys = {token.key for token in words(as_read(word).text)}
        if any(lexicon().is_name(key) and not _is_also_a_word(key) for key in keys):
            return False
        named = {key for name in roster_names(mentor, mentee, people) for key in (*name.words, *name.given)}
        if keys & named:
            return word.islower() and len(keys) == 1 and all(lexicon().is_ordinary(key) for key in keys)
        return self.is_doubtful


@dataclass(frozen=True, slots=True)
class ShownAgain:
    """A note with some words readable again."""

    text: RedactedText
    vault: Vault
    put_back: tuple[Hidden, ...]

    def moved(self, old: Range) -> Range:
        """Where a range of the redacted text as it was stands now; one that cut a placeholder takes its whole word."""
        return self._moved(old[0], before=True), self._moved(old[1], before=False)

    def _moved(self, position: int, *, before: bool) -> int:
        shift = 0
        for one in self.put_back:
            longer = (one.span.end - one.span.start) - len(one.span.placeholder)
            if one.end <= position:
                shift += longer
            elif one.at < position:
                return one.at + shift + (0 if before else one.span.end - one.span.start)
        return position + shift


def hidden(text: RedactedText) -> tuple[Hidden, ...]:
    """Every placeholder that stands in the redacted text, in reading order."""
    cuts: list[tuple[int, int, RedactedSpan | None]] = [(one.start, one.end, None) for one in text.withheld]
    cuts += [
        (one.start, one.end, one)
        for one in text.spans
        if not any(held.start < one.end and one.start < held.end for held in text.withheld)
    ]
    found, shift = [], 0
    for start, end, span in sorted(cuts, key=lambda cut: cut[:2]):
        if span is not None:
            found.append(Hidden(span, start + shift))
        shift += len(span.placeholder if span else WITHHELD) - (end - start)
    return tuple(found)


def shown_again(body: str, text: RedactedText, places: Collection[int]) -> ShownAgain | None:
    """The note with what starts at these places of its body put back; None if the text was not made of that body."""
    if rebuild(body, text.spans, text.withheld) != text.text:
        return None
    put_back = tuple(one for one in hidden(text) if one.span.start in places)
    spans = tuple(span for span in text.spans if span not in [one.span for one in put_back])
    made = replace(text, text=rebuild(body, spans, text.withheld), spans=spans)
    return ShownAgain(made, vault_of(body, spans, text.withheld), put_back)


def _is_also_a_word(key: str) -> bool:
    return lexicon().is_ordinary(key) or key in lexicon().places
