"""How failures are logged. Without Rasa, so that the action server can use it too."""

from __future__ import annotations

import logging
import os
import traceback

logger = logging.getLogger(__name__)


def log_failure(what: str, error: BaseException) -> None:
    """Log where `error` came from; its text, which may quote what a person wrote, only if LOG_LEVEL asks for it."""
    if os.environ.get("LOG_LEVEL") in ("INFO", "DEBUG"):
        logger.error("%s.", what, exc_info=error)
    else:
        frames = "".join(traceback.format_tb(error.__traceback__)[-3:])
        logger.error("%s: %s\n%s", what, type(error).__name__, frames)
