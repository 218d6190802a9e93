"""``qa keys``: make, list and end the keys of a service."""

import argparse
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from seedqa.api.keys import KeyRing

if TYPE_CHECKING:
    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]

DEFAULT_KEYS = Path(".qa", "keys.json")


def add_keys(subcommands: "Subcommands") -> None:
    """Puts ``keys`` and its own commands into the command line's grammar."""
    command = subcommands.add_parser("keys", help="make, list and revoke the API keys of the service")
    own = command.add_subparsers(required=True, metavar="ACTION")
    create = own.add_parser("create", help="make a key and print it, once")
    create.add_argument("name", metavar="NAME", help="who it is for")
    create.add_argument("--write", action="store_true", help="may change documents too (default: only read and ask)")
    create.set_defaults(run=_create)
    listing = own.add_parser("list", help="list the keys, which are kept only as hashes")
    listing.add_argument("--json", action="store_true", help="print the list as JSON")
    listing.set_defaults(run=_list)
    revoke = own.add_parser("revoke", help="end a key at once")
    revoke.add_argument("id", metavar="ID", help="as qa keys list shows it")
    revoke.set_defaults(run=_revoke)
    for action in (create, listing, revoke):
        action.add_argument(
            "--keys",
            metavar="FILE",
            type=Path,
            default=_default(),
            help=f"the file of keys (default: {DEFAULT_KEYS})",
        )


def _default() -> Path:
    """The file that a service in the same environment reads."""
    return Path(os.environ.get("QA_KEYS", DEFAULT_KEYS)).expanduser()


def _create(options: argparse.Namespace) -> int:
    token = KeyRing(options.keys).create(options.name, "write" if options.write else "read")
    print(token)
    print("qa: this is shown once; send it as Authorization: Bearer KEY", file=sys.stderr)
    return 0


def _list(options: argparse.Namespace) -> int:
    keys = KeyRing(options.keys).every()
    if options.json:
        told = [{name: value for name, value in asdict(key).items() if name != "sha256"} for key in keys]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for key in keys:
        state = f"revoked {key.revoked}" if key.revoked else "good"
        print(f"{key.id}  {key.scope:<5}  made {key.created}  {state}  {key.name}")
    return 0


def _revoke(options: argparse.Namespace) -> int:
    key = KeyRing(options.keys).revoke(options.id)
    print(f"revoked {key.id} ({key.name})")
    return 0
