"""What a message does to the cases of the conversation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class CaseChanges:
    """What was found of the message beside the facts of the case under discussion.

    Attributes:
        switched: it begins another case, or goes back to one.
        one_of_them: it asks about one of the cases that it speaks of.
        is_split: it says something of one of two cases that were told of as one.
        is_one_case: it says that what was taken for several cases is one.
        stays: it calls the case under discussion by its name.
        names_several: it names several cases by their facts.
        told_of_each: number of a case → what it tells of that one, where it tells of several.
        changes_another: it tells of another case than the one under discussion what was not held of it.
        changed_in_all: the facts that it says of all cases and that were held otherwise of one of them.
        keeps_both: the two cases that it tells of at once are kept already.
    """

    switched: bool = False
    one_of_them: bool = False
    is_split: bool = False
    is_one_case: bool = False
    stays: bool = False
    names_several: bool = False
    told_of_each: dict[int, dict[str, str]] = field(default_factory=dict)
    changes_another: bool = False
    changed_in_all: dict[str, str] = field(default_factory=dict)
    keeps_both: bool = False

    @property
    def goes_to_one(self) -> bool:
        """Whether it asks about one case that has to be named: another one than before, or one of several."""
        return self.switched or self.one_of_them
