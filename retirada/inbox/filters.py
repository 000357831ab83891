"""Which messages of the inbox are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Optional

from retirada.inbox.messages import REASONS, Message
from retirada.report.figures import BAD


class Filter(NamedTuple):
    """Which messages are wanted; None wants all.

    Attributes:
        subject: what was declined, or the likeliest intent.
        confidence: at most so much.
    """

    channel: Optional[str] = None
    subject: Optional[str] = None
    reason: Optional[str] = None
    confidence: Optional[float] = None
    rating: Optional[str] = None

    def wants(self, message: Message) -> bool:
        return (
            self.channel in (None, message.channel)
            and (self.subject is None or self.subject in (message.intent, *message.subjects))
            and (self.reason is None or self.reason in message.reasons)
            and (self.confidence is None or message.confidence <= self.confidence)
            and self.rating in (None, message.rating)
        )


def read_filter(given: Mapping[str, str]) -> Filter:
    """The filter, from CHANNEL, SUBJECT, REASON, CONFIDENCE and RATING.

    Raises:
        SystemExit: one of them can't be used.
    """
    for name, allowed in (("REASON", REASONS), ("RATING", BAD)):
        if given.get(name) and given[name] not in allowed:
            raise SystemExit(f"{name} must be one of {', '.join(allowed)}, not «{given[name]}».")
    confidence = None
    if given.get("CONFIDENCE"):
        try:
            confidence = float(given["CONFIDENCE"])
        except ValueError:
            confidence = -1.0
        if not 0 <= confidence <= 1:
            raise SystemExit(f"CONFIDENCE must be a number from 0 to 1, not «{given['CONFIDENCE']}».")
    named = {name: given.get(name.upper()) or None for name in ("channel", "subject", "reason", "rating")}
    return Filter(confidence=confidence, **named)
