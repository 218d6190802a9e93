"""Ask a running `qa serve`, with the standard library alone.

Usage: python examples/http_ask.py QUESTION [http://127.0.0.1:8000]
"""

import json
import sys
from typing import Any
from urllib.request import Request, urlopen

SERVER = "http://127.0.0.1:8000"


def ask(question: str, server: str = SERVER) -> dict[str, Any]:
    """The Answer to one question."""
    body = json.dumps({"question": question}).encode()
    request = Request(f"{server}/v1/ask", body, {"Content-Type": "application/json"})
    with urlopen(request) as response:
        answer: dict[str, Any] = json.load(response)
    return answer


def read(document_id: str, server: str = SERVER) -> str:
    """The canonical text of one document."""
    with urlopen(f"{server}/v1/documents/{document_id}") as response:
        text: str = json.load(response)["text"]
    return text


def main(question: str, server: str) -> None:
    """Print the answer, and each citation once it is checked against the document itself."""
    answer = ask(question, server)
    print(answer["answer"])
    for citation in answer["citations"]:
        words = read(citation["document_id"], server)[citation["start"] : citation["end"]]
        if words != citation["quote"]:
            sys.exit(f"citation [{citation['marker']}] is not what the document says")
        print(f"[{citation['marker']}] {citation['title']}: {words}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else SERVER)
