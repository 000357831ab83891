"""Every other patch of Rasa: what Rasa does without it, on a copy of the module that was never patched, and with it."""

from __future__ import annotations

import ast
import asyncio
import importlib
import importlib.machinery
import importlib.metadata
import json
import logging
import re
import subprocess
import sys
from types import SimpleNamespace

import dask
import pytest
import sanic.app
from rasa.shared.exceptions import RasaException
from sanic.compat import Header

from retirada.paths import PROJECT
from retirada.server import terminal
from retirada.server.patches import rasa_patches, tensorflow_stub
from retirada.server.patches.rasa_patches import PATCHES
from tests.unit.server.unpatched import unpatched

PRIVATE = re.compile(r"\b_[^\W_]\w*")


def run(script: str, **environment: str) -> subprocess.CompletedProcess:
    """Run the script in a Python of its own, with these environment variables only."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
    )


def test_each_patch_has_a_test_here():
    ours = [patch.__name__ for _, patch in PATCHES if patch.__module__ == rasa_patches.__name__]
    assert ours and {f"test_{name}" for name in ours} <= globals().keys()


def test_private_names_of_libraries_are_listed():
    """Not found are those that are overridden, or are in a text: what this project calls so too counts as its own."""
    used, own = set(), {"_asdict", "_replace", "_exit"}  # public, in spite of their names
    for path in (path for folder in ("actions", "retirada") for path in (PROJECT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                own.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.add(node.id)
            elif isinstance(node, ast.Attribute):
                is_set_by_itself = isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
                (own if is_set_by_itself else used).add(node.attr)
            elif isinstance(node, ast.ImportFrom):
                used.update((node.module or "").split("."), (alias.name for alias in node.names))
    lines = re.findall(r"^- (.+): (\S+\.py)\.$", rasa_patches.__doc__, re.MULTILINE)
    listed = [(name, path) for names, path in lines for name in PRIVATE.findall(names)]
    assert {name for name in used - own if PRIVATE.fullmatch(name)} <= {name for name, _ in listed}
    assert [(name, path) for name, path in listed if name not in (PROJECT / path).read_text(encoding="utf-8")] == []


def test_another_version_of_rasa_gives_one_clear_error(monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "3.7.0")
    with pytest.raises(SystemExit, match=r"is for Rasa 3\.6\.21, and 3\.7\.0 is installed\. Run `make setup`"):
        rasa_patches.apply()


def test_rasa_is_patched_wherever_it_is_imported():
    done = run("import rasa.core.constants as c; print(c.DEFAULT_SERVER_INTERFACE)")
    assert (done.stdout, done.stderr) == ("127.0.0.1\n", "")


@pytest.mark.parametrize("module", ["rasa.utils.io", "rasa_sdk.utils"])
def test_log_json(monkeypatch, capsys, module):
    utils = unpatched(module)
    rasas = utils.configure_colored_logging
    rasa_patches.log_json(utils)
    assert utils.configure_colored_logging is rasas
    monkeypatch.setenv("LOG_FORMAT", "json")
    rasa_patches.log_json(utils)
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    utils.configure_colored_logging(None)
    logging.getLogger("x").warning("it is %s", "late")
    logged = json.loads(capsys.readouterr().err)
    assert (logged["event"], logged["level"], logged["logger"]) == ("it is late", "warning", "x")


def test_python_starts_without_importing_rasa_or_this_package_s_dependencies():
    done = run(
        "import sys; print(sorted({'rasa', 'wrapt', 'sanic', 'numpy', 'retirada.server.settings'} & set(sys.modules)))"
    )
    assert done.stdout == "[]\n", done.stderr


def test_tensorflow_is_stubbed():
    assert importlib.machinery.PathFinder.find_spec("tensorflow") is None
    stub = importlib.import_module("tensorflow")
    assert isinstance(stub.keras.layers.Layer, type)
    with pytest.raises(RuntimeError, match="needs TensorFlow, which this project leaves out"):
        type("Layer", (stub.keras.layers.Layer,), {})()
    assert {"tensorflow", "keras"} <= tensorflow_stub.PACKAGES


def test_set_defaults():
    script = (
        "from rasa.core.utils import AvailableEndpoints\n"
        "print(AvailableEndpoints.read_endpoints('endpoints.yml').action.url)\n"
    )
    assert RasaException.__name__ in run(script).stderr
    assert run(f"import rasa.__main__\n{script}", ACTION_PORT="7").stdout == "http://127.0.0.1:7/webhook\n"


@pytest.mark.parametrize("module", ["rasa", "rasa_sdk"])
def test_python_m_is_as_quiet_as_rasa_s_command(module):
    command = [sys.executable, "-m", module, "--help"]
    done = subprocess.run(command, cwd=PROJECT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_listen_on_loopback():
    constants = unpatched("rasa.core.constants")
    assert constants.DEFAULT_SERVER_INTERFACE == "0.0.0.0"
    rasa_patches.listen_on_loopback(constants)
    assert constants.DEFAULT_SERVER_INTERFACE == "127.0.0.1"


@pytest.mark.parametrize(("option", "printed"), [("run", "Rasa server is up and running.\n"), ("--quiet", "")])
def test_announce_readiness(monkeypatch, capsys, option, printed):
    async def load_agent_on_start(*_: object) -> str:
        return "the agent"

    monkeypatch.setattr(sys, "argv", ["rasa", option])
    module = SimpleNamespace(load_agent_on_start=load_agent_on_start)
    asyncio.run(module.load_agent_on_start())
    assert capsys.readouterr().out == ""
    rasa_patches.announce_readiness(module)
    assert asyncio.run(module.load_agent_on_start()) == "the agent"
    assert capsys.readouterr().out == printed


def test_limit_connections(monkeypatch):
    from sanic.server.protocols.websocket_protocol import WebSocketProtocol

    from retirada.channels.core.connections import BoundedProtocol

    monkeypatch.setattr(sanic.app, "WebSocketProtocol", WebSocketProtocol)
    rasa_patches.limit_connections(None)
    assert sanic.app.WebSocketProtocol is BoundedProtocol


def test_replace_personal_data():
    channel = unpatched("rasa.core.channels.channel")
    text = "escríbame a ana@ejemplo.org"
    assert channel.UserMessage(text).text == text
    rasa_patches.replace_personal_data(channel)
    assert channel.UserMessage(text).text == "escríbame a [correo]"
    assert channel.UserMessage(None).text is None
    assert channel.UserMessage("ya\ud800").text == "ya?", "JSON holds no half of a character"


def test_protect_action_server(monkeypatch):
    """What the protection does over HTTP is tested in tests/integration/channels/test_hardening.py."""
    monkeypatch.setenv("ACTION_SECRET", "the secret")
    monkeypatch.setenv("RETENTION_DAYS", "30")
    monkeypatch.setattr(sys, "argv", ["rasa_sdk", "--quiet"])
    endpoint = unpatched("rasa_sdk.endpoint")

    def statuses(secret: str) -> list[int]:
        """What the app answers before any action is run."""
        monkeypatch.setattr(sanic.Sanic, "_app_registry", {})
        app = endpoint.create_app("actions")
        request = SimpleNamespace(path="/webhook", headers=Header({"authorization": f"Bearer {secret}"}))
        request.load_json = lambda _: {}
        answers = [asyncio.run(middleware(request)) for middleware in app.request_middleware]
        return [answer.status for answer in answers if answer]

    assert statuses("a guess") == []
    rasa_patches.protect_action_server(endpoint)
    assert statuses("a guess") == [401]
    assert statuses("the secret") == []


def test_silence_empty_evaluation(caplog):
    testing = unpatched("rasa.model_testing")
    try:
        testing.logger.filters.clear()
        testing.logger.warning("No labels to evaluate. Skip evaluation.")
        assert len(caplog.records) == 1
        rasa_patches.silence_empty_evaluation(testing)
        testing.logger.warning("No labels to evaluate. Skip evaluation.")
        testing.logger.warning("Something else.")
        assert [record.message for record in caplog.records[1:]] == ["Something else."]
    finally:
        testing.logger.filters.clear()
        rasa_patches.silence_empty_evaluation(testing)


def test_raise_store_errors():
    agent = unpatched("rasa.core.agent")
    store = SimpleNamespace(domain=None, event_broker=None)
    assert agent.FailSafeTrackerStore(store) is not store
    rasa_patches.raise_store_errors(agent)
    assert agent.FailSafeTrackerStore(store) is store


def test_talk_in_the_terminal(capsys):
    """The whole of it, in a terminal: tests/conversations/test_shell.py."""
    console = unpatched("rasa.core.channels.console")
    console.print_buttons({"text": "Elija.", "buttons": [{"title": "Dónde se retira", "payload": "/where"}]})
    assert "1: Dónde se retira (/where)" in capsys.readouterr().out
    rasa_patches.talk_in_the_terminal(console)
    assert console.record_messages is terminal.converse


def test_disable_training_cache(monkeypatch, tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("RASA_MAX_CACHE_SIZE", "0")
    caching = unpatched("rasa.engine.caching")

    def look_up_in_a_thread() -> object:
        cache = caching.LocalTrainingCache()
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(cache.get_cached_output_fingerprint, "a fingerprint").result()

    with pytest.raises(Exception, match="no such table"):
        look_up_in_a_thread()
    rasa_patches.disable_training_cache(caching)
    assert look_up_in_a_thread() is None


def test_train_in_parallel(monkeypatch):
    from rasa.engine.training.graph_trainer import GraphTrainer  # noqa: F401  (so that its parents are imported)

    module = unpatched("rasa.engine.training.graph_trainer")
    used = []
    monkeypatch.setattr(module.GraphTrainer, "train", lambda self: used.append(dask.get))
    trainer = module.GraphTrainer(None, None, None)
    one_by_one = dask.get
    trainer.train()
    rasa_patches.train_in_parallel(module)
    trainer.train()
    assert used[0] is one_by_one and used[1].keywords == {"num_workers": 2}
    assert dask.get is one_by_one
