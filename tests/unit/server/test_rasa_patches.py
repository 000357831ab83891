"""Every patch of Rasa: what Rasa does without it, on a copy of the module that was never patched, and with it."""

from __future__ import annotations

import asyncio
import importlib
import importlib.machinery
import importlib.metadata
import importlib.util
import json
import subprocess
import sys
from types import ModuleType, SimpleNamespace

import dask
import jsonschema
import pytest
import sanic.app
from rasa.engine.graph import GraphModelConfiguration, GraphSchema
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.data import TrainingType
from rasa.shared.exceptions import RasaException
from sanic.compat import Header

from retirada.paths import PROJECT
from retirada.server import rasa_patches, tensorflow_stub, terminal, turn_patches
from retirada.server.rasa_patches import PATCHES
from retirada.server.recent_turns import Stored


def unpatched(name: str) -> ModuleType:
    """A copy of the module as Rasa made it: loaded past the import hooks, and not put into `sys.modules`."""
    parent = importlib.import_module(name.rpartition(".")[0])
    spec = importlib.machinery.PathFinder.find_spec(name, parent.__path__)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    assert {f"test_{patch.__name__}" for _, patch in PATCHES} <= globals().keys()


def test_another_version_of_rasa_gives_one_clear_error(monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "3.7.0")
    with pytest.raises(SystemExit, match=r"is for Rasa 3\.6\.21, and 3\.7\.0 is installed\. Run `make setup`"):
        rasa_patches.apply()


def test_rasa_is_patched_wherever_it_is_imported():
    done = run("import rasa.core.constants as c; print(c.DEFAULT_SERVER_INTERFACE)")
    assert (done.stdout, done.stderr) == ("127.0.0.1\n", "")


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


def test_check_action_schema_once(monkeypatch):
    actions = unpatched("rasa.core.actions.action")
    checks = []
    validator = jsonschema.validators.validator_for(actions.RemoteAction.action_response_format_spec())
    monkeypatch.setattr(validator, "check_schema", lambda *_, **__: checks.append(1))
    action = actions.RemoteAction("action_answer", None)
    result = {"events": [{"event": "slot", "name": "topic", "value": "refile"}], "responses": []}
    for _ in range(3):
        action._validate_action_result(result)
    assert len(checks) == 3
    checks.clear()
    turn_patches.check_action_schema_once(actions)
    for _ in range(3):
        assert action._validate_action_result(result)
    assert len(checks) == 1
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": "none"})


def test_identify_models_by_content(tmp_path):
    storage = unpatched("rasa.engine.storage.local_model_storage")
    schema = GraphSchema({})
    configuration = GraphModelConfiguration(schema, schema, TrainingType.NLU, "retirada", "es", None, None, None)

    def model_id(name: str, weights: bytes) -> str:
        """Of a model with these contents, packed and unpacked."""
        components, unpacked = tmp_path / f"{name}-components", tmp_path / f"{name}-unpacked"
        (components / "reader").mkdir(parents=True)
        unpacked.mkdir()
        (components / "reader" / "weights.npz").write_bytes(weights)
        archive = tmp_path / f"{name}.tar.gz"
        storage.LocalModelStorage(components).create_model_package(archive, configuration, Domain.empty())
        return storage.LocalModelStorage.from_model_archive(unpacked, archive)[1].model_id

    assert model_id("a", b"1") != model_id("b", b"1")
    rasa_patches.identify_models_by_content(storage)
    assert model_id("c", b"1") == model_id("d", b"1") != model_id("e", b"2")


def test_limit_action_time():
    actions = unpatched("rasa.core.actions.action")
    assert actions.DEFAULT_REQUEST_TIMEOUT == 300
    turn_patches.limit_action_time(actions)
    assert actions.DEFAULT_REQUEST_TIMEOUT == turn_patches.ACTION_SECONDS


