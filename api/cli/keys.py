"""``qa keys``: make, list and end the keys of a service."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from seedqa.api.cli.configuration import configured
from seedqa.api.cli.files import print_json
from seedqa.api.cli.options import KeysFile, examples
from typer import Argument, Option

if TYPE_CHECKING:
    from seedqa.api.keys import KeyRing

EXAMPLES = ('qa keys create "Ann\'s scripts" --write', "qa keys list", "qa keys revoke 3f2a9c10")

keys = typer.Typer(help="Make, list and revoke the API keys of the service.", epilog=examples(*EXAMPLES))


@keys.command("create", epilog=examples(EXAMPLES[0]))
def create_key(
    name: Annotated[str, Argument(metavar="NAME", help="Who it is for.")],
    write: Annotated[bool, Option("--write", help="It may change documents too, and not only read and ask.")] = False,
    file: KeysFile = None,
) -> int:
    """Make a key and print it, once."""
    token = _ring(file).create(name, "write" if write else "read")
    print(token)
    print("qa: this is shown once; send it as Authorization: Bearer KEY", file=sys.stderr)
    return 0


@keys.command("list", epilog=examples(EXAMPLES[1]))
def list_keys(
    json: Annotated[bool, Option("--json", help="Print the list as JSON.")] = False, file: KeysFile = None
) -> int:
    """List the keys, which are kept only as hashes."""
    every = _ring(file).every()
    if json:
        print_json([{name: value for name, value in asdict(key).items() if name != "sha256"} for key in every])
        return 0
    for key in every:
        state = f"revoked {key.revoked}" if key.revoked else "good"
        print(f"{key.id}  {key.scope:<5}  made {key.created}  {state}  {key.name}")
    return 0


@keys.command("revoke", epilog=examples(EXAMPLES[2]))
def revoke_key(
    key_id: Annotated[str, Argument(metavar="ID", help="As qa keys list shows it.")], file: KeysFile = None
) -> int:
    """End a key at once."""
    key = _ring(file).revoke(key_id)
    print(f"revoked {key.id} ({key.name})")
    return 0


def _ring(file: Path | None) -> "KeyRing":
    """The keys that a service in the same environment reads."""
    from seedqa.api.keys import KeyRing

    return KeyRing(configured(keys=file).service.keys_file)
