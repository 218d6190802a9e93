"""``pytest --qa-suite``: cases are tests; what was wrong already is expected, what broke is red."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from seedqa.evals.baseline import fingerprint, write_baseline
from seedqa.evals.cases import load_suite

from tests.evals.made import DOCUMENTS, LEADS, PAID, refusal, reply
from tests.evals.test_eval_command import suite_file

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
ANSWERS = {
    "Who leads the port?": reply("Mara Lind", [LEADS], short_answer="Mara Lind"),
    "What did it pay?": reply("3 million yuan", [PAID], short_answer="3 million yuan"),
}


@contextmanager
def service() -> Iterator[str]:
    """A service with the contract's routes that knows one of two answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            documents = [{"id": item.id, "uri": item.uri, "text": item.text} for item in DOCUMENTS]
            wanted = unquote(self.path.removeprefix("/v1/documents").lstrip("/"))
            self._send(next(item for item in documents if item["id"] == wanted) if wanted else {"documents": documents})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._send(ANSWERS.get(body["question"], refusal()))

        def _send(self, fields: dict[str, Any]) -> None:
            data = json.dumps(fields).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest in a folder of its own, which has a test that must not run."""
    (folder / "test_other.py").write_text("def test_other():\n    assert False\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-p", "no:randomly", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_gold_that_its_documents_do_not_prove_is_told_in_one_line(tmp_path: Path) -> None:
    suite = tmp_path / "made.jsonl"
    suite.write_text('{"id": "q1", "kind": "unanswerable", "question": "Who sings?"}\n', encoding="utf-8")
    with service() as url:
        done = run(tmp_path, "--qa-suite", str(suite), "--qa-endpoint", url)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "made.jsonl:1: q1: a refusal needs its reasons" in done.stdout
    assert "evals/plugin.py" not in done.stdout


def test_each_case_is_a_test_and_a_wrong_one_says_why(tmp_path: Path) -> None:
    suite = suite_file(tmp_path, "made")
    with service() as url:
        done = run(tmp_path, "--qa-suite", str(suite), "--qa-endpoint", url)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "1 failed, 1 passed" in done.stdout
    assert "What did it pay?" in done.stdout
    assert "not stated: 2.5 million yuan" in done.stdout
    assert "+ answered: 3 million yuan" in done.stdout
    assert "Traceback" not in done.stdout


def test_what_was_wrong_in_the_baseline_is_expected_to_fail(tmp_path: Path) -> None:
    suite, baseline = suite_file(tmp_path, "made"), tmp_path / "baseline.json"
    cases = load_suite(suite).cases
    rows = [{"fingerprint": fingerprint(case), "right": number == 0, "paired": {}} for number, case in enumerate(cases)]
    write_baseline(baseline, {"made": rows})
    with service() as url:
        done = run(tmp_path, "--qa-suite", str(suite), "--qa-endpoint", url, "--qa-baseline", str(baseline))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed, 1 xfailed" in done.stdout


def test_of_a_held_out_suite_nothing_but_the_id_is_told(tmp_path: Path) -> None:
    with service() as url:
        done = run(tmp_path, "--qa-suite", str(suite_file(tmp_path, "made-test")), "--qa-endpoint", url)
    assert done.returncode == 1
    assert "made-test-2" in done.stdout
    assert "What did it pay?" not in done.stdout
    assert "million" not in done.stdout


def test_tests_that_are_named_run_beside_the_suite(tmp_path: Path) -> None:
    with service() as url:
        done = run(tmp_path, "--qa-suite", str(suite_file(tmp_path, "made")), "--qa-endpoint", url, "test_other.py")
    assert "2 failed, 1 passed" in done.stdout


def test_a_suite_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "--qa-suite", "nowhere")
    assert done.returncode == 4
    assert "--qa-suite: no such suite" in done.stderr


def test_a_project_that_names_no_suite_tests_as_ever_where_no_extra_is_installed(tmp_path: Path) -> None:
    extras = ("torch", "transformers", "sentence_transformers", "onnx", "llama_index", "psycopg", "sklearn", "httpx")
    (tmp_path / "base.py").write_text(f"import sys\nsys.modules |= dict.fromkeys({extras})\n", encoding="utf-8")
    theirs = (
        "import sys\n\ndef test_theirs():\n"
        "    ours = {name for name in sys.modules if name.startswith('seedqa')}\n"
        "    assert ours == {'seedqa', 'seedqa.evals', 'seedqa.evals.plugin'}\n"
    )
    (tmp_path / "test_theirs.py").write_text(theirs, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pytest", "-q", "-p", "base", "-p", "seedqa.evals.plugin"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
