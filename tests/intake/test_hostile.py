"""What is sent to harm is refused with one sentence, in little time and memory, and the rest goes on."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring.errors import BadInput
from service.intake import child
from service.intake.files import collect
from service.intake.gathering import Gatherer
from service.intake.mapping import Mapping
from service.intake.sandbox import Sandbox
from tests.intake.hostile_files import HOSTILE, zipped

SECONDS = 2.0
MEMORY = 300_000_000


@pytest.fixture(scope="module")
def gatherer() -> Iterator[Gatherer]:
    with Gatherer(Mapping()) as opened:
        yield opened


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence_and_time(name: str, gatherer: Gatherer, tmp_path: Path) -> None:
    make, codes = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(make())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = [piece for piece in gatherer.pieces(path) if not piece.ignored]
    problems = [piece.problem for piece in found if piece.problem]
    assert problems
    read = [piece.found.body for piece in found if piece.found.body or piece.found.turns]
    assert read == (["Good words."] if name == "zip bomb.zip" else [])
    assert {problem.code for problem in problems} <= set(codes.split())
    assert all(name in one.message and "\n" not in one.message and one.message.endswith(".") for one in problems)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Processor time, as the machine may be busy with others; a child that still lives has not been counted yet.
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2 * SECONDS


def test_the_next_file_is_read_after_one_that_ended_the_child(tmp_path: Path) -> None:
    bomb, note = tmp_path / "a.docx", tmp_path / "b.md"
    bomb.write_bytes(HOSTILE["docx spread bomb.docx"][0]())
    note.write_text("Good words.\n")
    with Gatherer(Mapping()) as gatherer:
        pieces = [piece for path in (bomb, note) for piece in gatherer.pieces(path)]
    assert pieces[0].problem is not None
    assert pieces[1].found.body == "Good words.\n"


def test_a_refusal_takes_less_than_two_seconds_and_the_child_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(HOSTILE["docx spread bomb.docx"][0]())
    with Sandbox() as sandbox:
        sandbox.read(b"warm", "a.txt")
        began = os.times()
        with pytest.raises(BadInput):
            sandbox.read(path.read_bytes(), str(path))
    ended = os.times()
    spent = ended.children_user + ended.children_system - began.children_user - began.children_system
    assert spent < SECONDS + 1.0  # with the child's own start
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 2 * MEMORY


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


@pytest.mark.long
def test_a_hundred_thousand_files_in_an_archive_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(zipped({f"{number}.md": b"x" for number in range(100_000)}))
    with Gatherer(Mapping()) as gatherer:
        (piece,) = gatherer.pieces(path)
    assert piece.problem is not None
    assert piece.problem.code == "bomb"


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
