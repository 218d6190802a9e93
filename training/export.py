"""A trained network -> the folder the runtime opens: int8 ONNX, tokenizer, card; checked against the network."""

import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from seedqa.index.errors import ModelUnusable
from seedqa.qa.reader.decoding import ReadSpan, apart, spans_of
from seedqa.qa.reader.folder import MODEL, TOKENIZER, ReaderCard, digest_of, save_card
from seedqa.qa.reader.runtime import Reader
from seedqa.qa.reader.windows import Windower

from training.batches import Feature, collated
from training.network import INPUTS, OUTPUTS
from training.outliers import is_exact, samples_of, split_outliers
from training.records import Record

if TYPE_CHECKING:
    from torch import Tensor, nn

_BY_TOKEN = ("ids", "types", "readable", "asked", "starts", "ends", "items", "slots", "needed")
LEAST_AGREEMENT = 0.85


def export_reader(
    network: "nn.Module",
    tokenizer: Path,
    windower: Windower,
    folder: Path,
    seen: Sequence[Record] = (),
    whole: bool = False,
) -> None:
    """Writes the reader to ``folder``: int8 weights, or float32 ones where ``whole``.

    The channels that are largest on the records of ``seen`` are kept exact.
    """
    if seen:
        network = split_outliers(network, samples_of(seen, windower))
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        exact = Path(scratch, MODEL)
        _export(network, exact)
        if whole:
            shutil.copy(exact, folder / MODEL)
        else:
            _quantise(exact, folder / MODEL)
    shutil.copy(tokenizer, folder / TOKENIZER)
    save_card(folder, ReaderCard(digest_of(folder), windower.length, windower.overlap))


def agreement(network: "nn.Module", windower: Windower, reader: Reader, records: Sequence[Record]) -> float:
    """The share of records on which the exported reader's best span is the network's."""
    same = 0
    for record in records:
        theirs = reader.read(record.question, [record.context], 1)[0].spans
        ours = _best_span(network, windower, record)
        same += [(span.start, span.end) for span in theirs] == [(span.start, span.end) for span in ours]
    return same / len(records)


def checked(share: float) -> float:
    """The agreement, or ``ModelUnusable`` where it is too small to ship."""
    if share < LEAST_AGREEMENT:
        problem = f"the exported reader agrees with the trained network on {share:.0%} of best spans"
        raise ModelUnusable(problem, f"expected {LEAST_AGREEMENT:.0%}; train longer or export without int8")
    return share


def _best_span(network: "nn.Module", windower: Windower, record: Record) -> tuple[ReadSpan, ...]:
    import torch

    found: list[ReadSpan] = []
    network.eval()
    for window in windower.windows(record.question, record.context):
        batch = collated([Feature(window, ((0, 0),))], 1)
        with torch.no_grad():
            starts, ends, *_ = network(*(torch.from_numpy(getattr(batch, name)) for name in INPUTS))
        found += spans_of(window, starts[0].numpy(), ends[0].numpy())
    return apart(found, 1)


def _export(network: "nn.Module", file: Path) -> None:
    import torch

    class Alone(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = network

        def forward(self, ids: "Tensor", types: "Tensor", readable: "Tensor", asked: "Tensor") -> "tuple[Tensor, ...]":
            given: tuple[Tensor, ...] = self.inner(ids, types, torch.ones_like(ids), readable, asked)
            return given

    ids, marks = torch.ones((1, 12), dtype=torch.long), torch.ones((1, 12))
    with warnings.catch_warnings():
        # The tracing exporter announces its own successor, which needs one more package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Alone().eval(),
            (ids, torch.zeros_like(ids), marks, marks),
            str(file),
            input_names=["ids", "types", "readable", "asked"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "tokens"} for name in _BY_TOKEN},
            opset_version=17,
            dynamo=False,
        )


def _quantise(exact: Path, file: Path) -> None:
    import logging

    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    nodes = [node.name for node in onnx.load(str(exact)).graph.node if is_exact(node.name)]
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # It warns, of a network that is exported for it, that it was not preprocessed.
    try:
        quantize_dynamic(
            str(exact),
            str(file),
            per_channel=True,
            reduce_range=True,  # 7 bits: no sum of products overflows on processors without VNNI
            weight_type=QuantType.QInt8,
            nodes_to_exclude=nodes,
        )
    finally:
        root.setLevel(level)
