"""What the operator sets for the actions, from the environment."""

from __future__ import annotations

import os
from typing import NamedTuple


class Settings(NamedTuple):
    """Attributes:
    retention_days: how many days a conversation is kept, told to everybody at the start.
    operator_contact: contact shown to people who ask for a human (default: none).
    """

    retention_days: int
    operator_contact: str = ""

    @classmethod
    def from_environment(cls) -> Settings:
        """RETENTION_DAYS and OPERATOR_CONTACT.

        Raises:
            KeyError: RETENTION_DAYS is not set.
        """
        return cls(int(os.environ["RETENTION_DAYS"]), os.environ.get("OPERATOR_CONTACT", "").strip())
