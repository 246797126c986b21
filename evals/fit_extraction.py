"""Fits and measures the builtin engine's heads.

    python -m evals.fit_extraction --report      figures cross-validated by note, nothing written
    python -m evals.fit_extraction               fits on everything and writes extractor/builtin/weights/builtin.npz

Data: the gold cases given by --cases and the marked-up notes of extractor/builtin/fit (ours). Fold k leaves
out every sixth note of each set; thresholds and penalties are the same in all folds.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from evals.fit_heads import Trace, fit_chain, fit_softmax
from evals.fit_notes import Lesson, Note, note_of, read_notes
from evals.gold import load_cases
from evals.metrics.extraction import Counts, Labelled, score
from extractor.builtin import chain, features
from extractor.builtin.engine import BuiltinEngine, readable
from extractor.builtin.features import Embed, Seen
from extractor.builtin.weights import Weights, save
from extractor.owners import aliases, plain, writer_of
from extractor.units import Unit
from mentoring.records import DIRECTIONS, THEMES

FIT = Path("extractor/builtin/fit")
FOLDS = 6
STRETCH = 60
"""Units that the chain is fitted on at a time: long transcripts are cut, so that a fit takes seconds."""
PENALTY, THEME_STRENGTH, DIRECTION_STRENGTH = 5e-4, 0.7, 0.3
BIAS = (0.2, 0.3)
_THEME_CODES = dict(zip(("df", "ci", "ww", "lc", "mt", "wb", "cd", "ps"), THEMES, strict=True))
_DIRECTION_CODES = dict(zip("jsm", DIRECTIONS, strict=True))


@dataclass(frozen=True, slots=True)
class Prepared:
    """One note with features and gold labels."""

    note: Note
    seen: Seen
    labels: tuple[int, ...]
    gold: tuple[tuple[int, ...], ...]
    """Unit positions of each gold insight."""


def prepare(note: Note, embed: Embed) -> Prepared:
    """Features of a note and the label each unit should get: the item that covers more than 0.3 of it."""
    units = readable(note.text)
    seen = features.see(units, embed)
    labels = [chain.OUT] * len(units)
    begun: set[tuple[str, int]] = set()
    members: dict[int, list[int]] = {}
    for at, unit in enumerate(units):
        action, action_at = _covering(unit, note.actions)
        insight, insight_at = _covering(unit, note.insights)
        if action > 0.3 and action >= insight:
            labels[at] = chain.MORE_ACTION if ("a", action_at) in begun else chain.ACTION
            begun.add(("a", action_at))
        elif insight > 0.3:
            labels[at] = chain.MORE_INSIGHT if ("i", insight_at) in begun else chain.INSIGHT
            begun.add(("i", insight_at))
            members.setdefault(insight_at, []).append(at)
    return Prepared(note, seen, tuple(labels), tuple(tuple(members.get(k, ())) for k in range(len(note.insights))))


def _covering(unit: Unit, lessons: Sequence[Lesson]) -> tuple[float, int]:
    size = sum(end - start for start, end in unit.ranges)
    shares = [
        sum(max(0, min(b, d) - max(a, c)) for a, b in unit.ranges for c, d in lesson.ranges) / size
        for lesson in lessons
    ]
    return max(((share, at) for at, share in enumerate(shares)), key=lambda one: one[0], default=(0.0, -1))


def fit(notes: Sequence[Prepared], embed: Embed) -> Weights:
    """All heads from the given notes and the sentences of themes.txt."""
    traces = [
        Trace(
            one.seen.emission[at : at + STRETCH],
            one.seen.link[at : at + STRETCH],
            np.array(one.labels[at : at + STRETCH]),
        )
        for one in notes
        for at in range(0, len(one.labels), STRETCH)
    ]
    return Weights(fit_chain(traces, PENALTY), _fit_theme(notes, embed), _fit_direction(notes), BIAS)


def _fit_theme(notes: Sequence[Prepared], embed: Embed) -> chain.Floats:
    subjects, taught, labels = [], [], []
    for one in notes:
        for lesson, group in zip(one.note.insights, one.gold, strict=True):
            if group:
                subjects.append(features.subject_of(one.seen, group))
                taught.append(features.TAUGHT[DIRECTIONS.index(str(lesson.item.direction))])
                labels.append(THEMES.index(str(lesson.item.theme)))
    lines = (FIT / "themes.txt").read_text(encoding="utf-8").splitlines()
    sentences = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    for (codes, words), vector in zip(sentences, embed([words for _, words in sentences]), strict=True):
        theme, direction = codes.split()
        subjects.append(features.Subject(words, words, vector, vector))
        taught.append(features.TAUGHT[DIRECTIONS.index(_DIRECTION_CODES[direction])])
        labels.append(THEMES.index(_THEME_CODES[theme]))
    rows = features.theme_rows(subjects, np.array(taught, np.float32))
    return fit_softmax(rows, np.array(labels), len(THEMES), THEME_STRENGTH)


def _fit_direction(notes: Sequence[Prepared]) -> chain.Floats:
    rows, labels = [], []
    for one in notes:
        kept = [(lesson, group) for lesson, group in zip(one.note.insights, one.gold, strict=True) if group]
        if kept:
            text = one.note.text.text
            writer = writer_of(plain(text, aliases(text)))
            rows.append(features.direction_rows(one.seen, [group for _, group in kept], writer))
            labels += [DIRECTIONS.index(str(lesson.item.direction)) for lesson, _ in kept]
    return fit_softmax(np.vstack(rows), np.array(labels), len(DIRECTIONS), DIRECTION_STRENGTH)


@dataclass(frozen=True, slots=True)
class Result:
    """Counts of one note."""

    insights: Counts = field(default_factory=Counts)
    actions: Counts = field(default_factory=Counts)

    def __add__(self, other: Result) -> Result:
        return Result(self.insights + other.insights, self.actions + other.actions)


def measure(note: Note, engine: BuiltinEngine) -> Result:
    """Scores of the engine's drafts on one note."""
    drafts = engine.draft(note.text)

    def words(ranges: Sequence[tuple[int, int]]) -> str:
        return " ".join(note.text.text[start:end] for start, end in ranges)

    insights = [Labelled(words(i.evidence), theme=i.theme, direction=i.direction) for i in drafts.insights]
    actions = [Labelled(words(a.evidence), owner=a.owner, due=a.due) for a in drafts.actions]
    return Result(
        score(insights, [one.item for one in note.insights], note.distractors),
        score(actions, [one.item for one in note.actions], note.distractors),
    )


