"""Reads YAML files, validates them by models, and says in which line one is wrong."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, TypeVar

import yaml
from pydantic import BaseModel, ConstrainedStr, Extra, ValidationError

from retirada.prefilter import PREFILTER

Model = TypeVar("Model", bound=BaseModel)


class DataFileError(ValueError):
    """A file cannot be used. The text has a line for each problem: the file, the place in it, and what to mend."""


@contextmanager
def exit_on_data_error() -> Iterator[None]:
    """End the program with the text of a DataFileError, and no traceback: for a `with`, or as a decorator of `main`.

    Raises:
        SystemExit: a file cannot be used.
    """
    try:
        yield
    except DataFileError as error:
        raise SystemExit(str(error)) from None


class Strict(BaseModel):
    """Refuses keys that it does not know, and cannot be changed."""

    class Config:
        extra = Extra.forbid
        frozen = True
        keep_untouched = (functools.cached_property,)


if TYPE_CHECKING:
    Text = str
    Pattern = str
else:

    class Text(ConstrainedStr):
        """A sentence, a heading or a word: there is something in it."""

        strict = True

        @classmethod
        def __get_validators__(cls) -> Iterator[Callable[..., Any]]:
            yield from super().__get_validators__()
            yield cls._is_not_blank

        @classmethod
        def _is_not_blank(cls, written: str) -> str:
            if not written.strip():
                raise ValueError("nothing is written here")
            return written

    class Pattern(Text):
        """A regular expression for messages in lower case and without accents, or a list of such: its alternatives."""

        strip_whitespace = True

        @classmethod
        def __get_validators__(cls) -> Iterator[Callable[..., Any]]:
            yield cls._of_alternatives
            yield from super().__get_validators__()
            yield cls._can_be_found

        @classmethod
        def _of_alternatives(cls, written: Any) -> Any:
            if not isinstance(written, list):
                return written
            for alternative in written:
                if not isinstance(alternative, str) or not alternative:
                    raise ValueError(f"«{alternative}» is no regular expression: put it in quotes")
            try:
                return cls._can_be_found("|".join(written))
            except ValueError:
                for alternative in written:
                    cls._can_be_found(alternative)  # so that the error names it
                raise

        @classmethod
        def _can_be_found(cls, written: str) -> str:
            try:
                re.compile(written)
            except re.error as error:
                raise ValueError(f"«{written}» is no regular expression: {error}") from None
            literal = re.sub(r"\\.", "", written)
            if not literal.isascii() or literal != literal.lower():
                raise ValueError(f"«{written}» must be in lower case and without accents, as it is looked for")
            PREFILTER.add(written)
            return written


# libyaml's: PyYAML's own takes many times as long.
class _Loader(yaml.CSafeLoader):
    """Refuses a key that stands twice in one mapping, of which YAML would keep the last. Leaves dates as they are
    written: the models read them, and say where a wrong one is.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    problem = f"«{key.value}» stands here twice: keep one"
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """What a YAML file in UTF-8 holds; dates as text.

    Raises:
        DataFileError: it is missing, or is not YAML.
    """
    return _parse(path, read_bytes(path))


def read_model(path: Path, model: type[Model]) -> Model:
    """Read and validate a file.

    Raises:
        DataFileError: it is missing, is not YAML, or does not fit the model.
    """
    return parse_model(path, read_bytes(path), model)


def parse_model(path: Path, raw: bytes, model: type[Model]) -> Model:
    """Validate what was read from a file.

    Raises:
        DataFileError: it is not YAML, or does not fit the model.
    """
    content = _parse(path, raw)
    try:
        return model.parse_obj(content)
    except ValidationError as error:
        root = yaml.compose(raw, _Loader)
        raise DataFileError("\n".join(f"{path}: {_told(e, root)}" for e in error.errors())) from None


def read_bytes(path: Path) -> bytes:
    """What a file holds.

    Raises:
        DataFileError: it is missing, or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataFileError(f"{path}: missing. Restore it from git.") from None
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read: {error.strerror}.") from None


def _parse(path: Path, raw: bytes) -> Any:
    try:
        return yaml.load(raw, _Loader)
    except yaml.reader.ReaderError as error:
        problem, line = error.reason, raw[: error.position].count(b"\n")
    except yaml.MarkedYAMLError as error:
        problem = ", ".join(filter(None, (error.context, error.problem)))
        line = error.problem_mark.line if error.problem_mark else 0
    except ValueError as error:  # `!!int one`
        raise DataFileError(f"{path}: not valid YAML: {error}") from None
    raise DataFileError(f"{path}: not valid YAML: {problem} (line {line + 1})")


def _told(error: Any, root: Optional[yaml.Node]) -> str:
    """One of pydantic's errors: the place, what is wrong, and the line; of what is missing, where it should be."""
    node, place = root, []
    for step in error["loc"]:
        if step == "__root__":
            continue
        below: list[yaml.Node] = []
        if isinstance(node, yaml.MappingNode):
            below = [value for key, value in node.value if key.value == str(step)]
            place.append(str(step))
        elif isinstance(step, int):
            below = node.value[step : step + 1] if isinstance(node, yaml.SequenceNode) else []
            place.append(f"row {step + 1}")
        else:
            place.append(step)
        node = below[0] if below else node
    line = node.start_mark.line + 1 if node else 1
    return f"{' → '.join(place) or 'whole file'}: {error['msg']} (line {line})"
