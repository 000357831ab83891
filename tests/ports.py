"""Ports for the servers that tests start."""

from __future__ import annotations

import socket

from retirada.server.settings import HOST

_kept: list[socket.socket] = []


def free_port() -> int:
    """A port that nobody listens on, and that nobody else is given until this process ends.

    A server may stop there, and another one start.
    """
    kept = socket.socket()
    # Whoever asks Linux for any free port is given none that is bound. A server gets this one while nobody listens
    # there, as both say SO_REUSEADDR.
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind((HOST, 0))
    _kept.append(kept)
    return kept.getsockname()[1]
