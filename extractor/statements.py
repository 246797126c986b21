"""One neutral sentence from the evidence: roles for names and pronouns, no first person, nothing invented.

The words are those of the evidence; only function words, roles and verb endings change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.deeds import said_to_all, without_deeds
from extractor.owned import Sentence
from extractor.rewrite import Teller, Voice, stand_ins, without_stand_ins
from extractor.shorten import parts_of
from extractor.spoken_of import somebody_else
from extractor.tasks import command
from extractor.units import Speaker, Unit
from extractor.wording import bare, frame_length, without_owner
from mentoring.records import Owner
from mentoring.redaction.language import english

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["action_task", "action_tasks", "frame_length", "insight_statement", "insight_statements"]

MOST_WORDS = 46
_FINITE = frozenset({"VBZ", "VBP", "VBD", "VB", "MD"})
_WHO_CELL = re.compile(
    r"\W*(?:\[(?:MENTOR|MENTEE|PERSON_\d+)\]|me|both|mentor|mentee|i|us|she|he)\W*(?:\([^)]*\))?", re.IGNORECASE
)
_WHEN_CELL = re.compile(
    r"^(?:no date|open|tbd|asap|n/a|some ?day|soon)$|\d|day\b|week|month|tomorrow|today", re.IGNORECASE
)
_DAY_BEHIND = re.compile(
    r"[.;!?]\s+((?i:by|until|till|before|on|for|in|this|next|end)\b|(?=\w+day\b|\d))(?=[^.;!?]{0,30}$)"
)
"""Between a task and a day told as a sentence of its own."""
_THIRD = re.compile(r"\b(?:he|she|him|his|hers?)\b", re.IGNORECASE)
_LOOKED_BACK = 3
"""Sentences before the evidence in which he and she are looked up."""
_TITLE_WORDS = 3
"""A first part this short without a verb heads what follows ("The radio: ...")."""


def insight_statements(groups: Sequence[Sequence[Unit]], writer: Speaker, units: Sequence[Unit] = ()) -> list[str]:
    """Each group's insight as one sentence; longer than MOST_WORDS is cut at a sentence.

    `units`: those of the whole note, in order, for he and she of somebody who is named before the group.
    """
    before = [_paragraph_before(group[0], units) for group in groups]
    docs = _docs([[bare(_row(unit)) for unit in group] for group in groups] + [[one.text for one in b] for b in before])
    told = list(zip(groups, docs[: len(groups)], docs[len(groups) :], strict=True))
    return [_statement(_voices(group, writer, absent=somebody_else(b)), parsed) for group, parsed, b in told]


def action_tasks(groups: Sequence[Sequence[Unit]], owners: Sequence[Owner], writer: Speaker) -> list[str]:
    """Each group's commitment as a command to its owner."""
    docs = _docs(
        [
            [bare(without_owner(_row(unit, task=True), owner, unit.speaker or writer)) for unit in group]
            for group, owner in zip(groups, owners, strict=True)
        ]
    )
    tasks = []
    for group, parsed, owner in zip(groups, docs, owners, strict=True):
        said = zip(group, parsed, _voices(group, writer), strict=True)
        tasks.append(command([Sentence(doc, voice, unit.kind == "turn") for unit, doc, voice in said], owner))
    return [_one_sentence([_DAY_BEHIND.sub(lambda found: f", {found[1].lower()}", task)]) for task in tasks]


def insight_statement(units: Sequence[Unit], writer: Speaker) -> str:
    """One group's insight."""
    return insight_statements([units], writer)[0]


def action_task(units: Sequence[Unit], owner: Owner, writer: Speaker) -> str:
    """One group's commitment."""
    return action_tasks([units], [owner], writer)[0]


def _voices(units: Sequence[Unit], writer: Speaker, *, absent: bool = False) -> list[Voice]:
    """Who speaks in each unit; in a dialogue the other one is you, so that he and she are somebody else."""
    spoken = {"mentor", "mentee"}
    return [
        Voice.of(unit.speaker or writer, absent=absent or (unit.kind == "turn" and unit.speaker in spoken))
        for unit in units
    ]


