"""The mean of two fits is one fit of the same rank."""

import numpy as np
import pytest

from evals.average_weights import averaged, thin

_DRAW = np.random.default_rng(3)


def _fit() -> dict[str, np.ndarray]:
    return {"0.q.down": _DRAW.normal(size=(2, 6)), "0.q.up": _DRAW.normal(size=(5, 2)), "head": _DRAW.normal(size=(3,))}


def test_the_product_of_the_thin_matrices_is_averaged():
    one = _fit()
    other = {**one, "0.q.up": one["0.q.up"] * 3, "head": one["head"] + 2}
    found = averaged([one, other])
    assert found["0.q.down"].shape == (2, 6)
    assert found["0.q.up"] @ found["0.q.down"] == pytest.approx(2 * one["0.q.up"] @ one["0.q.down"], abs=0.02)
    assert found["head"] == pytest.approx(one["head"] + 1, abs=0.01)


def test_what_is_cut_off_is_the_least():
    up, down = _DRAW.normal(size=(5, 4)), _DRAW.normal(size=(4, 6))
    short = thin(up, down, 2)
    sizes = np.linalg.svd(up @ down, compute_uv=False)
    assert np.linalg.norm(up @ down - short[0] @ short[1]) == pytest.approx(float(np.hypot(*sizes[2:4])))
