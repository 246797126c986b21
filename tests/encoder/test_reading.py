"""The reader of notes: nothing is cut off, and an adapter of noughts changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from mentoring.encoder import Encoder, pieces_of
from mentoring.encoder.chain import best, marginals
from mentoring.encoder.encoder import LAYERS, MATRICES
from mentoring.encoder.tokens import WINDOW, windows_of

_SHAPES = {"intermediate.dense": (384, 1536), "output.dense": (1536, 384)}


def adapter(scale: float) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(1)
    arrays = {"marks": np.zeros((1, 384), np.float32)}
    for layer in range(LAYERS):
        for matrix in MATRICES:
            into, out = _SHAPES.get(matrix, (384, 384))
            arrays[f"{layer}.{matrix}.down"] = chance.standard_normal((2, into)).astype(np.float32)
            arrays[f"{layer}.{matrix}.up"] = np.full((out, 2), scale, np.float32)
    return arrays


@pytest.mark.parametrize("count", [0, 1, WINDOW, WINDOW + 1, 1000, 4321])
def test_every_piece_is_taken_from_exactly_one_window(count: int) -> None:
    taken = [at for window in windows_of(count) for at in range(window.first, window.last)]
    assert taken == list(range(count))
    assert all(w.start <= w.first and w.last <= w.end <= max(count, 0) for w in windows_of(count))


def test_pieces_stand_where_they_say() -> None:
    text = "Zoë’s plan — né à Łódź — is fine.\n\n" * 3
    pieces = pieces_of(text)
    assert "".join(text[a:b] for a, b in pieces.places) == "".join(text.split())


def test_long_texts_are_read_whole_and_alike() -> None:
    text = "She wants the list by Friday. " * 120
    pieces = pieces_of(text)
    marks = np.zeros((len(pieces), 1), np.float32)
    first, second = Encoder(adapter(0.0)).read(pieces, marks), Encoder(adapter(0.001)).read(pieces, marks)
    assert first.shape == (len(pieces), 384)
    assert np.abs(first).min(axis=1).max() > 0
    assert not np.allclose(first, second)
    assert np.array_equal(first, Encoder(adapter(0.0)).read(pieces, marks))


def test_the_chain_agrees_with_every_path_counted() -> None:
    chance = np.random.default_rng(3)
    scores = chance.standard_normal((4, 2)).astype(np.float32)
    steps = chance.standard_normal((4, 2, 2)).astype(np.float32)
    paths = {
        path: sum(scores[i, at] for i, at in enumerate(path)) + sum(steps[i, path[i - 1], path[i]] for i in range(1, 4))
        for path in np.ndindex(2, 2, 2, 2)
    }
    assert best(scores, steps) == max(paths, key=lambda path: paths[path])
    total = sum(np.exp(value) for value in paths.values())
    share = sum(np.exp(value) for path, value in paths.items() if path[2] == 1) / total
    assert marginals(scores, steps)[2, 1] == pytest.approx(share, abs=1e-5)
