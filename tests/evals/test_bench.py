"""The benchmark's arithmetic and its table; the retriever it compares with finds what brute force finds."""

import numpy as np
from seedqa.evals.bench import QUESTION, Timing, default_retriever, table
from seedqa.index.corpus import embedded_text
from seedqa.index.embedding import PACKAGED, Embedder
from seedqa.index.passages import PassageSettings, read_passages
from seedqa.qa.answering import Engine


def test_medians_and_ratios_are_right() -> None:
    ours = Timing("ours", (10.0, 30.0, 20.0), limit=15.0)
    theirs = Timing("theirs, as it comes", (40.0, 40.0, 41.0, 39.0))
    assert (ours.median, theirs.median) == (20.0, 40.0)
    assert ours.slow == 29.0
    lines = table([ours, theirs], theirs).splitlines()
    assert [cell.strip() for cell in lines[0].strip("|").split("|")][-1] == "ratio to theirs"
    cells = [cell.strip() for cell in lines[2].strip("|").split("|")]
    assert cells == ["ours", "3", "20.0", "29.0", "15 (NOT HELD)", "0.50"]
    assert len({len(line) for line in lines}) == 1


def test_the_retriever_beside_ours_searches_the_same_passages(engine: Engine) -> None:
    embedder = Embedder.open(PACKAGED)
    documents = engine.documents()
    texts = [embedded_text(d, p) for d in documents for p in read_passages(d.text, PassageSettings())]
    cosines = embedder.embed(texts) @ embedder.embed([QUESTION])[0]
    found = default_retriever(documents, embedder).retrieve(QUESTION)
    assert [node.get_content() for node in found] == [texts[i] for i in np.argsort(-cosines)[: len(found)]]
