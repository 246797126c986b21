"""The fixture folder, what stands in it by hand, and the people of its register."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mentoring.records import Person
from service.intake.consents import read_people
from service.intake.gathering import Piece, read_all

FIXTURES = Path(__file__).parents[2] / "fixtures"
MIXED = FIXTURES / "mixed"
PAIRS = {"aster-1": ("E1", "E2"), "aster-2": ("E3", "E4"), "aster-3": ("E5", "E6")}


@lru_cache(maxsize=1)
def people() -> dict[str, Person]:
    return {one.person_id: one for one in read_people((FIXTURES / "people.csv").read_bytes(), "people.csv")}


def pair_of(name: str) -> tuple[Person, Person]:
    """Mentor and mentee of the pair."""
    mentor, mentee = PAIRS[name]
    return people()[mentor], people()[mentee]


@lru_cache(maxsize=1)
def gold_turns() -> dict[str, list[tuple[str, str]]]:
    """File -> (role, first words) of each turn."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in (FIXTURES / "turns.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            turns = found.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            role, _, words = line.partition(" ")
            turns.append((role, words))
    return found


@lru_cache(maxsize=1)
def all_pieces() -> dict[str, list[Piece]]:
    """Everything in the folder, read once."""
    files = sorted(path for path in MIXED.rglob("*") if path.is_file())
    found: dict[str, list[Piece]] = {}
    for piece in read_all(files):
        found.setdefault(Path(piece.file).relative_to(MIXED).as_posix(), []).append(piece)
    return found