def cross_validate(sets: dict[str, list[Prepared]], embed: Embed) -> dict[str, Result]:
    """Sums per set; each note is measured by heads that never saw it."""
    results = {name: Result() for name in sets}
    for fold in range(FOLDS):
        kept = [one for notes in sets.values() for at, one in enumerate(notes) if at % FOLDS != fold]
        engine = BuiltinEngine(embed, fit(kept, embed))
        for name, notes in sets.items():
            for one in notes[fold::FOLDS]:
                results[name] += measure(one.note, engine)
    return results


def line(name: str, result: Result) -> str:
    """One line of figures."""
    i, a = result.insights, result.actions
    taken, planted = i.distractors_taken + a.distractors_taken, i.distractors
    found = f"F1 {i.f1 or 0:.3f} P {i.precision or 0:.2f} R {i.recall or 0:.2f} core {i.core_recall or 0:.2f}"
    labels = f"theme {i.of_matched('theme') or 0:.2f} direction {i.of_matched('direction') or 0:.2f}"
    done = f"F1 {a.f1 or 0:.3f} P {a.precision or 0:.2f} R {a.recall or 0:.2f}"
    owed = f"owner {a.of_matched('owner') or 0:.2f} due {a.of_matched('due') or 0:.2f}"
    return f"{name:14} insights {found} {labels} | actions {done} {owed} | distractors {taken}/{planted}"


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=Path, required=True, help="folder with notes/ and gold/")
    arguments.add_argument("--report", action="store_true")
    options = arguments.parse_args()
    from retrieval.embed import Embedder

    embed = Embedder().embed
    sets = {
        "cases": [prepare(note_of(case), embed) for case in load_cases(options.cases)],
        "own": [prepare(note, embed) for path in sorted(FIT.glob("notes_*.txt")) for note in read_notes(path)],
    }
    if options.report:
        for name, result in cross_validate(sets, embed).items():
            print(line(f"{name} (cv)", result))  # noqa: T201 - the report is this command's output
        own = BuiltinEngine(embed, fit(sets["own"], embed))
        transfer = sum((measure(one.note, own) for one in sets["cases"]), Result())
        print(line("own -> cases", transfer))  # noqa: T201
    else:
        save(fit([one for notes in sets.values() for one in notes], embed))


if __name__ == "__main__":
    main()
