"""One table: the builtin engine, the llm engine both ways, and one-prompt extraction with the same model.

    OPENAI_BASE_URL is not read: the endpoint is named here, so that nothing is sent anywhere by accident.
    python -m evals.compare_engines --cases DIR --base-url http://127.0.0.1:8101/v1 --model local --notes d002 d006

Give notes that the builtin engine was not fitted on, or its figures say nothing.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.gold import Case, load_cases
from evals.metrics.extraction import Counts, Labelled, score
from evals.one_prompt import ask_once
from extractor.builtin import BuiltinEngine
from extractor.engine import Engine
from extractor.llm import LlmEngine
from extractor.pipeline import Extraction, extract
from mentoring.errors import EngineFailed
from mentoring.grounding.guard import Guard
from mentoring.llm import Gateway, GatewayConfig, RunUsage
from mentoring.records import Evidence, RedactedText, Vault
from mentoring.redaction import Redactor


@dataclass
class Row:
    """Sums of one way to extract."""

    name: str
    insights: Counts = field(default_factory=Counts)
    actions: Counts = field(default_factory=Counts)
    failed: list[str] = field(default_factory=list)
    seconds: float = 0.0
    usage: RunUsage = field(default_factory=RunUsage)
    remarks: str = ""

    def add(self, case: Case, insights: Sequence[Labelled], actions: Sequence[Labelled]) -> None:
        """Count one note; what failed counts as nothing found."""
        names = [span.text for span in case.pii]
        wrong = [text for text, _ in case.distractors]
        gold_insights = [
            Labelled(" ".join(one.evidence), core=one.core, theme=one.theme, direction=one.direction)
            for one in case.insights
        ]
        gold_actions = [Labelled(" ".join(one.evidence), owner=one.owner, due=one.due) for one in case.actions]
        self.insights += score(insights, gold_insights, wrong, names)
        self.actions += score(actions, gold_actions, wrong, names)

    def __str__(self) -> str:
        """One line of the table."""
        i, a, used = self.insights, self.actions, self.usage
        notes = [_figure(one) for one in (i.f1, a.f1, a.of_matched("owner"), a.of_matched("due"))]
        tokens = f"{used.input_tokens} + {used.output_tokens} = {used.input_tokens + used.output_tokens}"
        cells = [self.name, *notes, tokens, f"{self.seconds:.0f}", ", ".join(self.failed) or "-", self.remarks]
        return "| " + " | ".join(cells) + " |"


def _figure(value: float | None) -> str:
    return "unscored" if value is None else f"{value:.2f}"


@dataclass(frozen=True)
class Bench:
    """The notes, redacted, and where the model is."""

    cases: list[Case]
    texts: list[tuple[RedactedText, Vault]]
    config: GatewayConfig

    def gateway(self) -> Gateway:
        """A fresh one, so that usage is counted per row."""
        return Gateway(self.config)


def through(name: str, bench: Bench, make: Callable[[Gateway], Engine]) -> Row:
    """The whole road with one engine."""
    gateway, row, began = bench.gateway(), Row(name), time.perf_counter()
    engine = make(gateway)
    for case, (text, vault) in zip(bench.cases, bench.texts, strict=True):
        try:
            found = extract(text, engine, Guard(vault))
        except EngineFailed as problem:
            row.failed.append(f"{case.note.note_id} {problem.code}")
            found = Extraction((), (), ())
        row.add(
            case,
            [Labelled(_words(one.evidence), theme=one.theme, direction=one.direction) for one in found.insights],
            [Labelled(_words(one.evidence), owner=one.owner, due=one.due) for one in found.actions],
        )
    row.seconds, row.usage = time.perf_counter() - began, gateway.usage()
    gateway.close()
    return row


def _words(evidence: Sequence[Evidence]) -> str:
    return " ".join(piece.text for piece in evidence)


def in_one_prompt(bench: Bench) -> Row:
    """The comparison."""
    gateway, row, began = bench.gateway(), Row("one prompt"), time.perf_counter()
    quotes = verbatim = 0
    for case, (text, _) in zip(bench.cases, bench.texts, strict=True):
        said = ask_once(gateway, text)
        if said.failed:
            row.failed.append(f"{case.note.note_id} {said.failed}")
        row.add(case, said.insights, said.actions)
        quotes, verbatim = quotes + said.quotes, verbatim + said.verbatim
    row.seconds, row.usage = time.perf_counter() - began, gateway.usage()
    row.remarks = f"{verbatim} of {quotes} quotes stand in the note"
    gateway.close()
    return row


def rows(bench: Bench, builtin: BuiltinEngine, skip: Sequence[str]) -> Iterator[Row]:
    """Every way that is not skipped, cheapest first."""
    ways: dict[str, Callable[[], Row]] = {
        "builtin": lambda: through("builtin", bench, lambda _: builtin),
        "steps": lambda: through("llm, small questions", bench, lambda gateway: LlmEngine(gateway, builtin)),
        "one": lambda: in_one_prompt(bench),
        "whole": lambda: through(
            "llm, one question a window", bench, lambda gateway: LlmEngine(gateway, builtin, None, "whole")
        ),
    }
    return (way() for name, way in ways.items() if name not in skip)


def redacted(cases: Sequence[Case]) -> list[tuple[RedactedText, Vault]]:
    """The notes as an engine meets them."""
    redactor = Redactor()
    return [
        redactor.preview(
            note.body, mentor=note.mentor, mentee=note.mentee, note_id=note.note_id,
            session_date=note.session_date, format=note.format,
        )
        for note in (case.note for case in cases)
    ]  # fmt: skip


def main() -> None:
    """Command line."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cases", type=Path, required=True, help="folder with notes/ and gold/")
    arguments.add_argument("--notes", nargs="+", required=True, metavar="ID")
    arguments.add_argument("--base-url", required=True)
    arguments.add_argument("--model", required=True)
    arguments.add_argument("--skip", nargs="*", default=[], choices=["builtin", "steps", "one", "whole"])
    options = arguments.parse_args()
    cases = load_cases(options.cases)
    chosen = [case for case in cases if case.note.note_id in options.notes]
    builtin = BuiltinEngine()
    bench = Bench(chosen, redacted(chosen), GatewayConfig(options.model, options.base_url, timeout=900, retries=0))
    sys.stdout.write("| way | insight F1 | action F1 | owner | due | tokens in + out | seconds | failed | |\n")
    sys.stdout.write("|---|---|---|---|---|---|---|---|---|\n")
    for row in rows(bench, builtin, options.skip):
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
