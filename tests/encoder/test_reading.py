"""The reader of notes: nothing is cut off, noughts change nothing, eight bits read as the library does."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from evals.adapting import library_model
from mentoring.encoder import MINILM, MPNET, Encoder, Model, pieces_of
from mentoring.encoder.chain import best, marginals
from mentoring.encoder.models import MATRICES
from mentoring.encoder.network import Network, nearness
from mentoring.encoder.tokens import windows_of

TEXT = "Ines said the night shift hears of a change last, and Tom will move the notice to Monday. "


def adapter(scale: float) -> dict[str, np.ndarray]:
    """Of the smaller model, every thin pair adding `scale` somewhere."""
    chance, width = np.random.default_rng(1), MINILM.width
    shapes = {"intermediate.dense": (width, 4 * width), "output.dense": (4 * width, width)}
    arrays = {"marks": np.zeros((1, width), np.float32)}
    for layer in range(MINILM.layers):
        for matrix in MATRICES:
            into, out = shapes.get(matrix, (width, width))
            arrays[f"{layer}.{matrix}.down"] = chance.standard_normal((2, into)).astype(np.float32)
            arrays[f"{layer}.{matrix}.up"] = np.full((out, 2), scale, np.float32)
    return arrays


@pytest.mark.parametrize("count", [0, 1, 47, 48, 49, 254, 255, 460, 461, 1000, 4321])
def test_every_piece_is_taken_from_exactly_one_window(count: int) -> None:
    windows = windows_of(count, 254)
    assert [at for window in windows for at in range(window.first, window.last)] == list(range(count))
    assert all(0 <= w.start <= w.first and w.last <= w.end <= count for w in windows)
    assert len({w.end - w.start for w in windows}) == 1
    assert windows[0].end - windows[0].start <= 254


@pytest.mark.parametrize("count", [300, 1000, 4321])
def test_a_piece_has_neighbours_on_either_side(count: int) -> None:
    for w in windows_of(count, 254):
        assert w.start == 0 or w.first - w.start >= 24
        assert w.end == count or w.end - w.last >= 24


def test_pieces_stand_where_they_say() -> None:
    text = "Zoë’s plan — né à Łódź — is fine.\n\n" * 3
    pieces = pieces_of(text)
    assert "".join(text[a:b] for a, b in pieces.places) == "".join(text.split())


def test_long_texts_are_read_whole_and_alike() -> None:
    pieces = pieces_of("She wants the list by Friday. " * 120)
    marks = np.zeros((len(pieces), 1), np.float32)
    first, second = (Encoder(MINILM, adapter(scale)).read(pieces, marks) for scale in (0.0, 0.001))
    assert first.shape == (len(pieces), MINILM.width)
    assert np.abs(first).min(axis=1).max() > 0
    assert not np.allclose(first, second)
    assert np.array_equal(first, Encoder(MINILM, adapter(0.0)).read(pieces, marks))


@pytest.mark.parametrize("model", [MINILM, MPNET])
def test_eight_bits_read_what_the_library_reads(model: Model) -> None:
    ids = np.array([[model.start, *(pieces_of(TEXT * 9).ids[:200] + model.shift), model.end]])
    own = Network(model).read(ids, np.array([ids.shape[1]], np.int32))[0]
    with torch.inference_mode():
        theirs = library_model(model).eval()(torch.from_numpy(ids)).last_hidden_state[0].numpy()
    cosines = (own * theirs).sum(axis=1) / np.linalg.norm(own, axis=1) / np.linalg.norm(theirs, axis=1)
    assert cosines.mean() > 0.98, cosines.mean()


def test_how_far_pieces_stand_apart_is_sorted_as_the_library_sorts_it() -> None:
    from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

    apart = torch.arange(300)[None, :] - torch.arange(300)[:, None]
    kinds = MPNetEncoder.relative_position_bucket(apart, num_buckets=32).numpy()
    table = MPNET.arrays["encoder.relative_attention_bias.weight"]
    assert np.array_equal(nearness(MPNET, 300)[0], table[kinds].transpose(2, 0, 1))


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
