"""At least five thousand cases against `qa serve` over the bundled documents, as `make fuzz` runs it."""

import sys
import tempfile
from pathlib import Path

from tests.api.serving import serving
from tests.fuzz.run import fuzz
from tests.load.states import States

CASES = 5_000
EXAMPLES = 160


def main() -> int:
    """Prints what was found; 0 where nothing failed and there were enough cases."""
    with tempfile.TemporaryDirectory() as folder:
        states = States(Path(folder))
        states.turn(0)
        arguments = ["--port", "0", "--index", str(states.index), "--set", f"sessions={folder}/sessions.sqlite"]
        with serving("-m", "api.cli", "serve", *arguments) as server:
            server.entry("ready")
            findings = fuzz(server.address, EXAMPLES, Path(folder))
            defects = [entry for entry in server.log if entry["message"] == "a defect"]
    print("\n".join(findings.output.splitlines()[-60:]))
    print(f"{findings.cases} cases, {'failures' if findings.failed else 'no failure'}, {len(defects)} defects logged")
    return 1 if findings.failed or defects or findings.cases < CASES else 0


if __name__ == "__main__":
    sys.exit(main())
