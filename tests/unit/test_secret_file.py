"""The secrets that the project makes for itself."""

from __future__ import annotations

import multiprocessing

from retirada.secret_file import MIN_LENGTH, read_or_create_secret

PROCESSES, TIMES = 4, 20


def _ask(paths, barrier, answers):
    for path in paths:
        barrier.wait()
        answers.put(read_or_create_secret(path, "all is lost"))


def test_processes_that_ask_at_once_get_the_same_secret(tmp_path):
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(PROCESSES), context.Queue()
    missing = [tmp_path / "missing" / str(number) for number in range(TIMES)]
    damaged = [tmp_path / str(number) for number in range(TIMES)]
    for path in damaged:
        path.write_text("too short")
    paths = [*missing, *damaged]
    processes = [context.Process(target=_ask, args=(paths, barrier, answers)) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    got = [answers.get(timeout=30) for _ in range(PROCESSES * len(paths))]
    for process in processes:
        process.join()
    kept = [path.read_text() for path in paths]
    assert sorted(got) == sorted(kept * PROCESSES)
    assert all(len(secret) >= MIN_LENGTH for secret in kept)
    assert not [path for folder in (tmp_path, tmp_path / "missing") for path in folder.glob("*-*")]
