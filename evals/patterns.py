"""Patterns against groups that a reader found: pairwise F1 over insights of different pairs.

    python -m evals.patterns --cases DIR [--without TOPIC ...]

DIR holds labelled notes, or a training hand's marked ones, and recurring.json: a list of {"insight", "notes"}. Which
insight of a note belongs to its group is written there ({"told": {note: number, from 0}}), or found by
gold statement: the nearest to the group's, then, of those with the group's theme, the nearest to the others.
`--without`: topics of topics.txt that shall not be known, so that the figure holds for groups nobody foresaw.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.gold import Case, load_cases
from evals.marked import load_marked
from extractor.patterns import Embed, find_patterns, pattern_vectors
from mentoring.errors import BadInput
from mentoring.records import Evidence, Insight
from retrieval.embed import Embedder

Pairs = set[tuple[str, str]]


def pairwise_f1(said: Pairs, gold: Pairs) -> float:
    """2 TP / (said + gold)."""
    return 2 * len(said & gold) / max(1, len(said) + len(gold))


def pairs_of(groups: Sequence[Sequence[str]], pair_of: Mapping[str, str]) -> Pairs:
    """Couples of insight ids in one group that come from different mentoring pairs."""
    return {
        (one, other)
        for group in groups
        for one, other in combinations(sorted(group), 2)
        if pair_of[one] != pair_of[other]
    }


def gold_insights(cases: Sequence[Case]) -> tuple[list[Insight], dict[str, str], list[str]]:
    """Gold insights with their quotes as the builtin engine would hold them, id -> pair, gold statements."""
    insights, pair_of, statements = [], {}, []
    for case in cases:
        for number, gold in enumerate(case.insights):
            id_ = f"{case.note.note_id}/{number}"
            names = [span.text for span in case.pii if span.type in ("PERSON", "LOCATION", "ORG")]
            words = " ".join(gold.evidence)
            for name in names:
                words = words.replace(name, "[PERSON_1]")
            quote = (Evidence(words, 0, len(words)),)
            insights.append(
                Insight(id_, case.note.note_id, words, gold.theme, gold.direction, 1.0, quote, "builtin")  # type: ignore[arg-type]  # checked when it was read
            )
            pair_of[id_] = case.note.pair
            statements.append(gold.statement)
    return insights, pair_of, statements


def recurring(folder: Path) -> list[dict[str, Any]] | None:
    """The groups a reader found, if any did: a list of {"insight", "notes"}."""
    file = folder / "recurring.json"
    if not file.exists():
        return None
    try:
        found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as problem:
        raise BadInput(f"{file} is no JSON (line {problem.lineno}).", code="cases") from None
    return found


def gold_groups(
    groups: Sequence[Mapping[str, Any]], insights: Sequence[Insight], statements: Sequence[str], embed: Embed
) -> list[list[str]]:
    """The members of each group; of a note that has no gold insight, none."""
    said, there = embed(statements), {one.note_id for one in insights}
    return [
        [f"{note}/{number}" for note, number in group["told"].items()]
        if "told" in group
        else _members([note for note in group["notes"] if note in there], embed([group["insight"]])[0], insights, said)
        for group in groups
    ]


def _members(
    notes: Sequence[str], about: NDArray[np.float32], insights: Sequence[Insight], said: NDArray[np.float32]
) -> list[str]:
    if len(notes) < 2:
        return []
    places = {note: [at for at, one in enumerate(insights) if one.note_id == note] for note in notes}
    chosen = {note: max(ats, key=lambda at: float(said[at] @ about)) for note, ats in places.items()}
    theme = Counter(insights[at].theme for at in chosen.values()).most_common(1)[0][0]
    for note, ats in places.items():
        others = np.mean([said[at] for other, at in chosen.items() if other != note], axis=0)
        alike = [at for at in ats if insights[at].theme == theme] or ats
        chosen[note] = max(alike, key=lambda at: float(said[at] @ others))
    return [insights[at].id for at in chosen.values()]


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, required=True)
    arguments.add_argument("--without", nargs="*", default=[], metavar="TOPIC")
    options = arguments.parse_args()
    embed = Embedder().embed
    load = load_cases if (options.cases / "notes").is_dir() else load_marked
    insights, pair_of, statements = gold_insights(load(options.cases))
    groups = gold_groups(recurring(options.cases) or [], insights, statements, embed)
    vectors = pattern_vectors(insights, embed, without=options.without)
    found = find_patterns(insights, vectors, {one.note_id: (pair_of[one.id], pair_of[one.id]) for one in insights})
    said, gold = pairs_of([one.insight_ids for one in found], pair_of), pairs_of(groups, pair_of)
    listed = {member for group in groups for member in group}
    near = {couple for couple in said if not listed.isdisjoint(couple)}
    sys.stdout.write(f"pairwise F1, every other couple counted false  {pairwise_f1(said, gold):.2f}\n")
    sys.stdout.write(f"pairwise F1, couples that touch a gold group   {pairwise_f1(near, gold):.2f}\n")
    sys.stdout.write(
        f"{len(said)} couples in {len(found)} patterns, {len(gold)} gold, {len(said & gold)} of them met\n"
    )
    for group in groups:
        sys.stdout.write(f"  {' '.join(group)}\n")


if __name__ == "__main__":
    main()
