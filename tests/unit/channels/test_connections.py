"""Which address a client is counted by."""

from __future__ import annotations

import pytest

from retirada.channels.core.connections import client_address


@pytest.mark.parametrize(
    ("forwarded", "ip", "address"),
    [
        ("", "127.0.0.1", "127.0.0.1"),
        ("203.0.113.9", "127.0.0.1", "203.0.113.9"),
        ("[2001:db8:1:2:3:4:5:6]", "::1", "2001:db8:1:2::/64"),
        ("x" * 5000, "::1", "x" * 100),
    ],
)
def test_the_address_of_a_client(forwarded, ip, address):
    request = type("Request", (), {"remote_addr": forwarded, "ip": ip})
    assert client_address(request) == address
