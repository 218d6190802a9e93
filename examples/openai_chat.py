"""Hold a streamed conversation with a running `qa serve`, with the `openai` package (pip install openai).

Usage: python examples/openai_chat.py QUESTION [FOLLOW_UP ...] [--server http://127.0.0.1:8000] [--key KEY]
"""

import argparse
from typing import Any

from openai import OpenAI

SERVER = "http://127.0.0.1:8000"


def ask(client: OpenAI, messages: list[Any]) -> str:
    """Print one answer as it comes, then what it rests on; return its text."""
    text = ""
    citations: Any = []
    for chunk in client.chat.completions.create(model="seedqa", messages=messages, stream=True):
        told = chunk.to_dict()
        citations = told.get("citations", citations)
        for choice in chunk.choices:
            print(choice.delta.content or "", end="", flush=True)
            text += choice.delta.content or ""
    print()
    for cited in citations:
        print(f"[{cited['marker']}] {cited['title']} {cited['start']}-{cited['end']}: {cited['quote']}")
    return text


def main(questions: list[str], server: str, key: str) -> None:
    """Ask one question after the other, each with the conversation before it."""
    client = OpenAI(base_url=f"{server}/v1", api_key=key)
    messages: list[Any] = []
    for question in questions:
        messages.append({"role": "user", "content": question})
        messages.append({"role": "assistant", "content": ask(client, messages)})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", metavar="QUESTION", nargs="+")
    parser.add_argument("--server", default=SERVER)
    parser.add_argument("--key", default="none", help="an API key, where the server asks for one")
    told = parser.parse_args()
    main(told.questions, told.server, told.key)
