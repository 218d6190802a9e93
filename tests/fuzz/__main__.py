"""At least five thousand cases against `qa serve` over the bundled documents, as `make fuzz` runs it."""

import sys
import tempfile
from pathlib import Path

from tests.api.serving import serving
from tests.fuzz.run import fuzz
from tests.load.states import States

CASES = 5_000
EXAMPLES = 260


def main() -> int:
    """Prints what was found; 0 where nothing failed and there were enough cases."""
    with tempfile.TemporaryDirectory() as folder:
        states = States(Path(folder))
        states.turn(0)
        # What is under test is the service: the reader that answers sooner will do.
        chosen = ["--set", f"sessions={folder}/sessions.sqlite", "--set", "asking.reader=fast"]
        arguments = ["--port", "0", "--index", str(states.index), *chosen]
        with serving("-m", "seedqa.api.cli", "serve", *arguments) as server:
            server.entry("ready")
            findings = fuzz(server.address, EXAMPLES, Path(folder))
            defects = [entry for entry in server.log if entry["message"] == "a defect"]
    print("\n".join(findings.output.splitlines()[-60:]))
    print(f"{findings.cases} cases, {'failures' if findings.failed else 'no failure'}, {len(defects)} defects logged")
    return 1 if findings.failed or defects or findings.cases < CASES else 0


if __name__ == "__main__":
    sys.exit(main())
