"""The desk and the printed digest say the same words."""

from pathlib import Path

import service.render.words
import ui.components.words


def test_one_vocabulary_in_both_homes():
    # The desk may not import the service: the file stands in both until a floor of their own holds it.
    homes = (service.render.words, ui.components.words)
    assert len({Path(home.__file__).read_text(encoding="utf-8") for home in homes}) == 1
