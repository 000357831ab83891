"""Reads the files of words and forms that messages are read with before the readers see them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from retirada.yaml_files import read_yaml

_Model = TypeVar("_Model", bound=BaseModel)


class LanguagesError(ValueError):
    """A file of words or forms cannot be used. The text names the file and what to mend."""


def parse(path: Path, model: type[_Model]) -> _Model:
    """Read a file, validated by the model.

    Raises:
        LanguagesError: it is not there or no YAML, or has another shape.
    """
    try:
        return model.parse_obj(read_yaml(path))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise LanguagesError(f"{path} cannot be used: {' '.join(str(error).split())}") from None
