"""Prompt files are strict, and a released version never changes."""

from __future__ import annotations

from importlib.resources import files

import pytest

from prompts import PromptBroken, load
from prompts.library import parse

RELEASED = {
    ("answer", 1): "79adb5ad4558578d8e3bec541ef864e42ebbd2289a14729de90e9f73c0e60d86",
    ("insights", 1): "a6ba9d0430682637b2bab5bc0ffb3a1d1bbb77d41cf2d65ff543f3235a08eb4a",
    ("judge", 1): "a1ca0ab0b177b8bf6ed08419d5b1289337f5f6f83b428408cb584d27dc939838",
    ("json", 1): "a842a368cc89864ac14cd7b4cc71d775d7bcda79f12f5c304065e503335acfa8",
    ("one_prompt", 1): "5ae2e9b934087e2b81589b1dc76342e95d2cda73bf518d46a33c522ca8a2ed4e",
    ("repair", 1): "ffd9d72b5d8797bc772c270465501bb0c3789e5c1db32e93133589e4178b107f",
    ("rerank", 1): "9b05609a16469a46c244fc8693f85c2ac1270620fcc27f100417131295f34b54",
    ("write", 1): "f2792c70911aba925dacf8fc761c4ec2822e6b28519fbc190b608291364036b4",
}
"""A change of words is a new version: add a line, never edit one."""

FILE = "id: a\nversion: 1\nabout: x\nsystem: s\nuser: 'Say {word}.'\nexamples: []\n"


def test_released_wordings_are_those_of_their_release() -> None:
    assert {key: load(*key).sha256 for key in RELEASED} == RELEASED


def test_every_file_is_released() -> None:
    found = {(folder.name, int(file.name[1:-5])) for folder in files("prompts").iterdir() if folder.is_dir()
             for file in folder.iterdir() if file.name.endswith(".yaml")}  # fmt: skip
    assert found == set(RELEASED)


def test_values_are_filled_in_as_they_are() -> None:
    prompt = parse(FILE.encode(), "a", 1)
    assert prompt.render(word="{x} {0.__class__}")[-1] == ("user", "Say {x} {0.__class__}.")


@pytest.mark.parametrize("values", [{}, {"word": "a", "more": "b"}, {"wrod": "a"}], ids=["missing", "extra", "typo"])
def test_other_fields_than_its_own_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(PromptBroken):
        parse(FILE.encode(), "a", 1).render(**values)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("about: x\n", "", id="a key is missing"),
        pytest.param("about: x", "about: x\nmore: y", id="an unknown key"),
        pytest.param("version: 1", "version: 2", id="another version than its name says"),
        pytest.param("{word}", "{word.__class__}", id="an attribute"),
        pytest.param("{word}", "{}", id="a position"),
        pytest.param("{word}", "{word!r}", id="a conversion"),
        pytest.param("examples: []", "examples: [{values: {}, answer: a}]", id="an example without its values"),
    ],
)
def test_a_file_that_says_something_else_is_refused(old: str, new: str) -> None:
    with pytest.raises(PromptBroken):
        parse(FILE.replace(old, new).encode(), "a", 1)
