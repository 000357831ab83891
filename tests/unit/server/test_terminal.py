"""What a line that is typed in the terminal says. The whole of it, in a terminal: tests/conversations/test_shell.py."""

from __future__ import annotations

import pytest

from retirada.server.terminal import _message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/stop", None),
        ("salir", None),
        ("Salir", None),
        ("/restart", "/restart"),
        ("menú principal", "/capabilities"),
        ("no quiero salir perdiendo", "no quiero salir perdiendo"),
        ("2", "/where"),
        ("3", "3"),
        ("dónde se retira", "/where"),
    ],
)
def test_a_line_is_left_with_an_option_a_command_or_a_message(line, said):
    offered = [{"title": "Qué es", "payload": "/what"}, {"title": "Dónde se retira", "payload": "/where"}]
    assert _message(line, offered) == said
