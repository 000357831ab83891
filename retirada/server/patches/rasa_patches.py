"""Everything that is changed in Rasa and the libraries below it, one function a change, for one version of Rasa.

`apply()` runs before Rasa is imported (retirada/server/startup.py); each patch runs when the module that it changes
has just been imported. The upstream issue is named where there is one.

Private names used:
- `RemoteAction._validate_action_result`, `_action_call_format` (Rasa): retirada/server/patches/action_patches.py.
- `RulePolicy._find_action_from_rules` (Rasa): retirada/server/patches/turn_patches.py.
- `DaskGraphRunner._graph_schema`, `_instantiated_nodes` (Rasa): retirada/server/patches/graph_runner.py.
- `MessageProcessor._parse_message_with_graph` (Rasa): retirada/server/patches/metrics_patches.py.
- `TrackerStore._stream_new_events` (Rasa): retirada/server/store/tracker_store.py.
- `RasaFileImporter._nlu_files`, `Message._cached_fingerprint` (Rasa): retirada/nlu/components/importer.py.
- `FallbackClassifier._should_fallback` (Rasa; overridden): retirada/nlu/components/fallback.py.
- `csr_matmat`, `csr_todense` of `scipy.sparse._sparsetools`: retirada/nlu/readers/sparse.py.
- `__cpu_features__` of `numpy.core._multiarray_umath`: retirada/nlu/readers/openblas.py.
- `HttpProtocol._http`, `_task`, `_time` (Sanic): retirada/channels/core/connections.py.
- `AsyncSocket._send_ping` (Engine.IO): retirada/channels/web/input_channel.py.
- `AsyncSocket.receive` (Engine.IO; public, replaced on each socket): retirada/channels/web/sockets.py.
- `re._MAXCACHE` (Python): retirada/rulebook/fields.py.
- `hashlib._Hash` (Python's type stubs): retirada/rulebook/knowledge.py.
"""

from __future__ import annotations

import gc
import importlib.metadata
import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import wrapt

from retirada.channels.core.settings import logs_json
from retirada.server.patches import action_patches, loading_patches, tensorflow_stub, turn_patches
from retirada.server.patches import metrics_patches as metrics
from retirada.server.settings import HOST, QUIET, Settings, configure_logging

RASA_VERSION = "3.6.21"


def apply() -> None:
    """Register every patch.

    Raises:
        SystemExit: another version of Rasa is installed.
    """
    installed = importlib.metadata.version("rasa")
    if installed != RASA_VERSION:
        raise SystemExit(
            f"retirada/server/patches/rasa_patches.py is for Rasa {RASA_VERSION}, and {installed} is installed. "
            "Run `make setup`, or go through each patch and change RASA_VERSION."
        )
    # Before the import: SQLAlchemy warns, and telemetry is set up, while Rasa is being imported.
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    tensorflow_stub.install_stub()
    for module, patch in PATCHES:
        wrapt.register_post_import_hook(patch, module)
    # `python -m rasa` runs rasa.__main__ without importing it; while Python looks for it, this is what argv says.
    if sys.argv[:1] == ["-m"]:
        set_defaults(None)


def set_defaults(_: Any) -> None:
    """Give Rasa's own commands the environment that `make run` gives, and its quiet.

    endpoints.yml reads variables, and Rasa refuses to start where one is unset.
    """
    os.environ.update(Settings.from_environment().environment())
    configure_logging()
    # Until Sanic handles it, Ctrl-C ends a talk in the terminal without a traceback.
    if sys.argv[1:2] == ["shell"] and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def log_json(module: Any) -> None:
    """With LOG_FORMAT=json, have every line of log be a JSON object, in Rasa and in the action server."""
    if not logs_json(os.environ):
        return
    import structlog

    renderer = structlog.stdlib.ProcessorFormatter(
        processor=structlog.processors.JSONRenderer(ensure_ascii=False),
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
        ],
    )

    def configure(log_level: str | None) -> None:
        handler = logging.StreamHandler()
        handler.setFormatter(renderer)
        logging.basicConfig(level=log_level or "WARNING", handlers=[handler], force=True)

    module.configure_colored_logging = configure


def listen_on_loopback(constants: Any) -> None:
    """Have `rasa run` listen on loopback unless `-i` says otherwise; Rasa's default is all interfaces."""
    constants.DEFAULT_SERVER_INTERFACE = HOST


def announce_readiness(run: Any) -> None:
    """Print when `rasa run` is ready: Rasa logs it at INFO, which is off because it would log what people write."""
    load_agent = run.load_agent_on_start

    @wraps(load_agent)
    async def load_and_announce(*arguments: Any, **options: Any) -> Any:
        agent = await load_agent(*arguments, **options)
        if "--quiet" not in sys.argv:
            print("Rasa server is up and running.", flush=True)
        return agent

    run.load_agent_on_start = load_and_announce