def _paragraph_before(first: Unit, units: Sequence[Unit]) -> list[Unit]:
    """What stands before `first` in its paragraph, where it may speak of somebody named there."""
    if not _THIRD.search(first.text):
        return []
    return [unit for unit in units if unit.block == first.block and unit.start < first.start][-_LOOKED_BACK:]


def _statement(voices: Sequence[Voice], docs: Sequence[Doc]) -> str:
    teller, sentences = Teller(), list[str]()
    voiced = zip(docs, voices, strict=True)
    parts = [(part, voice, explained) for doc, voice in voiced for part, explained in parts_of(doc)]
    told = [(teller.say(part, voice) + ":" * explained, part, voice) for part, voice, explained in parts]
    for plain, doc, voice in without_deeds([one for one in told if one[0].strip(":")]):
        said = said_to_all(plain, doc, voice)
        if sentences and sum(len(one.split()) for one in [*sentences, said]) > MOST_WORDS:
            continue
        titled = len(doc) <= _TITLE_WORDS + 1 and not any(token.tag_ in _FINITE for token in doc)
        said = _begun(said, doc) if sentences else said
        sentences.append(f"{said.rstrip(' .')}:" if titled and not sentences and len(docs) > 1 else said)
    return _one_sentence(sentences, asking=True)


def _docs(groups: Sequence[Sequence[str]]) -> list[list[Doc]]:
    """Parses of all texts in one batch, grouped as given."""
    pipeline = english()
    skipped = [name for name in ("ner",) if name in pipeline.pipe_names]
    with pipeline.select_pipes(disable=skipped):
        parsed = pipeline.pipe([stand_ins(text) for group in groups for text in group], batch_size=64)
        return [[next(parsed) for _ in group] for group in groups]


def _row(unit: Unit, *, task: bool = False) -> str:
    """The words of a unit; of a table row without cells that only number it, name the owner or the day."""
    if unit.kind != "row":
        return unit.text
    cells, at = [], 0
    for start, end in unit.ranges:
        cells.append(unit.text[at : at + end - start].strip())
        at += end - start + 1
    kept = [cell for cell in cells if not re.fullmatch(r"\W*[A-Za-z]{0,2}\d{0,2}[.)]?\W*", cell)]
    if task and kept:
        longest = max(kept, key=len)
        kept = [cell for cell in kept if cell == longest or not (_WHO_CELL.fullmatch(cell) or _WHEN_CELL.search(cell))]
    return ", ".join(kept) if kept else unit.text


def _begun(part: str, doc: Doc) -> str:
    """A further part, in lower case unless it starts with a name."""
    first = next((token for token in doc if not token.is_punct and not token.is_space), None)
    word = part.split(" ", 1)[0]
    kept = first is None or (first.pos_ == "PROPN" and first.lower_ not in _STARTS) or not word[1:].islower()
    return part if kept and word not in {"A", "I"} else part[0].lower() + part[1:]


def _one_sentence(sentences: Sequence[str], *, asking: bool = False) -> str:
    """`asking`: a question stays one, what was only asked is not claimed."""
    joined = ""
    for sentence in sentences:
        part = sentence.strip().rstrip(" .;,!?…-–")
        glue = " " if part.startswith("means ") or joined.endswith(":") else "; "
        if joined.endswith("?"):
            glue, part = " ", part[:1].upper() + part[1:]
        joined = f"{joined}{glue}{part}" if joined else part
        joined += "?" * (asking and sentence.rstrip().endswith("?"))
    joined = without_stand_ins(re.sub(r"^means ", "", joined.rstrip(": ")))
    joined = re.sub(r"^[\"“]?\w", lambda found: found.group().upper(), joined)
    return f"{joined}." if joined and joined[-1] != "?" else joined


_STARTS = frozenset({
    "the", "a", "an", "if", "when", "people", "nobody", "everybody", "they", "it", "there", "this", "that", "these",
    "those", "before", "after", "ask", "put", "give", "make", "let", "say", "send", "write", "take", "never", "always",
    "then", "one", "two", "three", "four", "five", "six", "all", "some", "most", "half", "young", "employees",
    "customers", "what", "who", "money", "drop", "tell", "show", "schedule", "means", "first", "second", "not", "with",
    "whoever", "just", "call", "print", "keep", "stop", "start", "every", "each", "ninety", "twenty",
})  # fmt: skip
