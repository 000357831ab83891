"""The databases that the tracker store is tested on; how a command of the operators refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retirada.server.store.tracker_store import ConversationStore
from tests.integration.server.stores import open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path) -> str:
    """The address of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/conversations.db"
    return request.getfixturevalue("postgresql").new_database()


@pytest.fixture
def store(url) -> ConversationStore:
    return open_store(url)


@pytest.fixture
def refusal(monkeypatch, capsys) -> Callable[..., str]:
    """Gives the line with which a command's `main` ends where the variables are set. It prints nothing else.

    In this process, for what a command imports takes seconds; `test_a_command_that_refuses_fails_with_one_line` runs
    each as its operator does.
    """

    def line(main: Callable[[], object], **variables: str) -> str:
        with monkeypatch.context() as patched, pytest.raises(SystemExit) as ended:
            for name in ("DATABASE_URL", "PERIOD", "CHANNEL", "TOPIC", "REV"):
                patched.delenv(name, raising=False)
            for name, value in variables.items():
                patched.setenv(name, value)
            main()
        said = ended.value.code
        # A text is what Python prints to stderr, and then it exits with 1.
        assert isinstance(said, str) and len(said.splitlines()) == 1
        assert capsys.readouterr() == ("", "")
        return said

    return line
