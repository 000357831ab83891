"""Everything that is changed in Rasa, one function a change, for the one version that was tried.

`apply()` runs before Rasa is imported (retirada/server/startup.py); each patch runs when the module that it changes
has been. Rasa's private names used here: `RemoteAction._validate_action_result`.
"""

from __future__ import annotations

import gc
import importlib.metadata
import os
from functools import lru_cache, partial, wraps
from types import ModuleType
from typing import Any

import wrapt

from retirada.server import settings, tensorflow_stub

RASA_VERSION = "3.6.21"
ACTION_SECONDS = 5


def apply() -> None:
    """Register every patch.

    Raises:
        SystemExit: another version of Rasa is installed.
    """
    installed = importlib.metadata.version("rasa")
    if installed != RASA_VERSION:
        raise SystemExit(
            f"retirada/server/rasa_patches.py is for Rasa {RASA_VERSION}, and {installed} is installed. "
            "Run `make setup`, or go through each patch and change RASA_VERSION."
        )
    # Before the import: SQLAlchemy speaks up, and telemetry is set up, while Rasa is being imported.
    for name, value in settings.QUIET.items():
        os.environ.setdefault(name, value)
    tensorflow_stub.install_stub()
    for module, patch in (
        ("rasa.__main__", set_defaults),
        ("rasa_sdk.__main__", set_defaults),
        ("rasa.core.constants", listen_on_loopback),
        ("rasa_sdk.endpoint", protect_action_server),
        ("rasa.core.agent", raise_store_errors),
        ("rasa.core.actions.action", check_action_schema_once),
        ("rasa.core.actions.action", limit_action_time),
        ("rasa.shared.core.events", look_up_event_types_once),
        ("rasa.engine.caching", disable_training_cache),
        ("rasa.engine.training.graph_trainer", train_in_parallel),
    ):
        wrapt.register_post_import_hook(patch, module)


def set_defaults(_: ModuleType) -> None:
    """Give Rasa's own command line the environment that `make run` gives, and its quiet.

    endpoints.yml reads variables, and Rasa refuses to start where one is unset.
    """
    for name, value in settings.environment(settings.port_from_environment(5005)).items():
        os.environ.setdefault(name, value)
    settings.configure_logging()


def listen_on_loopback(constants: ModuleType) -> None:
    """Have `rasa run` listen where nobody else reaches it, unless `-i` says otherwise; Rasa's default is everywhere."""
    constants.DEFAULT_SERVER_INTERFACE = settings.HOST


def protect_action_server(endpoint: ModuleType) -> None:
    """Have every action server of this project ask for ACTION_SECRET.

    Rasa SDK's own listens on all interfaces and answers whoever calls it.
    """
    create_app = endpoint.create_app

    @wraps(create_app)
    def create_protected_app(*arguments: Any, **options: Any) -> Any:
        from retirada.server.action_server import protect

        return protect(create_app(*arguments, **options), os.environ["ACTION_SECRET"])

    endpoint.create_app = create_protected_app


def check_action_schema_once(actions: ModuleType) -> None:
    """Validate an action's result as Rasa does, without validating the constant schema itself each time.

    That takes half of a turn.
    """
    from jsonschema.validators import validator_for

    schema = actions.RemoteAction.action_response_format_spec()
    validator_class = validator_for(schema)
    validator_class.check_schema(schema)
    validator = validator_class(schema)

    def validate(_: object, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    actions.RemoteAction._validate_action_result = validate


def limit_action_time(actions: ModuleType) -> None:
    """Wait ACTION_SECONDS for an action: ours take milliseconds.

    Rasa waits five minutes for an action server that hangs.
    """
    actions.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS


def raise_store_errors(agent: ModuleType) -> None:
    """Let errors of the tracker store fail the turn, so that the channel says so.

    Rasa's fail-safe wrapper swallows them: people were told that something was kept, or erased, which was not.
    """
    agent.FailSafeTrackerStore = lambda store: store


def look_up_event_types_once(events: ModuleType) -> None:
    """Cache which class an event's name stands for: Rasa searches all classes for each event that it reads back."""
    events.Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(events.Event.resolve_by_type))


def disable_training_cache(caching: ModuleType) -> None:
    """Do without the cache of trained components: it fails when two of them write to it at once."""
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    # Off, it is a database in memory, which is empty for all threads but the one that made it.
    caching.LocalTrainingCache.get_cached_output_fingerprint = lambda self, fingerprint_key: None


def train_in_parallel(graph_trainer: ModuleType) -> None:
    """Train components that don't need one another side by side; Rasa trains them one after the other.

    The garbage collector is off meanwhile: it goes through all examples again and again and finds nothing.
    """
    import dask
    import dask.threaded

    train = graph_trainer.GraphTrainer.train

    @wraps(train)
    def train_side_by_side(*arguments: Any, **options: Any) -> Any:
        get = dask.get
        dask.get = partial(dask.threaded.get, num_workers=2)
        gc.disable()
        try:
            return train(*arguments, **options)
        finally:
            dask.get = get
            gc.enable()

    graph_trainer.GraphTrainer.train = train_side_by_side
