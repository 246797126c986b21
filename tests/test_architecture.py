"""Rules that types alone do not hold, read out of the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("prompts", "mentoring", "extractor", "retrieval", "service", "ui", "evals")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

MAKERS = {
    # A type on the right of an arrow of the road has one maker; the store may read back what it was given.
    "ConsentedNote": {"mentoring/consent/gate.py"},
    "RedactedText": {"mentoring/redaction/redactor.py", "mentoring/redaction/assemble.py", "mentoring/store/notes.py"},
    "Insight": {"mentoring/grounding/anchor.py", "mentoring/store/items.py"},
    "ActionItem": {"mentoring/grounding/anchor.py", "mentoring/store/items.py"},
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield called, node.lineno


@pytest.mark.parametrize("kind", MAKERS)
def test_only_its_maker_makes(kind: str) -> None:
    """Engines, indexes and readers can then take the type as proof that the step before was done."""
    makers = {
        name_of(path)
        for path in MODULES
        if not name_of(path).startswith("evals/") and kind in {called for called, _ in calls(path)}
    }
    assert makers <= MAKERS[kind]


def test_the_environment_is_read_in_one_module() -> None:
    """Settings have one origin that `upwell doctor` can show."""
    readers = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            reads = isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
            if reads and isinstance(node.value, ast.Name) and node.value.id == "os":
                readers.add(name_of(path))
    # Both set a switch that a library reads (at import; while its client is made) and decide nothing themselves.
    assert readers <= {"retrieval/embed.py", "retrieval/chroma_server.py"}


def test_nothing_a_person_may_see_is_cached_across_people() -> None:
    """Streamlit's caches are shared by all visitors (measured: one reader's rows were shown to another)."""
    cached = {name_of(path) for path in MODULES if "cache_data" in path.read_text(encoding="utf-8")}
    cached |= {name_of(path) for path in MODULES if "cache_resource" in path.read_text(encoding="utf-8")}
    assert not cached


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=name_of)
def test_no_file_is_longer_than_a_reader_can_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


HEAVY = {"torch", "spacy", "chromadb", "sentence_transformers", "presidio_analyzer", "dateparser", "sklearn",
         "langchain_core", "langchain_openai", "openai", "streamlit"}  # fmt: skip


FITTING = ("evals/fit_", "evals/adapting.py")
"""Scripts that make weights: run by hand, imported by no command."""


@pytest.mark.parametrize(
    "path", [path for path in MODULES if not name_of(path).startswith(("ui/", *FITTING))], ids=name_of
)
def test_importing_a_module_loads_nothing_heavy(path: Path) -> None:
    """`upwell --help` answers in half a second, and a command loads only what it uses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    loaded = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            loaded |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            loaded.add((node.module or "").partition(".")[0])
    assert not loaded & HEAVY
