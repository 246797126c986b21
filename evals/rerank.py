"""What a reranker changes: nDCG@10 of the best ten before and after, on graded queries.

`python -m evals.rerank FOLDER [RERANKER]`: a folder with `queries.json` (evals.queries), and the folder of a
cross-encoder, or llm (as it stands) for the model behind OPENAI_BASE_URL and UPWELL_MODEL.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from evals.material import Material
from evals.metrics.retrieval import ndcg, over_queries
from evals.queries import query_set
from evals.results import Measured
from evals.retrieval import Library, library_of
from mentoring.redaction.render import humanise
from retrieval.rerank import Asked, Pairs, Reranker, reordered
from retrieval.search import Hit, search
from service.settings import load
from service.wiring import gateway_to_model


def measure_reranker(library: Library, queries: Path, reranker: Reranker) -> list[Measured]:
    """Both figures and the reranker's seconds a query."""
    asked = query_set(queries)
    before, after, seconds = [], [], []
    for query in asked.queries if asked else ():
        hits = search(library.index, library.store, library.embedder.embed, query.text, library.allowed)
        redacted = library.redacted(query.text)
        begun = time.perf_counter()
        found = reordered(hits, humanise(redacted.text), reranker, {hit.note_id for hit in hits})
        seconds.append(time.perf_counter() - begun)
        before.append(ndcg(_ids(hits), query.relevant))
        after.append(ndcg(_ids(found), query.relevant))
        sys.stderr.write(f"{before[-1]:.3f} -> {after[-1]:.3f} in {seconds[-1]:.1f} s\n")
    return [
        over_queries("nDCG@10", before),
        over_queries("nDCG@10, reranked", after),
        over_queries("seconds a query", seconds),
    ]


def _ids(hits: list[Hit]) -> list[str]:
    return [hit.note_id for hit in hits]


def main() -> None:
    """Print the figures with their intervals."""
    folder, chosen = Path(sys.argv[1]), (sys.argv[2:] or ["llm"])[0]
    reranker: Reranker = Asked(gateway_to_model(load())) if chosen == "llm" else Pairs(chosen)
    with library_of(Material(folder).cases) as library:
        for one in measure_reranker(library, folder, reranker):
            if one.value is not None:
                sys.stdout.write(f"{one.name:24} {one.value:.3f}  [{one.low:.3f}, {one.high:.3f}]  n={one.n}\n")


if __name__ == "__main__":
    main()
