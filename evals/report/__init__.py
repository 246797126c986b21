"""A run as people and programs read it: text for a terminal, HTML, Markdown, JUnit XML, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from evals.record import Run
from evals.report.junit import junit
from evals.report.page import page
from evals.report.text import markdown, table
from mentoring.errors import BadInput

FORMS: dict[str, Callable[[Run], str]] = {
    "text": table,
    "html": page,
    "md": markdown,
    "junit": junit,
    "json": lambda run: json.dumps(run.suites, ensure_ascii=False, indent=1) + "\n",
}
_FILES = {"html": "report.html", "md": "report.md", "junit": "junit.xml"}


def render(run: Run, form: str) -> str:
    """The run in one form."""
    if form not in FORMS:
        raise BadInput(f"There is no report as {form}: {', '.join(FORMS)}.", code="format")
    return FORMS[form](run)


def write_all(folder: Path, run: Run) -> None:
    """The reports that are files, beside the run itself."""
    for form, name in _FILES.items():
        (folder / name).write_text(render(run, form), encoding="utf-8")