def limit_connections(_: Any) -> None:
    """Have Sanic serve with time limits, and a limit on connections, that slow clients can't get around.

    Rasa calls `app.run` without a protocol, and Sanic then takes this one.
    """
    from sanic import app

    from retirada.channels.core.connections import BoundedProtocol

    app.WebSocketProtocol = BoundedProtocol  # type: ignore[misc]


def replace_personal_data(channel: Any) -> None:
    """Replace names, mail addresses and personal numbers in each message, whichever channel it comes from.

    What a pipeline changes in its messages doesn't reach the tracker, which gets the text of the `UserMessage`. So it
    is replaced there, before anything is understood, logged or stored.
    """
    from retirada.privacy.personal_data import without_personal_data

    def get_text(message: Any) -> str | None:
        return message.__dict__["text"]

    def set_text(message: Any, text: str | None) -> None:
        # A terminal can give halves of characters, which JSON cannot hold.
        message.__dict__["text"] = without_personal_data(text.encode(errors="replace").decode()) if text else text

    channel.UserMessage.text = property(get_text, set_text)


def protect_action_server(endpoint: Any) -> None:
    """Have every action server of this project ask for ACTION_SECRET, be warm before it listens, and print when it is
    ready.

    Rasa SDK's own answers whoever calls it, and leaves that to a proxy (RasaHQ/rasa-sdk#56).
    """
    create_app = endpoint.create_app

    @wraps(create_app)
    def create_protected_app(*arguments: Any, **options: Any) -> Any:
        from retirada.server.action_server import protect, warm_up
        from retirada.yaml_files import exit_on_data_error

        with exit_on_data_error():  # the actions load data/knowledge
            app = create_app(*arguments, **options)
        protect(app, Settings.from_environment().action_secret)
        app.register_listener(lambda *_: warm_up(), "before_server_start")
        if "--quiet" not in sys.argv:

            @app.after_server_start
            async def announce(app: Any, _: object) -> None:
                print(f"Action endpoint is up and running on {app.serve_location}", flush=True)

        return app

    endpoint.create_app = create_protected_app


def talk_in_the_terminal(console: Any) -> None:
    """Have `rasa shell` speak Spanish, show titles and no payloads, and end on Ctrl-C without a traceback.

    Rasa's own prints each button with its payload and all its keys, in English.
    """
    from retirada.server.terminal import converse

    console.record_messages = converse
    # What is under way when the person leaves is no error.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)


def silence_empty_evaluation(testing: Any) -> None:
    """Don't warn in `rasa test core` that TEDPolicy found no entities: it isn't used here."""
    testing.logger.addFilter(lambda record: record.msg != "No labels to evaluate. Skip evaluation.")


def raise_store_errors(agent: Any) -> None:
    """Let errors of the tracker store fail the turn, so that the channel says so.

    Rasa's fail-safe wrapper swallows them (RasaHQ/rasa#3243): people were told that something was kept, or erased,
    which was not.
    """
    agent.FailSafeTrackerStore = lambda store: store


def disable_training_cache(caching: Any) -> None:
    """Do without the cache of trained components: it fails when two of them write to it at once."""
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    # Of size 0, it is still a database in memory, which is empty for all threads but the one that made it.
    caching.LocalTrainingCache.get_cached_output_fingerprint = lambda self, fingerprint_key: None


def train_in_parallel(graph_trainer: Any) -> None:
    """Train components that don't need one another side by side; Rasa trains them one after the other.

    The garbage collector is off meanwhile: it would go through all examples again and again and find nothing.
    """
    import dask.threaded

    dask_module: Any = dask
    train = graph_trainer.GraphTrainer.train

    @wraps(train)
    def train_side_by_side(*arguments: Any, **options: Any) -> Any:
        get = dask_module.get
        dask_module.get = partial(dask.threaded.get, num_workers=2)
        gc.disable()
        try:
            return train(*arguments, **options)
        finally:
            dask_module.get = get
            gc.enable()

    graph_trainer.GraphTrainer.train = train_side_by_side


PATCHES: tuple[tuple[str, Callable[[Any], None]], ...] = (
    *loading_patches.PATCHES,
    ("rasa.__main__", set_defaults),
    ("rasa_sdk.__main__", set_defaults),
    ("rasa.utils.io", log_json),
    ("rasa_sdk.utils", log_json),
    ("rasa.core.constants", listen_on_loopback),
    ("rasa.core.run", announce_readiness),
    ("rasa.core.run", limit_connections),
    ("rasa.core.channels.channel", replace_personal_data),
    ("rasa_sdk.endpoint", protect_action_server),
    ("rasa.core.channels.console", talk_in_the_terminal),
    ("rasa.model_testing", silence_empty_evaluation),
    ("rasa.core.agent", raise_store_errors),
    *action_patches.PATCHES,
    *turn_patches.PATCHES,
    *metrics.PATCHES,
    ("rasa.engine.caching", disable_training_cache),
    ("rasa.engine.training.graph_trainer", train_in_parallel),
)
