"""How text is fitted into a provider's limits."""

from __future__ import annotations

import pytest

from retirada.channels.providers.text import split_text, truncate


@pytest.mark.parametrize("text", ["", "a", "a" * 100, "uno dos tres " * 30, "línea\n" * 40, "ñ" * 41])
def test_parts_fit_and_lose_no_word(text):
    parts = split_text(text, 40)
    assert all(len(part) <= 40 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert len(truncate(text, 20)) <= 20
