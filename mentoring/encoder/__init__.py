"""A small language model that reads a note token by token; an adapter fits it to one task."""

from mentoring.encoder.encoder import Encoder
from mentoring.encoder.tokens import Pieces, pieces_of

__all__ = ["Encoder", "Pieces", "pieces_of"]
