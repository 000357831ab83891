"""Logs failures without what people wrote. Imports no Rasa, so that the action server can use it too."""

from __future__ import annotations

import logging
import traceback

from retirada.channels.core.settings import log_level

logger = logging.getLogger(__name__)


def log_failure(description: str, error: BaseException) -> None:
    """Log where `error` came from.

    Args:
        description: what failed, without a full stop.
        error: its text may quote what a person wrote, so it is logged only at LOG_LEVEL INFO or DEBUG.
    """
    if log_level() in ("INFO", "DEBUG"):
        logger.error("%s.", description, exc_info=error)
    else:
        frames = "".join(traceback.format_tb(error.__traceback__)[-3:])
        logger.error("%s: %s\n%s", description, type(error).__name__, frames)
