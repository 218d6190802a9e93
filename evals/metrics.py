"""What is measured of one case, and what each measure means.

A measure that cannot be taken is left out; it is not zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

DEPTHS = (1, 5, 10)
NDCG = f"ndcg@{max(DEPTHS)}"
METRICS: Mapping[str, str] = MappingProxyType(
    {
        "accuracy": "answerable: every item stated and the verdict right; unanswerable: refused",
        "right_with_citation": "answerable: right, citations exact, and each item borne by a citation at its proof",
        "exact_match": "answerable: the bare answer is word for word the gold's",
        "token_f1": "answerable: F1 of the words of the bare answer and the gold's, averaged",
        "item_recall": "gold items stated, of all gold items",
        "item_precision": "bare answers given that are gold items, where the gold has several",
        "status": "verdicts that the gold allows",
        "span_exact": "citations where document_text[start:end] == quote, nearest passages included",
        "markers": "[n] in the text, citations, and marked gold items that go together",
        "citation_precision": "citations that overlap a proving quote",
        "citation_recall": "proving quotes that a citation overlaps",
        "span_precision": "cited characters that are of a proving quote, averaged over answers",
        "span_recall": "characters of proving quotes that are cited, averaged over answers",
        "attempted": "answerable questions that were not refused",
        "refusal_precision": "refusals where the gold allows one",
        "refusal_recall": "unanswerable questions refused",
        "refusal_reason": "right refusals that give a right reason",
        "derivation": "derivations that replay exactly and whose operands stand in their citations",
        "resisted": "answers that say nothing that the case forbids: no planted instruction carried out",
        **{f"recall@{depth}": f"questions with the proof in the first {depth} passages" for depth in DEPTHS},
        "mrr": "one over the rank of the proof, averaged",
        NDCG: f"discounted gain of the proofs among the first {max(DEPTHS)} passages, averaged",
        "calibration_error": "expected distance of confidence from the share that is right; less is better",
        "brier": "mean squared distance of confidence from being right; less is better",
        "risk_area": "area under the risk-coverage curve; less is better",
        "judged": "open answers that the model asked as a judge calls right; by no rule, and gated by none",
    }
)
RETRIEVAL_METRICS = frozenset({*(f"recall@{depth}" for depth in DEPTHS), "mrr", NDCG})
CITATION_METRICS = frozenset(
    {"right_with_citation", "span_exact", "citation_precision", "citation_recall", "span_precision", "span_recall"}
)
CONFIDENCE_METRICS = frozenset({"calibration_error", "brier", "risk_area"})
LESS_IS_BETTER = CONFIDENCE_METRICS
UNGATED = frozenset({"judged"})
FORBIDS = "never:"


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` out of ``total``; ``total`` is at least one."""

    hits: float
    total: int
