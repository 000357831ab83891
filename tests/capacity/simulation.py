"""A queueing model of the assistant: what its processes do for a turn, one turn at a time each, on shared cores."""

from __future__ import annotations

import random
import statistics
from collections.abc import Generator
from dataclasses import dataclass

import simpy

# As retirada/channels/core/turns.py has it.
from retirada.channels.core.turns import MAX_RUNNING


@dataclass(frozen=True)
class Costs:
    """Milliseconds of a turn.

    Attributes:
        rasa, actions, store, caller: of the processor, in Rasa's process, the action server, the database's server (0
            for SQLite, which is part of Rasa's process), and whoever sends it, where that is on the same machine.
        waiting: in which none of them computes: the disk, the network.
    """

    rasa: float
    actions: float
    store: float
    caller: float
    waiting: float

    @property
    def processor(self) -> float:
        """All that is computed."""
        return self.rasa + self.actions + self.store + self.caller


@dataclass(frozen=True)
class Simulated:
    """Turns a second, and the milliseconds within which half of the turns, and 95 of 100, were answered."""

    per_second: float
    p50: float
    p95: float


class _Machine:
    """Replicas, each a Rasa and an action server of one thread, on machines of some cores; one database for all."""

    def __init__(self, env: simpy.Environment, costs: Costs, replicas: int, cores: int) -> None:
        self.env, self.costs = env, costs
        self.cores = simpy.Resource(env, cores)
        self.caller = simpy.Resource(env, 1)
        self.turns = [simpy.Resource(env, MAX_RUNNING) for _ in range(replicas)]
        self.rasa = [simpy.Resource(env, 1) for _ in range(replicas)]
        self.actions = [simpy.Resource(env, 1) for _ in range(replicas)]

    def turn(self, replica: int) -> Generator:
        """The caller, half of Rasa's part, the action, the other half, the database."""
        costs = self.costs
        yield from self._compute(self.caller, costs.caller / 2)
        with self.turns[replica].request() as slot:
            yield slot
            yield from self._compute(self.rasa[replica], costs.rasa / 2)
            yield from self._compute(self.actions[replica], costs.actions)
            yield from self._compute(None, costs.store)
            yield self.env.timeout(costs.waiting)
            yield from self._compute(self.rasa[replica], costs.rasa / 2)
        yield from self._compute(self.caller, costs.caller / 2)

    def _compute(self, process: simpy.Resource | None, milliseconds: float) -> Generator:
        """Hold the process, and a core; how long varies from turn to turn as it does between messages."""
        if not milliseconds:
            return
        taken = random.gammavariate(4, milliseconds / 4)
        if process is None:
            with self.cores.request() as core:
                yield core
                yield self.env.timeout(taken)
            return
        with process.request() as free:
            yield free
            with self.cores.request() as core:
                yield core
                yield self.env.timeout(taken)


def closed(costs: Costs, people: int, seconds: float, cores: int, replicas: int = 1) -> Simulated:
    """So many people, each of whom writes as soon as they are answered, as tests.load.closed_loop."""
    env = simpy.Environment()
    machine = _Machine(env, costs, replicas, cores)
    times: list[float] = []

    def person(number: int) -> Generator:
        while True:
            began = env.now
            yield from machine.turn(number % replicas)
            times.append(env.now - began)

    for number in range(people):
        env.process(person(number))
    env.run(seconds * 1000)
    return _summary(times, seconds)


def open_(costs: Costs, per_second: float, seconds: float, cores: int, replicas: int) -> Simulated:
    """So many messages a second come at random, and go to the replicas by turns."""
    env = simpy.Environment()
    machine = _Machine(env, costs, replicas, cores)
    times: list[float] = []

    def message(number: int) -> Generator:
        began = env.now
        yield from machine.turn(number % replicas)
        times.append(env.now - began)

    def arrivals() -> Generator:
        number = 0
        while True:
            yield env.timeout(random.expovariate(per_second / 1000))
            env.process(message(number))
            number += 1

    env.process(arrivals())
    env.run(seconds * 1000)
    return _summary(times, seconds)


def _summary(times: list[float], seconds: float) -> Simulated:
    return Simulated(len(times) / seconds, statistics.median(times), statistics.quantiles(times, n=20)[-1])
