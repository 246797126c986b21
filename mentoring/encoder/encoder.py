"""A packaged model as a reader of whole notes, piece by piece, in overlapping windows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.models import Model
from mentoring.encoder.network import Adapter, Network
from mentoring.encoder.tokens import Pieces, windows_of

Floats = NDArray[np.float32]


class Encoder:
    """A model with one adapter; loaded at the first reading."""

    def __init__(self, model: Model, adapter: Adapter) -> None:
        self._model, self._network = model, Network(model, adapter)

    def read(self, pieces: Pieces, marks: Floats) -> Floats:
        """(n, width): what the model makes of each piece where it stands; `marks` (n, kinds)."""
        found = np.zeros((len(pieces), self._model.width), dtype=np.float32)
        for window in windows_of(len(pieces), self._model.window) if len(pieces) else []:
            within = slice(window.start, window.end)
            ids = [self._model.start, *(pieces.ids[within] + self._model.shift), self._model.end]
            seen = np.pad(marks[within], ((1, 1), (0, 0)))
            hidden = self._network.read(np.array([ids]), np.array([len(ids)], np.int32), seen[None])
            own = slice(1 + window.first - window.start, 1 + window.last - window.start)
            found[window.first : window.last] = hidden[0, own]
        return found
