"""A reranker moves what was found and nothing else; one that fails moves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from mentoring.encoder import MINILM
from mentoring.errors import Misconfigured
from mentoring.llm import Gateway, GatewayConfig
from retrieval.rerank import RERANKED, Asked, Pairs, reordered
from retrieval.search import Hit
from tests.llm.scripted import Turn, scripted

TEXTS = ["captions help", "the cable broke", "a roster of one's own"]


def hit(at: int) -> Hit:
    return Hit(f"n{at}", 1 - at / 100, (), f"words of [PERSON_{at}]", 0, 5)


class Backwards:
    """Puts the last first, and remembers what it was shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def order(self, question: str, texts: Sequence[str]) -> list[int]:
        self.shown += [question, *texts]
        return list(reversed(range(len(texts))))


def test_the_first_page_is_put_in_order_and_the_rest_stays() -> None:
    hits = [hit(at) for at in range(RERANKED + 2)]
    found = reordered(hits, "who?", Backwards(), {one.note_id for one in hits})
    assert found == [*hits[RERANKED - 1 :: -1], *hits[RERANKED:]]


def test_what_may_not_be_read_is_not_shown_and_keeps_its_place() -> None:
    hits, reranker = [hit(at) for at in range(4)], Backwards()
    found = reordered(hits, "who?", reranker, {"n0", "n2", "n3"})
    assert [one.note_id for one in found] == ["n3", "n1", "n2", "n0"]
    assert len(reranker.shown) == 4
    assert reordered(hits, "who?", reranker, ()) == hits
    assert len(reranker.shown) == 4


def test_placeholders_are_shown_as_roles() -> None:
    reranker = Backwards()
    reordered([hit(1), hit(2)], "who?", reranker, {"n1", "n2"})
    assert not any("[PERSON" in text for text in reranker.shown)


@pytest.mark.parametrize(
    ("said", "order"),
    [
        pytest.param('{"order": [3, 1, 2]}', [2, 0, 1], id="all"),
        pytest.param('{"order": [3]}', [2, 0, 1], id="the others as they came"),
        pytest.param('{"order": []}', [0, 1, 2], id="none helps"),
        pytest.param('{"order": [2, 2, 2]}', [1, 0, 2], id="one twice"),
        pytest.param('{"order": [4]}', [0, 1, 2], id="a number that is not there"),
        pytest.param("the third", [0, 1, 2], id="no JSON"),
        pytest.param(Turn('{"order": [3', finish="length"), [0, 1, 2], id="cut off"),
        pytest.param(Turn("", status=500), [0, 1, 2], id="broken"),
        pytest.param(Turn(drop=True), [0, 1, 2], id="hung up"),
    ],
)
def test_every_place_comes_back_once_whatever_the_model_says(said: str | Turn, order: list[int]) -> None:
    with scripted([said if isinstance(said, Turn) else Turn(said)]) as server:
        gateway = Gateway(GatewayConfig("any", server.url, retries=0), wait=lambda _: None)
        assert Asked(gateway).order("who?", TEXTS) == order
        assert all(text in server.seen[0]["messages"][-1]["content"] for text in ("who?", *TEXTS))
        gateway.close()


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real cross-encoder with two small layers that was never trained."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("cross-encoder")
    config = BertConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64, num_labels=1,
        initializer_range=1.0,
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    AutoTokenizer.from_pretrained(str(MINILM.folder()), local_files_only=True).save_pretrained(folder)
    return folder


def test_a_cross_encoder_orders_by_its_own_judgement(cross_encoder: Path) -> None:
    from sentence_transformers import CrossEncoder

    judged = CrossEncoder(str(cross_encoder), device="cpu", num_labels=1, local_files_only=True).predict(
        [("who?", text) for text in TEXTS], show_progress_bar=False
    )
    assert len(set(np.round(judged, 6))) == len(TEXTS)
    assert Pairs(str(cross_encoder)).order("who?", TEXTS) == list(np.argsort(-np.asarray(judged)))


def test_a_folder_without_a_cross_encoder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no folder with a cross-encoder"):
        Pairs(str(tmp_path / "nothing"))
