"""A run as files: `run.json` (every suite's figures), `rows.jsonl` (a row a case and metric), `<suite>.json`.

Nothing in them is text of a note: ids, names of metrics, numbers and hashes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.results import Row
from mentoring.errors import BadInput

_FORMAT = 1


@dataclass(frozen=True)
class Run:
    """What a run found: a document a suite, and (suite, metric, row) of every case."""

    suites: list[dict[str, Any]]
    rows: list[tuple[str, str, Row]]
    traces: list[dict[str, Any]] = field(default_factory=list, repr=False)
    """Sentences of redacted notes; only an evaluation home may keep them (evals.traces)."""

    def rows_by_metric(self) -> dict[tuple[str, str], dict[str, Row]]:
        """(suite, metric) -> case -> row."""
        found: defaultdict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
        for suite, metric, row in self.rows:
            found[suite, metric][row.case] = row
        return dict(found)

    @property
    def missed(self) -> bool:
        """Whether a threshold was missed."""
        return any(one["pass"] is False for suite in self.suites for one in suite["metrics"])

    @property
    def incomplete(self) -> bool:
        """Whether something that had to be scored was not."""
        return any(one["required"] for suite in self.suites for one in suite["unscored"])


def write_run(folder: Path, run: Run) -> None:
    """Keep a run in a folder; an earlier one there is overwritten."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "run.json", {"format": _FORMAT, "suites": run.suites})
    for suite in run.suites:
        _write(folder / f"{suite['suite']}.json", suite)
    lines = [
        json.dumps({"suite": suite, "metric": metric, "case": row.case, "hits": row.hits, "n": row.n})
        for suite, metric, row in run.rows
    ]
    (folder / "rows.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_run(folder: Path) -> Run:
    """A run that was kept; BadInput for a folder that holds none."""
    try:
        document = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        lines = [json.loads(line) for line in (folder / "rows.jsonl").read_text(encoding="utf-8").splitlines()]
        rows = [(one["suite"], one["metric"], Row(one["case"], one["hits"], one["n"])) for one in lines]
        suites = document["suites"]
    except (OSError, ValueError, KeyError, TypeError):
        raise BadInput(f"{folder} holds no run: make one with `upwell evals run ... --out DIR`.", code="run") from None
    if document.get("format") != _FORMAT:
        raise BadInput(f"{folder} was written by another version of Upwell.", code="run")
    return Run(suites, rows)


def _write(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
