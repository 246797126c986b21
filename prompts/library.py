"""Finds, checks and renders the versioned prompt files: every word said to a model stands in one of them.

A released version never changes: a better wording is a new file with the next number. Values are
filled in as they are; a brace in a value is never read as a field.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml

Message = tuple[str, str]
"""(role, text): system, user or assistant."""

_KEYS = {"id", "version", "about", "system", "user", "examples"}


class PromptBroken(ValueError):
    """A prompt file does not say what a prompt file must say, or was rendered with other fields than its own."""


@dataclass(frozen=True, slots=True)
class Example:
    """One exchange shown to the model ahead of the real one."""

    values: Mapping[str, str]
    answer: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """One version of one prompt."""

    id: str
    version: int
    sha256: str
    """Of the file's bytes: what an item made with it is stored with."""
    system: str
    user: str
    examples: tuple[Example, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Names of the values that `render` wants, no more and no fewer."""
        return _fields(self.user)

    def render(self, **values: str) -> list[Message]:
        """System text, examples as earlier turns, and the question with `values` in place."""
        turns: list[Message] = [("system", self.system)] if self.system else []
        for example in self.examples:
            turns += [("user", self._filled(example.values)), ("assistant", example.answer)]
        return [*turns, ("user", self._filled(values))]

    def _filled(self, values: Mapping[str, str]) -> str:
        if set(values) != self.fields:
            odd = ", ".join(sorted(set(values) ^ self.fields))
            raise PromptBroken(f"Prompt {self.id} v{self.version}: fields missing or unknown: {odd}.")
        return self.user.format(**values)


@lru_cache
def load(name: str, version: int) -> Prompt:
    """The prompt `name` in `version`; both must be named, so that an upgrade is a change in code."""
    file = files("prompts").joinpath(name, f"v{version}.yaml")
    return parse(file.read_bytes().replace(b"\r\n", b"\n"), name, version)


def parse(content: bytes, name: str, version: int) -> Prompt:
    """Check a prompt file's content."""
    raw: dict[str, Any] = yaml.safe_load(content)
    if set(raw) != _KEYS or (raw["id"], raw["version"]) != (name, version):
        raise PromptBroken(f"Prompt {name} v{version}: the file needs exactly the keys {', '.join(sorted(_KEYS))}.")
    examples = tuple(Example(dict(one["values"]), str(one["answer"]).strip()) for one in raw["examples"])
    user = str(raw["user"]).strip()
    prompt = Prompt(name, version, hashlib.sha256(content).hexdigest(), str(raw["system"]).strip(), user, examples)
    prompt.render(**dict.fromkeys(prompt.fields, ""))
    return prompt


def _fields(template: str) -> frozenset[str]:
    """Field names; positions, attributes, indexes and formats are refused."""
    names = set()
    for _, name, layout, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or layout or conversion:
            raise PromptBroken(f"A prompt's field is a plain name in braces, not {{{name}}}.")
        names.add(name)
    return frozenset(names)
