"""A packaged model as a reader of whole notes, piece by piece, in overlapping windows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.models import Model
from mentoring.encoder.network import Adapter, Network
from mentoring.encoder.tokens import Pieces, Window, windows_of

Floats = NDArray[np.float32]


class Encoder:
    """A model with one adapter; loaded at the first reading."""

    def __init__(self, model: Model, adapter: Adapter) -> None:
        self._model, self._network = model, Network(model, adapter)

    def read(self, pieces: Pieces, marks: Floats) -> Floats:
        """(n, width): what the model makes of each piece where it stands; `marks` (n, kinds)."""
        found = np.zeros((len(pieces), self._model.width), dtype=np.float32)
        windows = windows_of(len(pieces), self._model.window) if len(pieces) else []
        for window, hidden in zip(windows, self._side_by_side(windows, pieces, marks), strict=True):
            found[window.first : window.last] = hidden[window.first - window.start : window.last - window.start]
        return found

    def _side_by_side(self, windows: Sequence[Window], pieces: Pieces, marks: Floats) -> list[Floats]:
        """Windows do not wait for each other, as two threads within one would: a core that is busy costs no more."""
        if len(windows) < 2:
            return [self._window(window, pieces, marks) for window in windows]
        with ThreadPoolExecutor(min(len(windows), os.cpu_count() or 1)) as pool:
            return list(pool.map(lambda window: self._window(window, pieces, marks), windows))

    def _window(self, window: Window, pieces: Pieces, marks: Floats) -> Floats:
        within = slice(window.start, window.end)
        ids = [self._model.start, *(pieces.ids[within] + self._model.shift), self._model.end]
        seen = np.pad(marks[within], ((1, 1), (0, 0)))
        return self._network.read(np.array([ids]), np.array([len(ids)], np.int32), seen[None])[0, 1:-1]
