"""What the models of YAML files have in common, and how such a file is read into one."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConstrainedStr, Extra, ValidationError

from retirada.yaml_files import read_yaml

Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """Refuses keys that it does not know, and cannot be changed."""

    class Config:
        extra = Extra.forbid
        frozen = True


class Text(ConstrainedStr):
    """A sentence or a heading: there is something in it."""

    strict = True
    min_length = 1


def read_model(path: Path, model: type[Model], error_class: type[Exception]) -> Model:
    """Read and validate a file.

    Raises:
        error_class: the file is missing, is not YAML, or does not fit the model. The text names it and what to mend.
    """
    try:
        return model.parse_obj(read_yaml(path))
    except (OSError, yaml.YAMLError) as error:
        raise error_class(f"{path} cannot be read: {' '.join(str(error).split())}") from None
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise error_class(f"{path}: {problems}") from None
