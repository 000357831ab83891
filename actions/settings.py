"""What the operator sets for the actions, from the environment."""

from __future__ import annotations

import os
from typing import NamedTuple


class Settings(NamedTuple):
    """What replies say of how the assistant is operated.

    Attributes:
        retention_days: how many days a conversation is kept, told to everybody at the start.
        operator_contact: contact shown to people who ask for a human. Default: none.
        has_queue: whether messages may wait in Redis, told to whoever asks what is kept. Default: no.
    """

    retention_days: int
    operator_contact: str = ""
    has_queue: bool = False

    @classmethod
    def from_environment(cls) -> Settings:
        """RETENTION_DAYS, OPERATOR_CONTACT and REDIS_URL.

        Raises:
            KeyError: RETENTION_DAYS is not set.
        """
        return cls(
            int(os.environ["RETENTION_DAYS"]),
            os.environ.get("OPERATOR_CONTACT", "").strip(),
            bool(os.environ.get("REDIS_URL")),
        )
