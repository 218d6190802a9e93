"""What the OpenAPI document says holds, whatever is sent: some hundred cases here, `make fuzz` has thousands."""

from pathlib import Path

import pytest

from tests.api.serving import serving
from tests.fuzz.run import fuzz

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_no_case_fails(tmp_path: Path) -> None:
    with serving(rate=0) as server:
        server.entry("ready")
        findings = fuzz(server.address, 3, tmp_path)
    assert not findings.failed, findings.output
    assert findings.cases >= 300
