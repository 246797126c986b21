"""Turn annotated notes (`NNN.tagged.md`, inline <pii> and <conf> tags) into notes and offsets.

Run as `python -m evals.tagged FOLDER`: writes notes/NNN.md and gold/NNN.pii.json beside gold/NNN.tagged.md.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from evals.marked import Mark, untag


def offsets(marks: list[Mark], kind: str) -> list[dict[str, Any]]:
    """The marks of one kind as the gold files list them."""
    return [
        {"start": mark.start, "end": mark.end, **mark.attributes, "text": mark.text}
        for mark in marks
        if mark.kind == kind
    ]


def main(folder: Path) -> None:
    """Write notes and offsets for every tagged note below `folder`/gold."""
    (folder / "notes").mkdir(exist_ok=True)
    for path in sorted((folder / "gold").glob("*.tagged.md")):
        name = path.name.removesuffix(".tagged.md")
        front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
        plain, marks = untag(body)
        (folder / "notes" / f"{name}.md").write_text(f"{front}\n---\n{plain}", encoding="utf-8")
        labels = {"note_id": name, "pii": offsets(marks, "pii"), "conf": offsets(marks, "conf")}
        (folder / "gold" / f"{name}.pii.json").write_text(
            json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
