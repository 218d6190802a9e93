"""Many clients of one server: what each was answered, how long it took, and how often it was told to come back."""

import asyncio
import json
import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

# What may differ between two answers to the same question over the same documents.
_PASSING = ("timings_ms", "id", "index")
Expected = dict[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Reply:
    """One response: its status, its headers in small letters, its JSON."""

    status: int
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Tally:
    """What clients saw."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    errors: list[str] = field(default_factory=list)
    generations: set[int] = field(default_factory=set)

    def quantile(self, share: float) -> float:
        """The time within which that share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Client:
    """One kept-alive connection."""

    def __init__(self, address: tuple[str, int], name: str) -> None:
        self._address = address
        self._name = name
        self._asked = 0
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, question: str) -> Reply:
        """One question, under an id of its own that has to come back with the answer."""
        self._asked += 1
        own = f"{self._name}-{self._asked}"
        body = json.dumps({"question": question}).encode()
        head = f"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Request-Id: {own}\r\n"
        if self._streams is None:
            self._streams = await asyncio.open_connection(*self._address)
        reader, writer = self._streams
        writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        reply = await _read(reader)
        if reply.headers.get("connection") == "close":
            await self.close()
        if reply.headers["x-request-id"] != own:
            raise AssertionError(f"{own} was answered as {reply.headers['x-request-id']}")
        return reply

    async def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            with suppress(OSError):
                await self._streams[1].wait_closed()
            self._streams = None


async def _read(reader: asyncio.StreamReader) -> Reply:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:] if line)}
    body = await reader.readexactly(int(headers["content-length"]))
    return Reply(int(lines[0].split()[1]), headers, json.loads(body))


async def answered_alone(address: tuple[str, int], questions: Sequence[str], rounds: int) -> tuple[Expected, Tally]:
    """What one client alone is answered, and how fast; the answers of every round have to agree."""
    client, tally, expected = Client(address, "alone"), Tally(), Expected()
    for turn in range(rounds):
        for question in questions:
            begun = time.perf_counter()
            reply = await client.ask(question)
            if turn:
                tally.seconds.append(time.perf_counter() - begun)
            assert reply.status == 200, reply
            key = question, reply.body["index"]["fingerprint"]
            assert expected.setdefault(key, lasting(reply.body)) == lasting(reply.body), question
    await client.close()
    return expected, tally


async def answered_together(
    address: tuple[str, int], questions: Sequence[str], expected: Expected, clients: int, over: Callable[[], bool]
) -> Tally:
    """What many clients are answered who each ask, and wait where they are told to, until it is over."""
    tally = Tally()
    await asyncio.gather(
        *(_keep_asking(address, questions, expected, number, over, tally) for number in range(clients))
    )
    return tally


async def _keep_asking(
    address: tuple[str, int],
    questions: Sequence[str],
    expected: Expected,
    number: int,
    over: Callable[[], bool],
    tally: Tally,
) -> None:
    client, rng, newest = Client(address, f"c{number}"), random.Random(number), 0
    while not over():
        question = rng.choice(questions)
        begun = time.perf_counter()
        try:
            reply = await client.ask(question)
        except (OSError, EOFError, AssertionError) as error:
            tally.errors.append(f"{type(error).__name__}: {error}")
            await client.close()
            continue
        if reply.status == 429:
            tally.refused += 1
            # An idle connection may be closed meanwhile, which is no failure.
            await client.close()
            await asyncio.sleep(int(reply.headers["retry-after"]))
            continue
        tally.seconds.append(time.perf_counter() - begun)
        newest = _judged(reply, question, expected, newest, tally)
    await client.close()


def _judged(reply: Reply, question: str, expected: Expected, newest: int, tally: Tally) -> int:
    """Notes what is wrong with a reply; returns the newest generation that this client has seen."""
    if reply.status != 200:
        tally.errors.append(f"status {reply.status}: {reply.body}")
        return newest
    index = reply.body["index"]
    wanted = expected.get((question, index["fingerprint"]))
    if wanted is None:
        tally.errors.append(f"an index that never was: {index}")
    elif lasting(reply.body) != wanted:
        tally.errors.append(f"another answer to {question!r}: {reply.body['answer']!r}")
    if index["generation"] < newest:
        tally.errors.append(f"generation {index['generation']} after {newest}")
    tally.generations.add(index["generation"])
    return max(newest, int(index["generation"]))


def lasting(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without what may differ from one time to the next."""
    return {name: value for name, value in answer.items() if name not in _PASSING}
