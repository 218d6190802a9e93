"""The options that several commands take, and the examples in their help."""

from pathlib import Path
from typing import Annotated

from typer import Option

IndexFolder = Annotated[Path | None, Option("--index", metavar="DIR", help="The index folder (default: .qa/index).")]
SettingsFile = Annotated[
    Path | None, Option("--config", metavar="FILE", help="Settings as TOML: [service], [asking] and [llm].")
]
SettingWords = Annotated[
    list[str] | None,
    Option("--set", metavar="KEY=VALUE", help="One setting, such as asking.passages=5; again for each further one."),
]
KeysFile = Annotated[Path | None, Option("--keys", metavar="FILE", help="The API keys (default: .qa/keys.json).")]


def examples(*lines: str) -> str:
    """The end of a command's help: command lines, each left as it is."""
    # A paragraph that begins with a backspace is not wrapped.
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
