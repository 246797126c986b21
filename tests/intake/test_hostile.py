"""What is sent to harm is refused with one sentence, in little time and memory, and the rest goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.intake import child
from service.intake.files import collect
from service.intake.gathering import Gatherer
from service.intake.mapping import Mapping
from service.intake.sandbox import Sandbox
from tests.intake.hostile_files import HOSTILE, zipped


@pytest.fixture(scope="module")
def gatherer() -> Iterator[Gatherer]:
    with Gatherer(Mapping()) as opened:
        yield opened


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(name: str, gatherer: Gatherer, tmp_path: Path) -> None:
    make, codes = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    found = [piece for piece in gatherer.pieces(path) if not piece.ignored]
    problems = [piece.problem for piece in found if piece.problem]
    assert problems
    read = [piece.found.body for piece in found if piece.found.body or piece.found.turns]
    assert read == (["Good words."] if name == "zip bomb.zip" else [])
    assert {problem.code for problem in problems} <= set(codes.split())
    assert all(name in one.message and "\n" not in one.message and one.message.endswith(".") for one in problems)


def test_the_next_file_is_read_after_one_that_ended_the_child(tmp_path: Path) -> None:
    bomb, note = tmp_path / "a.docx", tmp_path / "b.md"
    bomb.write_bytes(HOSTILE["docx spread bomb.docx"][0]())
    note.write_text("Good words.\n")
    with Gatherer(Mapping()) as gatherer:
        pieces = [piece for path in (bomb, note) for piece in gatherer.pieces(path)]
    assert pieces[0].problem is not None
    assert pieces[1].found.body == "Good words.\n"


MEASURED = """
import resource, sys
from mentoring.errors import BadInput
from service.intake.sandbox import Sandbox
with Sandbox() as sandbox:
    try:
        sandbox.read(open(sys.argv[1], "rb").read(), sys.argv[1])
    except BadInput:
        pass
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)
"""


@pytest.mark.parametrize("name", ["docx spread bomb.docx", "pdf bomb.pdf", "calendar endless.ics"])
def test_the_worst_files_take_little_time_and_memory(name: str, tmp_path: Path) -> None:
    """In a process of its own, whose only child is the reader: its time includes Python's start and the libraries'."""
    path = tmp_path / name
    path.write_bytes(HOSTILE[name][0]())
    run = subprocess.run([sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True)
    seconds, peak = map(float, run.stdout.split())
    assert seconds < child.SECONDS + 1.5
    assert peak < child.MEMORY + 100_000_000


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('/etc/hostname').read()",
        "open('/tmp/upwell-must-not-exist', 'w')",
        "import os; os.fork()",
        "import os; os.remove('/tmp/upwell-must-not-exist')",
        "bytearray(400_000_000)",
    ],
)
def test_code_in_the_child_reaches_nothing_outside(code: str) -> None:
    """A parser that was taken over by its file is still in a process without network, files, children and memory."""
    pid = os.fork()
    if pid == 0:
        try:
            child.confine()
            exec(code, {})  # noqa: S102 - the test's own lines
        except (PermissionError, MemoryError):
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7


def test_the_child_has_no_environment() -> None:
    with Sandbox() as sandbox:
        sandbox.read(b"words", "a.txt")
        process = sandbox._child
        assert process is not None
        assert Path(f"/proc/{process.pid}/environ").read_bytes() in (b"", b"LC_CTYPE=C.UTF-8\0")


def test_links_and_pipes_in_a_folder_are_refused_or_left(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("words")
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    (tmp_path / "folder").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe.md")
    collected = collect([tmp_path])
    assert [path.name for path in collected.files] == ["good.md"]
    assert [problem.code for problem in collected.refused] == ["link"]


def test_an_archive_without_notes_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pictures.zip"
    path.write_bytes(zipped({"photo.png": b"x"}))
    with Gatherer(Mapping()) as gatherer:
        (piece,) = gatherer.pieces(path)
    assert piece.problem is not None
    assert "holds no notes" in piece.problem.message


def test_a_folder_of_a_hundred_thousand_files_is_refused_quickly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "few").mkdir()
    (tmp_path / "few/note.md").write_text("words")
    many = tmp_path / "many"
    many.mkdir()
    monkeypatch.setattr("service.intake.files.MOST_FILES", 300)
    for number in range(400):
        (many / f"{number}.md").touch()
    collected = collect([many, tmp_path / "few"])
    assert [problem.code for problem in collected.refused] == ["size"]
    assert [path.name for path in collected.files] == ["note.md"]
