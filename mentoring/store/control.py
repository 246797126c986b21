"""The positive control of an erasure: what the scan must see on disk before it goes.

Samples are found in the database's own files, and the piece of file around each is given to the scanner plain,
in base64 and compressed. A scanner that would find nothing anyway proves nothing.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Sequence
from pathlib import Path

from mentoring.store.database import Database
from mentoring.store.reach import Reach
from mentoring.store.scan import ID_SHORTEST, TEXT_STEP, TEXT_WIDTH, Needles

_SAMPLES = 5
_AROUND = 64


def samples_seen(database: Database, reach: Reach, needles: Needles) -> int:
    """How many samples were seen in all three forms; 0 if those of one kind (text, id, vector) were not."""
    if not database.is_sqlite or database.url.database in (None, "", ":memory:"):
        return 0
    stem = Path(str(database.url.database))
    files = [file for file in (stem, stem.with_name(stem.name + "-wal")) if file.exists() and file.stat().st_size]
    ids = (one.encode() for one in (*reach.notes, *reach.items, *reach.passages) if len(one) >= ID_SHORTEST)
    texts = (piece for text in reach.texts if len(piece := text.encode()[: TEXT_WIDTH * 2]) >= TEXT_STEP)
    kinds = (list(ids), list(texts), [blob[: TEXT_WIDTH * 4] for blob in reach.vectors])
    seen = [sum(_is_seen(sample, files, needles) for sample in _spread(kind)) for kind in kinds if kind]
    return sum(seen) if all(seen) else 0


def _spread(samples: Sequence[bytes]) -> Iterable[bytes]:
    return samples[:: max(1, len(samples) // _SAMPLES)][:_SAMPLES]


def _is_seen(sample: bytes, files: Iterable[Path], needles: Needles) -> bool:
    for file in files:
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            at = mapped.find(sample)
            if at >= 0:
                return needles.sees(mapped[max(0, at - _AROUND) : at + len(sample) + _AROUND])
    return False
