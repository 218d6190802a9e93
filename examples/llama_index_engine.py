"""Ask through llama-index: the engine as a retriever and as a query engine.

Usage: python examples/llama_index_engine.py INDEX [QUESTION]
INDEX is the index directory that `qa index` made.
"""

import sys
from contextlib import closing
from pathlib import Path

from seedqa.qa.answering import Engine
from seedqa.qa.llama import as_query_engine, as_retriever

QUESTION = "How much did Jinghai give Zhenyuan?"


def main(index: Path, question: str) -> None:
    """Print the answer, the words that prove it, and the passages nearest to the question."""
    with closing(Engine.open(index)) as engine:
        response = as_query_engine(engine).query(question)
        print(response)
        for source in response.source_nodes:
            cited = source.node.metadata
            print(f"[{cited['marker']}] {cited['title']} {cited['start']}-{cited['end']}: {source.text}")
        print("\nNearest passages:")
        for found in as_retriever(engine, limit=3).retrieve(question):
            print(f"{found.score:.3f} {found.node.metadata['title']}: {found.text[:80]!r}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), " ".join(sys.argv[2:]) or QUESTION)
