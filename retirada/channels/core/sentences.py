"""The Spanish sentences of the channels themselves, from data/channels.yml."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Literal

from retirada.paths import PROJECT
from retirada.yaml_files import Strict, Text, read_model

FILE = PROJECT / "data" / "channels.yml"


class CommandWords(Strict):
    """A command: the payload that it stands for, and the words that are it when a message says nothing else."""

    payload: Text
    words: list[Text]


class Sentences(Strict):
    """Every sentence, by its key in the file. `format` fills in `{field}` and `{limit}` where a sentence has them."""

    unavailable: Text
    busy: Text
    too_many: Text
    too_long: Text
    not_text: Text
    option_gone: Text
    choose_by_number: Text
    choose: Text
    open_list: Text
    guide_address: Text
    telegram_start: Text
    telegram_help: Text
    terminal_start: Text
    terminal_person: Text
    terminal_assistant: Text
    terminal_end: Text
    field_missing: Text
    field_not_text: Text
    field_blank: Text
    field_control_characters: Text
    field_too_long: Text
    message_too_long: Text
    not_json: Text
    not_json_type: Text
    not_json_object: Text
    wrong_key: Text
    foreign_request: Text
    wrong_signature: Text
    wrong_verify_token: Text
    message_field: Text
    answer_field: Text
    comment_field: Text
    malformed_message: Text
    unknown_rating: Text
    foreign_answer: Text
    foreign_option: Text
    unknown_source: Text
    unknown_file: Text
    http: dict[int, Text]
    failed: Text
    commands: dict[Literal["menu", "leave", "restart"], CommandWords]


def load(path: Path = FILE) -> Sentences:
    """Read and validate the sentences.

    Args:
        path: the YAML file.

    Raises:
        DataFileError: the file is missing, is not YAML, or a sentence in it is missing, blank or unknown.
    """
    return read_model(path, Sentences)


@functools.lru_cache(maxsize=1)
def sentences() -> Sentences:
    """The sentences of data/channels.yml, read at the first call. Raises DataFileError."""
    return load()
