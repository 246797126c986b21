"""What changed in folders since the last look; a file still being written is left until it rests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mentoring.errors import BadInput
from service.intake.files import collect

Look = dict[Path, tuple[int, int]]
"""File -> when it was changed last (ns) and its size in bytes."""


@dataclass
class Watch:
    """Files that were looked at; `also` are files whose change concerns all others (consents, a mapping)."""

    paths: Sequence[Path]
    also: Sequence[Path] = ()
    taken: Look = field(default_factory=dict)
    last: Look = field(default_factory=dict)

    def due(self) -> list[Path]:
        """Files that are new or changed since they were last due, and rest since the last look."""
        now, before = self._look(), self.last
        self.last = now
        resting = {path: state for path, state in now.items() if before.get(path) == state}
        if any(path in resting and self.taken.get(path) != resting[path] for path in self.also):
            self.taken = {}
        fresh = [path for path, state in resting.items() if self.taken.get(path) != state]
        self.taken |= resting
        return [path for path in fresh if path not in self.also]

    def _look(self) -> Look:
        files: list[Path] = [path for path in self.also if path.is_file()]
        for path in self.paths:
            try:
                files += collect([path]).files
            except BadInput:
                continue  # an empty folder, or one that is not there yet
        found: Look = {}
        for path in files:
            try:
                state = path.stat()
            except OSError:
                continue  # it went between the two looks
            found[path] = (state.st_mtime_ns, state.st_size)
        return found
