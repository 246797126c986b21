"""Sentences a second of the packaged model, beside the same model as sentence-transformers runs it in fp32.

Both read the same texts in turn, one thread each, so that a busy machine slows both; the best round of each counts,
in seconds of the processor. `python -m evals.bench_embed`
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder import MINILM
from mentoring.encoder.sentences import SentenceEncoder

Floats = NDArray[np.float32]
Reads = Callable[[Sequence[str]], Floats]
_FLAGS = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_int8", "amx_bf16")
_ROUNDS = 3
_SAID = """
    she showed how the night shift hears news that goes out by mail while forty people share one screen in the hall and
    why a short video by an apprentice is trusted more than a letter with a signature under it that nobody reads
"""


def texts(count: int, words: int) -> list[str]:
    """`count` different sentences of so many words."""
    said = _SAID.split()
    places = [[(at * 7 + place * (1 + at % 5)) % len(said) for place in range(words)] for at in range(count)]
    return [f"{' '.join(said[place] for place in own)} {at}." for at, own in enumerate(places)]


def stock(kind: str = "float32") -> Reads:
    """sentence-transformers as its manual shows it."""
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)
    model = SentenceTransformer(str(MINILM.folder()), device="cpu", local_files_only=True).to(getattr(torch, kind))

    def read(found: Sequence[str]) -> Floats:
        rows = model.encode(list(found), batch_size=32, convert_to_tensor=True, show_progress_bar=False).float().numpy()
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    return read


def seconds(read: Reads, found: Sequence[str]) -> tuple[float, Floats]:
    """Seconds of the processor for all of them, and the vectors."""
    began = time.process_time()
    vectors = read(found)
    return time.process_time() - began, vectors


def processor() -> str:
    """Its name, and what it has for quick products of small numbers; where the system does not say, only that."""
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "a processor that does not say what it has"
    lines = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
    known = {name.strip(): value.strip() for name, value in lines.items()}
    flags = known.get("flags", "").split()
    return f"{known.get('model name', 'a processor')}: {', '.join(one for one in _FLAGS if one in flags) or 'none'}"


def report() -> None:
    """Print a table: rows by way of reading, columns by length of text."""
    ways: dict[str, Reads] = {
        "sentence-transformers fp32": stock(),
        "sentence-transformers bfloat16": stock("bfloat16"),
        "upwell (eight bits)": SentenceEncoder().vectors,
    }
    sys.stdout.write(f"\n{processor()}\n{'':32}{'sentences/s':>12}{'ratio':>7}{'one, ms':>9}  cosine to fp32\n")
    for words, count in ((12, 96), (52, 64)):
        found, asked = texts(count, words), texts(12, 8)
        best = dict.fromkeys(ways, (np.inf, np.inf))
        vectors = {}
        for _ in range(_ROUNDS):
            for name, read in ways.items():
                taken, vectors[name] = seconds(read, found)
                one = float(np.median([seconds(read, [text])[0] for text in asked]))
                best[name] = (min(best[name][0], taken), min(best[name][1], one))
        sys.stdout.write(f"{count} texts of {words} words\n")
        exact, (slowest, _) = vectors["sentence-transformers fp32"], best["sentence-transformers fp32"]
        for name, (taken, one) in best.items():
            near = (vectors[name] * exact).sum(axis=1)
            sys.stdout.write(
                f"  {name:30}{count / taken:12.0f}{slowest / taken:7.2f}{one * 1000:9.1f}"
                f"  min {near.min():.4f}, mean {near.mean():.4f}\n"
            )


if __name__ == "__main__":
    report()
