"""Which notes a reader may search word by word. Pure; the rules are number 7 of the architecture.

The words of a note beyond what was made of them are programme level too: they wait for the mentor's preview window,
and a note from which anything is kept back is searched only through what the reader may see of it singly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from mentoring.consent.visibility import Reader, Rules, Standing, visible


def searchable(
    notes: Sequence[Standing], items: Sequence[Standing], reader: Reader, today: date, rules: Rules
) -> frozenset[str]:
    """Ids of the notes of which `reader` may find every word.

    `notes`: each note as if it were one item, previewed since the day it was taken; `previewed_on` None: nobody has
    looked for items in it yet, so its mentor could not say no to any.
    """
    own = {one.note_id for one in notes if {"store", "extract"} <= one.purposes}
    shown = {one.id for one in visible([*notes, *items], reader, today, rules).items}
    kept_back: defaultdict[str, bool] = defaultdict(bool)
    for one in items:
        kept_back[one.note_id] |= one.id not in shown
    return frozenset(
        one.note_id for one in notes if one.id in shown and one.note_id in own and not kept_back[one.note_id]
    )
