"""The literals of which a regular expression needs one: what a text without any of them cannot match."""

from __future__ import annotations

import sre_constants as sre
import sre_parse
from collections.abc import Iterable, Iterator
from typing import Any, Optional

_MOST_STRINGS = 64  # of a part that can be written in several ways: «quej[ao]s?» has four
Node = tuple[Any, Any]  # sre_parse's: an operator and its argument


def required_literals(pattern: str) -> Optional[frozenset[str]]:
    """The strings of which every match needs one, itself or what stands around it; None where there are none.

    >>> sorted(required_literals(r"\\b(?:mis? quejas?|denuncie)\\b(?! no)"))
    ['denuncie', 'mi queja', 'mi quejas', 'mis queja', 'mis quejas']
    >>> required_literals(r"\\w+(?: que)?") is None
    True

    Raises:
        re.error: it is no regular expression.
    """
    tree = sre_parse.parse(pattern)
    return None if tree.state.flags & sre.SRE_FLAG_IGNORECASE else _required(tree.data)


def _required(nodes: Iterable[Node]) -> Optional[frozenset[str]]:
    """What a sequence needs: the most telling of what its parts need."""
    return max(_needs(nodes), key=_telling, default=None)


def _telling(literals: frozenset[str]) -> tuple[int, int]:
    return min(map(len, literals)), -len(literals)


def _needs(nodes: Iterable[Node]) -> Iterator[frozenset[str]]:
    """What each part of a sequence needs; parts side by side that can be written out are taken together."""
    side_by_side = {""}
    for node in nodes:
        strings = _strings([node])
        joined = _joined(side_by_side, strings) if strings else None
        if joined:
            side_by_side = joined
            continue
        if "" not in side_by_side:
            yield frozenset(side_by_side)
        side_by_side = strings or {""}
        if not strings and (needed := _needed_by(node)):
            yield needed
    if "" not in side_by_side:
        yield frozenset(side_by_side)


def _needed_by(node: Node) -> Optional[frozenset[str]]:
    """What one part needs that cannot be written out."""
    operator, argument = node
    if operator is sre.SUBPATTERN:
        _, added_flags, _, inner = argument
        return None if added_flags & sre.SRE_FLAG_IGNORECASE else _required(inner)
    if operator is sre.BRANCH:
        needed = [_required(branch) for branch in argument[1]]
        return frozenset().union(*(one for one in needed if one)) if all(needed) else None
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, _, inner = argument
        return _required(inner) if least else None
    return _required(argument[1]) if operator is sre.ASSERT else None


def _strings(nodes: Iterable[Node]) -> Optional[set[str]]:
    """All that a sequence can be written as; None where that is too much, or cannot be said."""
    strings = {""}
    for operator, argument in nodes:
        following: Optional[set[str]] = None
        if operator is sre.LITERAL:
            following = {chr(argument)}
        elif operator is sre.IN and all(kind is sre.LITERAL for kind, _ in argument):
            following = {chr(letter) for _, letter in argument}
        elif operator is sre.SUBPATTERN and not argument[1]:
            following = _strings(argument[3])
        elif operator is sre.BRANCH:
            branches = [_strings(branch) for branch in argument[1]]
            following = set().union(*(one for one in branches if one)) if all(branches) else None
        elif operator in (sre.AT, sre.ASSERT_NOT):
            following = {""}
        elif operator in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[1] == 1:
            once = _strings(argument[2])
            following = once and (once if argument[0] else once | {""})
        joined = _joined(strings, following) if following else None
        if joined is None:
            return None
        strings = joined
    return strings


def _joined(strings: set[str], following: set[str]) -> Optional[set[str]]:
    if len(strings) * len(following) > _MOST_STRINGS:
        return None
    return {first + second for first in strings for second in following}
