"""What a run works with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from retrieval.embed import BUNDLED
from service.wiring import App


def test_follow_through_reads_with_the_bundled_model_whichever_searches(scratch: App, tmp_path: Path) -> None:
    other = tmp_path / "another"
    other.mkdir()
    (other / "modules.json").write_text("[]", encoding="utf-8")
    searching = replace(scratch, settings=scratch.settings.model_copy(update={"embedding_model": str(other)}))
    assert (searching.embedder.name, searching.bundled_embedder.name) == ("another", BUNDLED)
    assert scratch.bundled_embedder is scratch.embedder
