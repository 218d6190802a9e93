"""Ask with a language model and without one, and see what became of the model's claims.

Usage: python examples/language_model.py INDEX QUESTION [http://127.0.0.1:8080/v1 [MODEL]]

Any OpenAI-compatible server will do, or Ollama (http://127.0.0.1:11434 and the model's name); docs/llm.md has more.
"""

import sys
from contextlib import closing
from pathlib import Path

from seedqa.qa.answering import Engine
from seedqa.qa.llm.opening import with_llm
from seedqa.qa.llm.settings import LlmSettings
from seedqa.qa.types import Answer

SERVER = "http://127.0.0.1:8080/v1"


def show(name: str, answer: Answer) -> None:
    """Prints who worded an answer, the answer, what the model took, and why it did not answer, if it did not."""
    print(f"{name} ({answer.mode})\n{answer.answer}")
    if answer.usage is not None:
        left_out = f"{answer.dropped} claim{'s' * (answer.dropped != 1)} left out"
        tokens = answer.usage.prompt_tokens + answer.usage.completion_tokens
        print(f"{answer.usage.calls} calls, {tokens} tokens, {left_out}")
    for stage, spent in answer.timings_ms.items():
        if stage.startswith("llm"):
            print(f"{stage}: {spent:.0f} ms")
    print()


def main(index: Path, question: str, server: str = SERVER, model: str | None = None) -> None:
    """Asks twice."""
    settings = LlmSettings(url=server, model=model, seconds=120.0)
    with closing(Engine.open(index)) as engine:
        show("Without the model", engine.ask(question))
        show("With the model", with_llm(lambda: engine, settings).ask(question))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), *sys.argv[2:5])
