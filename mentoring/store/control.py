"""The positive control of an erasure: what the scan must see before it goes.

Samples are found in the database's own files, or in the rows as a server sends them, and the piece around each is
given to the scanner plain, in base64 and compressed. A scanner that would find nothing anyway proves nothing.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Sequence

from mentoring.store.database import Database
from mentoring.store.reach import Reach
from mentoring.store.scan import ID_SHORTEST, TEXT_STEP, TEXT_WIDTH, Needles

_SAMPLES = 5
_AROUND = 64


def samples_seen(database: Database, reach: Reach, needles: Needles) -> int:
    """How many samples were seen in all three forms; 0 if those of one kind (text, id, vector) were not."""
    ids = (one.encode() for one in (*reach.notes, *reach.items, *reach.passages) if len(one) >= ID_SHORTEST)
    texts = (piece for text in reach.texts if len(piece := text.encode()[: TEXT_WIDTH * 2]) >= TEXT_STEP)
    kinds = (list(ids), list(texts), [blob[: TEXT_WIDTH * 4] for blob in reach.vectors])
    wanted = [list(_spread(kind)) for kind in kinds if kind]
    found = _seen({sample for kind in wanted for sample in kind}, database, needles)
    seen = [sum(sample in found for sample in kind) for kind in wanted]
    return sum(seen) if all(seen) else 0


def _spread(samples: Sequence[bytes]) -> Iterable[bytes]:
    return samples[:: max(1, len(samples) // _SAMPLES)][:_SAMPLES]


def _seen(samples: set[bytes], database: Database, needles: Needles) -> set[bytes]:
    """Those of the samples that stand in the database, with what is around them, and that the scanner sees there."""
    seen: set[bytes] = set()
    for piece in _pieces(database):
        for sample in samples - seen:
            at = piece.find(sample)
            if at >= 0 and needles.sees(piece[max(0, at - _AROUND) : at + len(sample) + _AROUND]):
                seen.add(sample)
    return seen


def _pieces(database: Database) -> Iterator[bytes | mmap.mmap]:
    for file in database.files():
        with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            yield mapped
    yield from database.contents()
