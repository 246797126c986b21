"""Which sentences may report on a promise, and weights that cannot be read."""

from __future__ import annotations

import pytest

from extractor import reports
from extractor.reports import looks_ahead, shipped
from mentoring.errors import Damaged


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("I will bring the map, as promised.", True),
        ("We should send the map to the others too.", True),
        ("Her map isn't due until Friday.", True),
        ("Half of the map is drawn, the rest will follow.", True),
        ("I brought the map and she will hang it.", False),
        ("The map was put off to June, I will ask again.", False),
        ("The map is on the wall.", False),
    ],
)
def test_what_promises_wishes_or_is_half_done_is_no_report(text, ahead):
    assert looks_ahead(text) is ahead


def test_weights_that_cannot_be_read_are_one_clear_sentence(tmp_path, monkeypatch):
    (tmp_path / "reports.npz").write_bytes(b"no weights")
    monkeypatch.setattr(reports, "FILE", tmp_path / "reports.npz")
    shipped.cache_clear()
    with pytest.raises(Damaged, match="install the package again"):
        shipped()
    shipped.cache_clear()
