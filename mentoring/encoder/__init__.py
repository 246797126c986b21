"""Small language models that read a text token by token; an adapter fits one to a task."""

from mentoring.encoder.encoder import Encoder
from mentoring.encoder.models import MINILM, MPNET, Model
from mentoring.encoder.tokens import Pieces, pieces_of

__all__ = ["MINILM", "MPNET", "Encoder", "Model", "Pieces", "pieces_of"]
