"""The JSON that outside checks rely on, one JSON Schema a command. Add to them freely; never take away."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema(command: str) -> dict[str, Any]:
    """The schema of a command's answer, by its name as in `export-insights`."""
    found: dict[str, Any] = json.loads(files(__name__).joinpath(f"{command}.schema.json").read_text(encoding="utf-8"))
    return found
