"""What files leave open is asked in one table; answers are rows of a mapping and can be kept as one."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typer

COLUMNS = ("file", "part", "program", "pair", "session_date", "mentor", "mentee", "dates")


def ask_all(needs: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """One row for each piece that was answered; an empty answer leaves a piece for another time."""
    from rich.console import Console
    from rich.table import Table

    table = Table("", "file", "lacks", "possible", title="Which session is it?")
    for number, one in enumerate(needs, start=1):
        possible = "; ".join(f"{name}: {', '.join(values)}" for name, values in one["choices"].items())
        table.add_row(str(number), " ".join((Path(one["file"]).name, one["part"])), ", ".join(_asked(one)), possible)
    Console(stderr=True).print(table)
    typer.echo("Enter leaves a question open.", err=True)
    rows = [_ask(number, one) for number, one in enumerate(needs, start=1)]
    return [row for row in rows if len(row) > 2]


def keep(rows: Iterable[Mapping[str, str]], file: Path) -> None:
    """Write answers to a CSV mapping, after what stands in it."""
    before: list[dict[str, str]] = []
    if file.exists():
        with file.open(encoding="utf-8-sig", newline="") as opened:
            before = list(csv.DictReader(opened))
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows([*before, *rows])


def together(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """The answer of both runs: what the first took is not `unchanged` to whoever asked once."""
    return {
        **second,
        "accepted": [*first["accepted"], *second["accepted"]],
        "replaced": [*first["replaced"], *second["replaced"]],
        "unchanged": [one for one in second["unchanged"] if one not in first["accepted"]],
    }


def _asked(one: Mapping[str, Any]) -> list[str]:
    """Fields that are asked for: a pair that is registered brings programme and people with it."""
    missing: list[str] = one["missing"]
    if "pair" not in missing:
        return missing
    return [name for name in missing if name in {"pair", "session_date"}]


def _ask(number: int, one: Mapping[str, Any]) -> dict[str, str]:
    row = {"file": one["file"], "part": one["part"]}
    for name in _asked(one):
        if value := _answer(f"{number}  {name}", name, one["choices"].get(name, [])):
            row[name] = value
    return row


def _answer(prompt: str, name: str, choices: Sequence[str]) -> str:
    while True:
        value = str(typer.prompt(prompt, default="", show_default=False, err=True)).strip()
        if not value or (_is_day(value) if name == "session_date" else value in choices or not choices):
            return value
        typer.echo("Write it as YYYY-MM-DD." if name == "session_date" else f"One of {', '.join(choices)}.", err=True)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
