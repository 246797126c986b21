"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Program = Annotated[str | None, typer.Option("--program", help="Programme, for files that do not name one.")]
Paths = Annotated[list[Path], typer.Argument(help="Files and archives, or directories searched for notes.")]
