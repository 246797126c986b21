"""A linear chain over the parts of a text: the best sequence of labels and how sure each label is.

Lafferty, McCallum, Pereira (2001), "Conditional random fields". Scores and steps are logarithms, any base point.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best(scores: Floats, steps: Floats) -> tuple[int, ...]:
    """Likeliest labels (Viterbi). `scores` (n, labels); `steps` (n, from, to), row 0 unread."""
    reached, back = scores[0], []
    for at in range(1, len(scores)):
        paths = reached[:, None] + steps[at]
        back.append(paths.argmax(axis=0))
        reached = paths.max(axis=0) + scores[at]
    labels = [int(reached.argmax())]
    for pointers in reversed(back):
        labels.append(int(pointers[labels[-1]]))
    return tuple(reversed(labels))


def marginals(scores: Floats, steps: Floats) -> Floats:
    """(n, labels) probability of each label at each place (forward-backward)."""
    forward = [scores[0]]
    for at in range(1, len(scores)):
        forward.append(np.logaddexp.reduce(forward[-1][:, None] + steps[at], axis=0) + scores[at])
    backward = [np.zeros(scores.shape[1], dtype=np.float32)]
    for at in range(len(scores) - 1, 0, -1):
        backward.append(np.logaddexp.reduce(steps[at] + (scores[at] + backward[-1])[None, :], axis=1))
    total = np.array(forward) + np.array(backward[::-1])
    return np.asarray(np.exp(total - np.logaddexp.reduce(total, axis=1, keepdims=True)), dtype=np.float32)
