"""The redactor on public sets, with the published figures beside.

    python -m evals.public_redaction DATA

Only the parts it was not fitted on (evals/redaction_sets.py): odd cases of TAB, odd templates of
presidio-research, odd sentences of WNUT-17. No participants are given; nobody is announced.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from evals.metrics.shares import Share, pooled
from evals.redaction_sets import Text, presidio_research, tab, wnut17
from mentoring.records import RedactedText
from mentoring.redaction import Redactor

PUBLISHED = {
    "tab": "tuned Longformer: precision .836, recall .919; a general BERT NER: recall .378 (Pilan et al., 2022)",
    "presidio_research": "its notebooks: recall .603 as shipped, .839 customised (all types, other split)",
    "wnut17": "person F1 of the shared task's best systems is near .5 (Derczynski et al., 2017)",
}
_DAY = date(2026, 1, 1)


def _redacted(body: str) -> RedactedText:
    return Redactor().preview(body, mentor=None, mentee=None, session_date=_DAY)[0]


def _hidden(text: RedactedText, body: str) -> list[bool]:
    marks = [False] * len(body)
    for start, end in [(s.start, s.end) for s in text.spans] + [(w.start, w.end) for w in text.withheld]:
        marks[start:end] = [True] * (end - start)
    return marks


def score_tab(row: dict[str, Any]) -> Iterator[Share]:
    """Entity recall as TAB counts it (every mention hidden), precision over found spans."""
    body, text = row["text"], _redacted(row["text"])
    hidden = _hidden(text, body)
    entities: dict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    need = [False] * len(body)
    for mention in row["mentions"]:
        start, end, kind = mention["start_offset"], mention["end_offset"], mention["identifier_type"]
        if kind == "NO_MASK":
            continue
        need[start:end] = [True] * (end - start)
        key = (kind.lower(), mention["entity_id"], mention["entity_type"] == "DATETIME")
        entities[key].append(all(hidden[start:end]))
    for (kind, _, dated), mentions in entities.items():
        yield Share(f"tab/recall/{kind}", float(all(mentions)), 1)
        if kind == "quasi" and not dated:
            yield Share("tab/recall/quasi without dates", float(all(mentions)), 1)
    for span in text.spans:
        yield Share("tab/precision", float(any(need[span.start : span.end])), 1)


def score_persons(text: Text, name: str) -> Iterator[Share]:
    """Recall of PERSON spans to the last character, precision of PERSON finds."""
    found = _redacted(text.body)
    hidden = _hidden(found, text.body)
    for start, end, kind in text.spans:
        if kind == "PERSON":
            yield Share(f"{name}/recall/person", float(all(hidden[start:end])), 1)
    for span in found.spans:
        if span.type == "PERSON":
            hit = any(kind == "PERSON" and a < span.end and span.start < b for a, b, kind in text.spans)
            yield Share(f"{name}/precision/person", float(hit), 1)


def shares(data: Path) -> list[Share]:
    """All shares of the three sets, pooled."""
    found = [s for row in tab(data, 1) for s in score_tab(row)]
    found += [s for text in presidio_research(data, 1) for s in score_persons(text, "presidio_research")]
    found += [s for text in wnut17(data, 1) for s in score_persons(text, "wnut17")]
    return pooled(found)


def main() -> None:
    """Print them."""
    for share in shares(Path(sys.argv[1])):
        sys.stdout.write(f"{share}\n")
    for name, figure in PUBLISHED.items():
        sys.stdout.write(f"published, {name}: {figure}\n")


if __name__ == "__main__":
    main()
