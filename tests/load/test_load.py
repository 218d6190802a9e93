"""The load test in small: many clients, a real server, an index that is swapped under them."""

import asyncio
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from seedqa.index.build import IndexSettings

from tests.api.serving import Server, serving
from tests.load.clients import Tally, answered_alone, answered_together
from tests.load.states import States

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
QUESTIONS = ["How tall is the lighthouse of Osterhaven?", "Who is the Party secretary?", "When was it built?"]
SWAPS = 3


@pytest.fixture
def states(tmp_path: Path, tiny_model: Path) -> States:
    made = States(tmp_path, IndexSettings(model=str(tiny_model)))
    made.turn(0)
    return made


@pytest.fixture
def server(states: States) -> Iterator[Server]:
    arguments = ["--port", "0", "--index", str(states.index), "--set", "workers=2", "--set", "queue=14"]
    with serving("-m", "seedqa.api.cli", "serve", *arguments) as started:
        started.entry("ready")
        yield started


def test_many_clients_are_each_answered_as_one_alone_while_the_index_is_swapped(server: Server, states: States) -> None:
    tally = asyncio.run(story(server, states))
    assert tally.errors == []
    assert tally.refused == 0
    assert len(tally.generations) > 1
    assert len(tally.seconds) >= 16
    levels = {entry["level"] for entry in server.log}
    assert levels == {"info"}


async def story(server: Server, states: States) -> Tally:
    expected, _ = await answered_alone(server.address, QUESTIONS, rounds=2)
    states.turn(1)
    expected |= (await answered_alone(server.address, QUESTIONS, rounds=1))[0]
    swapping = threading.Thread(target=lambda: [states.turn(number) for number in range(2, 2 + SWAPS)])
    swapping.start()
    # Some questions more once the last generation is there, so that it is seen.
    left = itertools.count(16, -1)
    tally = await answered_together(
        server.address, QUESTIONS, expected, 16, lambda: not swapping.is_alive() and next(left) <= 0
    )
    swapping.join()
    return tally
