"""Turn annotated notes (`NNN.tagged.md`, inline <pii> and <conf> tags) into notes and offsets.

Run as `python -m evals.tagged FOLDER`: writes notes/NNN.md and gold/NNN.pii.json beside gold/NNN.tagged.md.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

_TAG = re.compile(r'<(/?)(pii|conf)((?: [a-z]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')


def untag(body: str) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """The body without tags, its identifiers and its confidential passages, offsets in code points."""
    text, position, length = [], 0, 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    found: dict[str, list[dict[str, Any]]] = {"pii": [], "conf": []}
    for tag in _TAG.finditer(body):
        text.append(body[position : tag.start()])
        length += tag.start() - position
        position = tag.end()
        if not tag[1]:
            opened.append((tag[2], length, dict(_ATTRIBUTE.findall(tag[3]))))
            continue
        kind, start, attributes = opened.pop()
        if kind != tag[2]:
            message = f"crossed tags before character {tag.start()}"
            raise ValueError(message)
        found[kind].append({"start": start, "end": length, **attributes})
    plain = "".join([*text, body[position:]])
    for span in (*found["pii"], *found["conf"]):
        span["text"] = plain[span["start"] : span["end"]]
    return plain, sorted(found["pii"], key=_place), sorted(found["conf"], key=_place)


def _place(span: dict[str, Any]) -> tuple[int, int]:
    return span["start"], span["end"]


def main(folder: Path) -> None:
    """Write notes and offsets for every tagged note below `folder`/gold."""
    (folder / "notes").mkdir(exist_ok=True)
    for path in sorted((folder / "gold").glob("*.tagged.md")):
        name = path.name.removesuffix(".tagged.md")
        front, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
        plain, pii, conf = untag(body)
        (folder / "notes" / f"{name}.md").write_text(f"{front}\n---\n{plain}", encoding="utf-8")
        labels = {"note_id": name, "pii": pii, "conf": conf}
        (folder / "gold" / f"{name}.pii.json").write_text(
            json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
