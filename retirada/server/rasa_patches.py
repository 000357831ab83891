"""Rasa's command line, without TensorFlow, without the noise of its libraries, and without its slowest habits.
`python -m retirada.server.rasa_patches train …`."""

from __future__ import annotations

import gc
import os
import sys
from functools import lru_cache, partial
from retirada.server.settings import configure_logging

ACTION_SECONDS = 5


def main() -> None:
    """Run Rasa's command line with the arguments of this process."""
    configure_logging()
    _check_the_schema_of_action_results_once()
    _look_each_type_of_event_up_once()
    _let_failures_of_the_tracker_store_through()
    _wait_for_an_action_no_longer_than(ACTION_SECONDS)
    if sys.argv[1:2] == ["train"]:
        train_components_side_by_side()
    from rasa.__main__ import main as rasa_main

    rasa_main()


def _check_the_schema_of_action_results_once() -> None:
    """Rasa validates each result of an action against a constant schema, and validates that schema each time
    as well, which takes half of a turn. Results are validated as before; the schema is, once."""
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(_: RemoteAction, result: dict) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def _look_each_type_of_event_up_once() -> None:
    """Rasa goes through all kinds of events for each event that it reads back, thousands in a long conversation."""
    from rasa.shared.core.events import Event

    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))


def _let_failures_of_the_tracker_store_through() -> None:
    """Rasa wraps the tracker store in one that swallows its errors: people were told that something was kept, or
    erased, which was not. As it is, the turn fails, and the channel says so."""
    from rasa.core import agent

    agent.FailSafeTrackerStore = lambda store: store


def _wait_for_an_action_no_longer_than(seconds: float) -> None:
    """Rasa waits five minutes for an action server that hangs. An action of ours takes milliseconds."""
    from rasa.core.actions import action

    action.DEFAULT_REQUEST_TIMEOUT = seconds


def train_components_side_by_side() -> None:
    """Rasa trains components one after the other, also those that don't need one another, as facts and topics.

    Its cache of what was trained is off: two components that write to it at once fail now and then. And nobody looks
    for garbage among all the examples, again and again: there is none.
    """
    import dask
    import dask.threaded
    from rasa.engine.caching import LocalTrainingCache

    gc.disable()
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    # Off, it is a database in memory, which is empty for all threads but the one that made it.
    LocalTrainingCache.get_cached_output_fingerprint = lambda self, fingerprint_key: None
    dask.get = partial(dask.threaded.get, num_workers=2)


if __name__ == "__main__":
    main()
