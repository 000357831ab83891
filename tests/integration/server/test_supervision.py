"""What `make run` and `make shell` do when one of their processes hangs, ends or is killed: with real processes."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from retirada.channels.core.turns import MAX_RUNNING, WAIT_SECONDS
from retirada.nlu.readers.openblas import kernel_environment
from retirada.server.supervision import CHECK_SECONDS
from tests.conftest import Assistant, start_assistant
from tests.conversations.shell import Shell
from tests.ports import free_port
from tests.waiting import wait_for

ACTIONS, RASA = "rasa_sdk", "rasa"
UNAVAILABLE = "no puedo responder"
A_FEW = 30  # seconds, on a busy machine: the action server is given up after 5, where Rasa alone waits for minutes
# After that long, the launcher has seen that what it started again answers. What hangs before has more time: it may
# still be starting.
NOTICED_SECONDS = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("supervised")


@pytest.fixture(scope="module")
def started(folder) -> Iterator[dict[int, Assistant]]:
    """The assistants of this module, by the processes started: none is left afterwards, also where a test fails."""
    by_process: dict[int, Assistant] = {}
    yield by_process
    end_all(by_process)


@pytest.fixture(scope="module")
def metrics_port() -> int:
    return free_port()


@pytest.fixture
def running(model, started, folder, metrics_port) -> Assistant:
    """An assistant that a test may break: for the next test it is started again, unless it has mended itself."""
    latest = next(reversed(started.values()), None)
    if latest is None or not is_healthy(latest):
        end_all(started)
        latest = start_assistant(folder, WEB_SECRET="x" * 40, METRICS_PORT=str(metrics_port))
        started |= {pid: latest for pid in (latest.process.pid, *children(latest.process.pid).values())}
    else:
        time.sleep(NOTICED_SECONDS)
    return latest


def is_healthy(assistant: Assistant) -> bool:
    """Whether it runs and its servers answer: only then is nothing left of what a test broke."""
    try:
        return assistant.process.poll() is None and assistant.client.get(f"{assistant.url}/health").status_code == 200
    except httpx.HTTPError:
        return False


def end_all(started: dict[int, Assistant]) -> None:
    """Kill what is left of these processes, and of what took their place."""
    pids = {*started, *(child for it in started.values() for child in children(it.process.pid).values())}
    for pid in pids:
        if command(pid):
            os.kill(pid, signal.SIGKILL)
    for assistant in started.values():
        assistant.process.wait()
    started.clear()


def command(pid: int) -> str:
    """The command line of a process; "" when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def children(pid: int) -> dict[str, int]:
    """The processes that this one has started: module → process id."""
    try:
        pids = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return {}
    return {words[2]: child for child in pids if len(words := command(child).split()) > 2}


def seconds_and_reply(assistant: Assistant, sender: str) -> tuple[float, str]:
    started = time.monotonic()
    reply = assistant.say("¿puedo retirar mi queja?", sender)
    return time.monotonic() - started, reply[0]["text"]


def answers(assistant: Assistant, sender: str) -> bool:
    try:
        return seconds_and_reply(assistant, sender)[1].count(UNAVAILABLE) == 0
    except Exception:
        return False


def test_a_hung_action_server_costs_seconds_and_is_started_again(running, sender):
    hung, logged = children(running.process.pid)[ACTIONS], len(running.log.read_text())
    os.kill(hung, signal.SIGSTOP)
    seconds, text = seconds_and_reply(running, sender)
    assert UNAVAILABLE in text
    assert seconds < A_FEW
    assert wait_for(lambda: children(running.process.pid).get(ACTIONS) not in (hung, None))
    assert wait_for(lambda: answers(running, sender))
    assert "The action server does not answer" in running.log.read_text()[logged:]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "hung"])
def test_rasa_is_started_again(running, sender, how):
    assert wait_for(lambda: answers(running, sender))
    before = children(running.process.pid)[RASA]
    os.kill(before, how)
    assert wait_for(lambda: children(running.process.pid).get(RASA) not in (before, None))
    assert wait_for(lambda: answers(running, sender))
    assert running.process.poll() is None


def test_rasa_multiplies_with_kernels_that_suit_the_processor(running):
    environment = Path(f"/proc/{children(running.process.pid)[RASA]}/environ").read_text().split("\0")
    assert {f"{name}={kernel}" for name, kernel in kernel_environment().items()} <= set(environment)


def test_to_be_watched_over_writes_nothing(running, folder):
    with closing(sqlite3.connect(folder / "conversations.db")) as database:
        time.sleep(NOTICED_SECONDS)  # if it has just started, it may still clear its file
        version = database.execute("pragma data_version").fetchone()
        time.sleep(3 * CHECK_SECONDS)
        assert database.execute("pragma data_version").fetchone() == version


def test_its_processes_end_with_it_also_one_that_hangs(running):
    started = children(running.process.pid)
    assert started.keys() == {ACTIONS, RASA}
    os.kill(started[ACTIONS], signal.SIGSTOP)
    running.process.kill()
    running.process.wait()
    assert wait_for(lambda: not any(map(command, started.values())))


def test_the_shell_s_processes_end_with_it(model, tmp_path):
    shell = Shell(tmp_path)
    started = list(children(shell.terminal.pid).values())
    assert len(started) == 2
    os.kill(shell.terminal.pid, signal.SIGKILL)
    try:
        assert wait_for(lambda: not any(map(command, started)))
    finally:
        for pid in started:
            if command(pid):
                os.kill(pid, signal.SIGKILL)
        shell.terminal.close(force=True)


def test_it_gives_up_loudly(running):
    """An action server that ends again and again, as soon as it has started."""

    def end_it() -> bool:
        if pid := children(running.process.pid).get(ACTIONS):
            os.kill(pid, signal.SIGKILL)
        return running.process.poll() is not None

    rasa = children(running.process.pid)[RASA]
    assert wait_for(end_it, 90)
    assert running.process.returncode == 1
    assert not command(rasa)
    log = running.log.read_text()
    assert "The action server ended with code -9; starting it again in 4 s." in log
    assert "times in a row: given up" in log


def test_turns_in_flight_are_finished_and_stored_when_it_is_stopped(running, metrics_port):
    def all_wait() -> bool:
        metrics = httpx.get(f"http://127.0.0.1:{metrics_port}/metrics").text
        return f"retirada_turns_waiting {len(senders) - MAX_RUNNING:.1f}" in metrics

    # More than run at once: the last ones need the action server after the first have been answered.
    senders = [f"ana-{number}" for number in range(3 * MAX_RUNNING)]
    os.kill(running.child(ACTIONS), signal.SIGSTOP)
    with ThreadPoolExecutor(len(senders)) as pool:
        message = "¿puedo retirar mi queja?"
        turns = [pool.submit(running.post, {"sender": sender, "message": message}) for sender in senders]
        assert wait_for(all_wait, WAIT_SECONDS)  # the first for their actions, the others for their turn
        running.process.terminate()
        assert wait_for(lambda: "Stopping" in running.log.read_text())
        os.kill(children(running.process.pid)[ACTIONS], signal.SIGCONT)
        replies = [turn.result(60) for turn in turns]
    assert [reply.status_code for reply in replies] == [200] * len(senders)
    assert running.process.wait(30) == 0
    for sender, reply in zip(senders, replies, strict=True):
        assert reply.json()[0]["answer"]["topic"] == "withdraw"
        assert reply.json()[0]["text"] in [event.get("text") for event in running.events(sender)]
