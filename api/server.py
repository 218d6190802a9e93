"""The process that serves the app: one listening socket, one engine, logs on standard error."""

import gc
import logging
import logging.config
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import uvicorn
from fastapi import FastAPI
from seedqa.api.access import LOOPBACK_NAMES, Gate, host_name, is_loopback
from seedqa.api.addresses import authority, claim
from seedqa.api.answerer import Answerer
from seedqa.api.app import create_waiting_app, engine_of
from seedqa.api.connections import LARGEST_HEADERS, ConnectionLimits, protocol
from seedqa.api.feedback import FeedbackFile
from seedqa.api.keys import KeyRing
from seedqa.api.logs import log_config, log_event
from seedqa.api.rates import RateLimiter
from seedqa.api.served import ServedEngine
from seedqa.api.sessions.conversation import Conversations
from seedqa.api.settings import ServiceSettings
from seedqa.index.errors import InputError, QaError

LOG = logging.getLogger("seedqa")


def serve(
    engine_factory: Callable[[], Answerer],
    host: str = "127.0.0.1",
    port: int = 8000,
    conversations: Conversations | None = None,
    kept_feedback: FeedbackFile | None = None,
    settings: ServiceSettings = ServiceSettings(),
) -> None:
    """Serve until interrupted; `InputError` where nobody may ask at this address or it cannot be had.

    The address is claimed first, so that a taken port is told at once, and the engine opened while the service already
    says that it lives. Port 0 takes any free one; the log names it.
    """
    settings = replace(settings, host=host, port=port)
    logging.config.dictConfig(log_config(settings.log, settings.log_questions))
    gate = gate_of(settings)
    with claim(host, port) as listener:
        app = create_waiting_app(engine_factory, conversations, kept_feedback, settings, gate)
        _announce(authority(listener), gate)
        server = uvicorn.Server(_config(app, settings))
        with _opening(engine_of(app), server), _quiet_end():
            server.run(sockets=[listener])
    failure = engine_of(app).failure
    if failure is not None:
        raise failure


def gate_of(settings: ServiceSettings) -> Gate:
    """Who may ask; `InputError` where it would be anybody who reaches this machine, and nobody said so."""
    here = is_loopback(settings.host)
    origins, limiter = frozenset(settings.origins), RateLimiter(settings.rate)
    named = frozenset(map(host_name, settings.hosts))
    answered = named | LOOPBACK_NAMES if here or named else named
    if settings.access == "open" or (settings.access == "auto" and here):
        return Gate(None, answered, origins, limiter)
    ring = KeyRing(settings.keys_file)
    if not ring.usable():
        raise InputError(
            f"{settings.host} can be reached from other machines, and {settings.keys} holds no API key"
            if not here
            else f"keys are asked for, and {settings.keys} holds none",
            "make one with qa keys create NAME, or let everybody ask with --open",
        )
    return Gate(ring, answered, origins, limiter)


def _config(app: FastAPI, settings: ServiceSettings) -> uvicorn.Config:
    limits = ConnectionLimits(settings.connections, settings.body_seconds)
    return uvicorn.Config(
        app,
        http=protocol(limits),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=LARGEST_HEADERS,
        timeout_graceful_shutdown=settings.grace_seconds,
    )


def _announce(address: str, gate: Gate) -> None:
    access = "open" if gate.keys is None else "by key"
    log_event(f"listening on http://{address} (access: {access})", address=address, process=os.getpid())


@contextmanager
def _opening(engine: ServedEngine, server: uvicorn.Server) -> Iterator[None]:
    """Opens the engine beside what happens within; if that fails the server ends. Closes it afterwards."""

    def open_engine() -> None:
        try:
            engine.open()
            _settle_memory()
            log_event("ready", generation=engine.identity.generation)
        except QaError:
            server.should_exit = True

    threading.Thread(target=open_engine, name="opening", daemon=True).start()
    try:
        yield
    finally:
        engine.close()


def _settle_memory() -> None:
    """What is loaded by now stays. Looking through all of it for garbage, again and again, would hold up answers."""
    gc.collect()
    gc.freeze()


@contextmanager
def _quiet_end() -> Iterator[None]:
    """uvicorn raises a signal anew once it has finished what it began; being told to end is no failure."""
    ours = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, lambda number, frame: None) if ours else None
    try:
        with suppress(KeyboardInterrupt):
            yield
    finally:
        if ours:
            signal.signal(signal.SIGTERM, before)