def test_look_up_event_types_once(monkeypatch):
    events = unpatched("rasa.shared.core.events")
    searches = []
    search = events.rasa.shared.utils.common.all_subclasses
    monkeypatch.setattr(
        events.rasa.shared.utils.common, "all_subclasses", lambda cls: searches.append(1) or search(cls)
    )
    for _ in range(3):
        assert events.Event.resolve_by_type("slot") is events.SlotSet
    searches_of_three = len(searches)
    turn_patches.look_up_event_types_once(events)
    for _ in range(3):
        assert events.Event.resolve_by_type("slot") is events.SlotSet
    assert len(searches) == searches_of_three + searches_of_three // 3


def test_copy_trackers_without_replay(monkeypatch):
    trackers = unpatched("rasa.shared.core.trackers")
    tracker = trackers.DialogueStateTracker("ana", [AnySlot("topic", [])])
    for event in (UserUttered("hola"), SlotSet("topic", "refile"), ActionExecuted("action_listen")):
        tracker.update(event)
    replayed: list[str] = []
    monkeypatch.setattr(SlotSet, "apply_to", lambda self, it: replayed.append(self.key) or it._set_slot("topic", 1))
    assert tracker.copy().get_slot("topic") == 1 and replayed.pop()
    turn_patches.copy_trackers_without_replay(trackers)
    copy = tracker.copy()
    assert copy == tracker and copy.get_slot("topic") == "refile" and not replayed
    copy.update(SlotSet("topic", "where"))
    assert len(tracker.events) == 3 and tracker.get_slot("topic") == "refile", "what the copy does, it does alone"


def test_predict_from_recent_turns():
    module = unpatched("rasa.core.policies.rule_policy")
    seen: list[int] = []

    class Policy(module.RulePolicy):
        def __init__(self) -> None:
            self.lookup = {"rules": {json.dumps([{}, {}, {}]): "action_answer"}}

    module.RulePolicy._prediction_states = lambda self, tracker, domain: seen.append(len(tracker.events)) or []
    tracker = DialogueStateTracker("ana", [])
    for _ in range(50):
        tracker.update(UserUttered("hola"))
        tracker.update(ActionExecuted("action_listen"))
    Policy()._prediction_states(tracker, None)
    turn_patches.predict_from_recent_turns(module)
    Policy()._prediction_states(tracker, None)
    assert seen == [100, 6], "more turns than the longest rule has"


def test_encode_calls_with_ujson():
    endpoints = unpatched("rasa.utils.endpoints")

    async def encoded() -> str:
        async with endpoints.EndpointConfig("http://127.0.0.1").session() as session:
            return session.json_serialize({"text": "¿sí?", "at": 1795686668.2448573, "none": None})

    python_s = asyncio.run(encoded())
    turn_patches.encode_calls_with_ujson(endpoints)
    assert asyncio.run(encoded()) != python_s, "ujson leaves the spaces out"
    assert json.loads(asyncio.run(encoded())) == json.loads(python_s)


def test_send_whole_session():
    """That the person gets all of it is tested in tests/integration/server/test_shared_store.py."""
    module = unpatched("rasa.core.actions.action")
    sent: list[list[str]] = []

    async def run_action(self, output, nlg, tracker, domain) -> None:
        sent.append([event.text for event in tracker.events])

    async def retrieve_session(sender: str) -> DialogueStateTracker:
        return DialogueStateTracker.from_events(sender, [UserUttered("first"), UserUttered("second")])

    tracker = DialogueStateTracker.from_events("ana", [UserUttered("second"), UserUttered("new")])
    tracker.store, tracker.stored = SimpleNamespace(retrieve_session=retrieve_session), Stored(1, 2, "key")
    module.RemoteAction.run = run_action
    for patch in (None, turn_patches.send_whole_session):
        if patch:
            patch(module)
        for name in ("action_answer", "action_privacy"):
            asyncio.run(module.RemoteAction(name, None).run(None, None, tracker, None))
    recently = ["second", "new"]
    assert sent == [recently, recently, recently, ["first", *recently]]


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
