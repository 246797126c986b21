"""The layers of a packaged model as a graph for ONNX Runtime, its large matrices in eight bits.

Built in memory from the weights at hand: nothing is fetched and no file is written. Each column of a weight matrix is
rounded by a scale of its own. What it is multiplied with is rounded as it comes; what goes into and out of
the gate of a layer after each row was divided by its largest number: there one scale for a whole batch would let one
text's large numbers drown another's small ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mentoring.encoder.models import Model

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

Floats = NDArray[np.float32]
HEADS = 12
"""Of either model, in each layer."""
_CONTRIB = "com.microsoft"


def encoder_graph(model: Model, weights: Mapping[str, Floats]) -> bytes:
    """A graph with inputs `embedded` (texts, pieces, width) and `lengths` (texts,) of int32, output `hidden`.

    `weights`: named as in `model.arrays`. What follows a text's length is not attended to. A model that knows how
    far pieces stand apart has a third input, `nearness` (1, heads, pieces, pieces): added to what each piece makes of
    each other.
    """
    from onnx import TensorProto, helper

    made, given = _Made(model.epsilon), "embedded"
    for layer in range(model.layers):
        own = {
            name.removeprefix(f"encoder.layer.{layer}."): weights[name]
            for name in weights
            if name.startswith(f"encoder.layer.{layer}.")
        }
        given = _layer(made, f"l{layer}", own, given, ["nearness"] if model.steps else [])
    made.node("Identity", [given], "hidden")
    kind = TensorProto.FLOAT
    shape: list[str | int | None] = ["texts", "pieces", model.width]
    apart: list[str | int | None] = [1, HEADS, "pieces", "pieces"]
    given_to = [
        helper.make_tensor_value_info("embedded", kind, shape),
        helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
        *([helper.make_tensor_value_info("nearness", kind, apart)] if model.steps else []),
    ]
    graph = helper.make_graph(
        made.nodes,
        "encoder",
        given_to,
        [helper.make_tensor_value_info("hidden", kind, shape)],
        made.constants,
    )
    versions = [helper.make_opsetid("", 18), helper.make_opsetid(_CONTRIB, 1)]
    return bytes(helper.make_model(graph, opset_imports=versions, ir_version=9).SerializeToString())


class _Made:
    """Nodes and constants so far."""

    def __init__(self, epsilon: float) -> None:
        self._epsilon = epsilon
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def node(self, kind: str, given: Sequence[str], name: str, domain: str = "", **settings: Any) -> str:
        """A node with the one output `name`."""
        from onnx import helper

        self.nodes.append(helper.make_node(kind, given, [name], domain=domain, **settings))
        return name

    def thirds(self, given: str, names: Sequence[str]) -> None:
        """`given` cut into three along its last axis."""
        from onnx import helper

        self.nodes.append(helper.make_node("Split", [given], names, axis=-1, num_outputs=3))

    def constant(self, name: str, rows: NDArray[Any] | np.float32) -> str:
        """An array under a name."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(rows), name))
        return name

    def product(self, given: str, name: str, matrix: Floats) -> str:
        """`given` times the transpose of `matrix` (out, in), without its bias."""
        numbers, scales = rounded(matrix)
        constants = [self.constant(f"{name}.numbers", numbers.T), self.constant(f"{name}.scales", scales)]
        return self.node("DynamicQuantizeMatMul", [given, *constants], name, _CONTRIB)

    def even_product(self, given: str, name: str, matrix: Floats) -> str:
        """The same where rows differ much in size: each is divided by its largest number before it is rounded."""
        sizes = self.node("Abs", [given], f"{name}.sizes")
        last = self.constant(f"{name}.last", np.array([-1], dtype=np.int64))
        largest = self.node("ReduceMax", [sizes, last], f"{name}.largest", keepdims=1)
        units = self.node("Max", [largest, self.constant(f"{name}.least", np.float32(1e-8))], f"{name}.units")
        even = self.node("Div", [given, units], f"{name}.even")
        return self.node("Mul", [self.product(even, f"{name}.product", matrix), units], name)

    def settled(self, given: str, beside: str, name: str, own: Mapping[str, Floats], part: str) -> str:
        """Bias and what went in added, then normalised."""
        rows = {"LayerNorm.weight": "gain", "LayerNorm.bias": "shift", "dense.bias": "bias"}
        constants = [self.constant(f"{name}.{short}", own[f"{part}.{long}"]) for long, short in rows.items()]
        return self.node("SkipLayerNormalization", [given, beside, *constants], name, _CONTRIB, epsilon=self._epsilon)


def rounded(matrix: Floats) -> tuple[NDArray[np.int8], Floats]:
    """(out, in) numbers and (out,) scales: each row of the matrix is about its numbers times its scale."""
    scales = np.maximum(np.abs(matrix).max(axis=1) / 127, 1e-12).astype(np.float32)
    return np.rint(matrix / scales[:, None]).astype(np.int8), scales


def _layer(made: _Made, name: str, own: Mapping[str, Floats], given: str, nearness: Sequence[str]) -> str:
    heads = [f"attention.self.{part}" for part in ("query", "key", "value")]
    joined = made.product(given, f"{name}.qkv", np.concatenate([own[f"{part}.weight"] for part in heads]))
    bias = made.constant(f"{name}.qkv.bias", np.concatenate([own[f"{part}.bias"] for part in heads]))
    biased = made.node("Add", [joined, bias], f"{name}.qkv.biased")
    split = [f"{name}.{part}" for part in ("query", "key", "value")]
    made.thirds(biased, split)
    seen = made.node(
        "MultiHeadAttention", [*split, "", "lengths", *nearness], f"{name}.seen", _CONTRIB, num_heads=HEADS
    )
    mixed = made.product(seen, f"{name}.mixed", own["attention.output.dense.weight"])
    middle = made.settled(mixed, given, f"{name}.middle", own, "attention.output")
    wide = made.even_product(middle, f"{name}.wide", own["intermediate.dense.weight"])
    risen = made.node(
        "BiasGelu",
        [wide, made.constant(f"{name}.wide.bias", own["intermediate.dense.bias"])],
        f"{name}.risen",
        _CONTRIB,
    )
    narrow = made.even_product(risen, f"{name}.narrow", own["output.dense.weight"])
    return made.settled(narrow, middle, f"{name}.out", own, "output")
