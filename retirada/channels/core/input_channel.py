"""The base of Rasa's input channels here: they are configured by the environment, not by credentials.yml."""

from __future__ import annotations

from typing import Any, Optional

from rasa.core.channels.channel import InputChannel

from retirada.channels.core.sentences import sentences
from retirada.channels.core.settings import ChannelSettings, load
from retirada.yaml_files import exit_on_data_error


class ConfiguredInput(InputChannel):
    """An input channel with the channels' settings. credentials.yml only names it."""

    def __init__(self, settings: ChannelSettings) -> None:
        self._settings = settings

    @classmethod
    def from_credentials(cls, credentials: Optional[dict[str, Any]]) -> InputChannel:
        """Read the settings from the environment, and the sentences.

        Raises:
            SystemExit: one of them cannot be used. The text is one line for each problem.
        """
        with exit_on_data_error():
            sentences()
        return cls(load())
