"""What an action server of this project does before it listens. Its protection over HTTP is tested in
tests/integration/channels/test_hardening.py.
"""

from __future__ import annotations

import os
import subprocess
import sys

from retirada.paths import PROJECT
from retirada.server.settings import HOST
from tests.ports import free_port

FIRST_TURN = """
import sre_compile
import sys
from rasa_sdk import endpoint
from rasa_sdk.executor import ActionExecutor

app = endpoint.create_app("actions")
compiled, compile_pattern = [], sre_compile.compile

@app.after_server_start
async def answer(app, _):
    executor = ActionExecutor()
    executor.register_package("actions")
    sre_compile.compile = lambda pattern, flags=0: compiled.append(pattern) or compile_pattern(pattern, flags)
    message = {"text": "¿Puedo poner otra después?", "intent": {"name": "refile", "confidence": 1.0}, "entities": []}
    tracker = {"sender_id": "somebody", "slots": {}, "latest_message": message, "events": []}
    try:
        await executor.run({"next_action": "action_answer", "tracker": tracker, "domain": {"responses": {}}})
    except KeyError:  # there is no text to answer with; by then the message has been read
        pass
    print(len(compiled), flush=True)
    app.stop()

app.run(sys.argv[1], int(sys.argv[2]), access_log=False)
"""


def test_the_first_turn_finds_the_patterns_of_the_rulebook_compiled():
    """In a process of its own: here, other tests have compiled them."""
    environment = {**os.environ, "ACTION_SECRET": "secret", "RETENTION_DAYS": "30"}
    script = [sys.executable, "-c", FIRST_TURN, HOST, str(free_port()), "--quiet"]
    done = subprocess.run(script, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout and int(done.stdout) < 10, done.stderr
