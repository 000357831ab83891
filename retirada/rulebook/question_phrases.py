"""What the actions look for in what a message asks, claims and plans: phrases/questions.yml."""

from __future__ import annotations

from pydantic import Field, root_validator, validator

from retirada.rulebook.fields import Name
from retirada.yaml_files import Pattern, Strict, Text

_ASKS_NOTHING = r"^(?!.*\?)"


class NamedDetail(Strict):
    """Words that name a detail. `asked`: only in a message that asks something; with «never» in the file, only in one
    that has no question mark. A pattern alone stands for one that is asked.
    """

    pattern: Pattern
    asked: bool = True

    @root_validator(pre=True)
    def _never_asked(cls, values: dict) -> dict:
        patterns = values.get("pattern")
        if values.get("asked") != "never" or not isinstance(patterns, (str, list)):
            return values
        patterns = patterns if isinstance(patterns, list) else [patterns]
        return {**values, "asked": False, "pattern": [_where_nothing_is_asked(pattern) for pattern in patterns]}


class ClaimApart(Strict):
    """What people claim beside what a verdict says, and what is so of it. `while_open`: only of a case that may still
    be withdrawn.
    """

    pattern: Pattern
    says: Text
    leaves_out: list[Name] = Field([])
    while_open: bool = False


class QuestionPhrases(Strict):
    """Words by which something is asked, claimed or planned, as `Phrases` has them."""

    case_as_it_is: Pattern
    for_the_rule: Pattern
    asks_if_it_stands_so: Pattern
    does_it_change: Pattern
    what_to_do: Pattern
    here: Pattern
    here_too: Pattern
    there_too: Pattern
    fears_a_sanction: Pattern
    same_deadline: Pattern
    asks_if_decided: Pattern
    how_many_days: Pattern
    days_to_file: Pattern
    them: Pattern
    own_withdrawal: Pattern
    proof_of_what: Pattern
    of_a_page: Pattern
    to_withdraw: Pattern
    can_do_else: Pattern
    ones_own: Pattern
    plans_before: Pattern
    whether_now: Pattern
    asked_to: Pattern
    is_it_right: Pattern
    in_whose_favour: Pattern
    what_comes: Pattern
    differ: list[Text]
    the_two: Text
    offers_some: Pattern
    will_it_do: Pattern
    will_defend: Pattern
    what_for: Pattern
    wish_to_die: Pattern
    not_upheld: Pattern
    not_upheld_untold: Pattern
    bad_faith: Pattern
    despair: Pattern
    offices: Pattern
    from_an_office: Pattern
    suffers: Pattern
    how_to_know: Pattern
    how_to_see_it: Pattern
    is_that_all: Pattern
    thanking: list[Text]
    thanks_for_nothing: list[Text]
    resigned: Pattern
    names: dict[Name, Pattern]
    names_for_the_accused: dict[Name, Pattern]
    can_it: Pattern
    asks: list[Text]
    asks_unmarked: Pattern
    of_theirs: Pattern
    not_asked: list[Text]
    not_for_mine: Pattern
    meant_of: Pattern
    begins_a_question: Pattern
    tells_nothing: frozenset[Text]
    asks_nothing_open: Pattern
    what_comes_of_it: Pattern
    why_done: Pattern
    why_rule: Pattern
    not_this_question: Pattern
    which_party: Pattern
    not_known_what: Pattern
    settle_first: Pattern
    withdraw_first: Pattern
    details_named: dict[Name, NamedDetail]
    details_named_for_who_filed: dict[Name, NamedDetail]
    details_named_for_another: dict[Name, NamedDetail]
    details_named_by_the_accused: dict[Name, NamedDetail]
    details_of_it: dict[Name, dict[Name, Pattern]]
    not_the_detail: dict[Name, Pattern]
    nothing_left: Pattern
    tell_ones_own: Pattern
    gives_a_reason: Pattern
    asks_the_same: Pattern
    leaves_it: Pattern
    leaves_it_up: Pattern
    refuses: Pattern
    wants_both: Pattern
    denies: list[Text]
    not_even: Pattern
    is_it_wise: Pattern
    am_i_wrong: Pattern
    claims_apart: list[ClaimApart]
    whether_withdrawable: Pattern
    tags: list[Text]
    yes_or_no: dict[Name, dict[Name, Pattern]]
    put_both_ways: Pattern
    either: list[Text]
    rightly: dict[Name, Pattern]
    terms_meant: dict[Name, Pattern]

    @validator(
        "details_named",
        "details_named_for_who_filed",
        "details_named_for_another",
        "details_named_by_the_accused",
        each_item=True,
        pre=True,
    )
    def _a_pattern_is_of_what_is_asked(cls, named: object) -> object:
        return named if isinstance(named, dict) else {"pattern": named}


def _where_nothing_is_asked(pattern: object) -> object:
    if not isinstance(pattern, str):
        return pattern  # and its error is told as of any other
    return f"{_ASKS_NOTHING}(?:{pattern})" if pattern.startswith("^") else f"{_ASKS_NOTHING}.*(?:{pattern})"
