"""Many threads stem at the same time, each as if it were alone."""

import sys
from concurrent.futures import ThreadPoolExecutor

from seedqa.qa.terms import stem

ENDINGS = "ational ization fulness ousness iveness tional biliti lessly fully ing edly ies sses".split()
WORDS = [f"{chr(97 + one)}{chr(97 + other)}tr{ending}" for one in range(26) for other in range(8) for ending in ENDINGS]


def test_threads_do_not_spoil_each_others_stems() -> None:
    alone = [stem.__wrapped__(word) for word in WORDS]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda _: [stem.__wrapped__(word) for word in WORDS], range(16)))
    finally:
        sys.setswitchinterval(before)
    assert all(stems == alone for stems in together)
