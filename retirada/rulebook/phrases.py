"""What the actions look for in a message: phrases.yml."""

from __future__ import annotations

from typing import Union

from pydantic import Field, validator

from retirada.rulebook.case_phrases import CasePhrases
from retirada.rulebook.fields import Name
from retirada.rulebook.reply_phrases import ReplyPhrases
from retirada.yaml_files import Pattern, Strict, Text


class NamedDetail(Strict):
    """Words that name a detail. `asked`: only in a message that asks something. In the file, a pattern stands for one
    that is asked.
    """

    pattern: Pattern
    asked: bool = True


class ClaimApart(Strict):
    """What people claim beside what a verdict says, and what is so of it. `while_open`: only of a case that may still
    be withdrawn.
    """

    pattern: Pattern
    says: Text
    leaves_out: list[Name] = Field([])
    while_open: bool = False


class Phrases(CasePhrases, ReplyPhrases):
    """Words by which a person points to something, in lower case and without accents: see phrases.yml.

    A `Pattern` is a regular expression; all others are looked for as whole words.
    """

    case_as_it_is: Pattern
    for_the_rule: Pattern
    apologizes: Pattern
    by_number: Pattern
    names_goods: Pattern
    object_is_a_thing: Pattern
    told_by_phone: Pattern
    lacks_device: Pattern
    device_is_out: Pattern
    a_phone: Pattern
    asks_if_it_stands_so: Pattern
    corrects_oneself: Pattern
    not_but: Pattern
    would_withdraw_if: Pattern
    shows_it_is_own: Pattern
    he_withdrew: Pattern
    took_it_back: Pattern
    done: Pattern
    pressed_to_withdraw: Pattern
    holds_it_back: Pattern
    says_it_is_so: Pattern
    does_it_change: Pattern
    what_to_do: Pattern
    here: Pattern
    here_too: Pattern
    there_too: Pattern
    fears_a_sanction: Pattern
    same_deadline: Pattern
    them: Pattern
    of_another_deal: Pattern
    they_withdraw: Pattern
    own_withdrawal: Pattern
    withdrew_by_mistake: Pattern
    not_known: Pattern
    thinks_so: Pattern
    knows_not: Pattern
    proof_of_what: Pattern
    promised: Pattern
    of_a_page: Pattern
    settled: Pattern
    unsettled: Pattern
    nothing_came: Pattern
    if_unsettled: Pattern
    follows_from_it: Pattern
    to_withdraw: Pattern
    can_do_else: Pattern
    ones_own: Pattern
    plans_before: Pattern
    none_against_me: Pattern
    none_of_mine: Pattern
    reported: Pattern
    given_as_reason: Pattern
    whether_now: Pattern
    asked_to: Pattern
    is_it_right: Pattern
    closing_to_come: Pattern
    if_closed: Pattern
    in_whose_favour: Pattern
    what_comes: Pattern
    proof_of_another: Pattern
    if_no_infringement: Pattern
    supposing: Pattern
    supposed_clause: Pattern
    named_if: dict[Name, dict[Name, Pattern]]
    condition: Pattern
    either_way: Pattern
    not_withdrawn: Pattern
    differ: list[Text]
    the_two: Text
    otherwise: list[Text]
    fillers: list[Text]
    of_ones_own: list[Text]
    who_i_am: list[Text]
    they_have_no_proof: Pattern
    the_other_has: list[Text]
    of_a_debt: Pattern
    of_a_fault: Pattern
    of_a_defence: Pattern
    has_proof: Pattern
    offers_some: Pattern
    will_it_do: Pattern
    will_defend: Pattern
    own_papers: Pattern
    own_registration: Pattern
    proof_not_ours: Pattern
    of_the_infringement: Pattern
    answers: dict[Name, dict[Name, Pattern]]
    shown: dict[Name, dict[Name, Pattern]]
    no_it_is_closed: Pattern
    what_for: Pattern
    wish_to_die: Pattern
    not_upheld: Pattern
    own_bad_faith: Pattern
    bribes: Pattern
    would_accuse: Pattern
    may_be_bad_faith: Pattern
    done_by_another: Pattern
    denies_bad_faith: Pattern
    bad_faith: Pattern
    despair: Pattern
    offices: Pattern
    from_an_office: Pattern
    suffers: Pattern
    takes_it_back: Pattern
    how_to_know: Pattern
    how_to_see_it: Pattern
    is_that_all: Pattern
    once_they_withdraw: Pattern
    thanking: list[Text]
    thanks_for_nothing: list[Text]
    resigned: Pattern
    names: dict[Name, Pattern]
    names_for_the_accused: dict[Name, Pattern]
    can_it: Pattern
    asks: list[Text]
    asks_unmarked: Pattern
    of_theirs: Pattern
    value_named: dict[Name, dict[Name, Pattern]]
    may_be_open: Pattern
    asks_us_again_whether: Pattern
    finds_out_whether: Pattern
    may_be_so: Pattern
    told_by_others: Pattern
    told_by_others_after: Pattern
    doubts: Pattern
    is_a_lie: Pattern
    negates: Pattern
    ground_denied: Pattern
    goods_are_not: Pattern
    which_complaint: Pattern
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
    corrects: list[Text]
    settle_first: Pattern
    withdraw_first: Pattern
    details_named: dict[Name, NamedDetail]
    details_named_by_the_accused: dict[Name, NamedDetail]
    details_of_it: dict[Name, dict[Name, Pattern]]
    not_the_detail: dict[Name, Pattern]
    nothing_left: Pattern
    tell_ones_own: Pattern
    gives_a_reason: Pattern
    i_withdraw_it: Pattern
    was_done: Pattern
    kinds_named: dict[Name, Pattern]
    closed_outright: Pattern
    filed_both: Pattern
    same_matter: Pattern
    asks_the_same: Pattern
    reported_somebody: Pattern
    kind_denied: dict[Name, Pattern]
    points_to_kind: Pattern
    kinds_scope: Pattern
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
    has_trade_assurance: Pattern
    locked_out: Pattern
    kind_in_doubt: Pattern
    told_as_report: Pattern
    kinds_on_condition: Pattern
    kind_is_known: Pattern
    back_in: Pattern
    accused: Pattern
    tags: list[Text]
    yes_or_no: dict[Name, dict[Name, Pattern]]
    put_both_ways: Pattern
    either: list[Text]
    rightly: dict[Name, Pattern]

    @validator("details_named", "details_named_by_the_accused", each_item=True, pre=True)
    def _a_pattern_is_of_what_is_asked(cls, named: object) -> object:
        return named if isinstance(named, dict) else {"pattern": named}

    def words(self, name: str) -> Union[str, list[str]]:
        """The pattern, or the whole words, of this name; of a detail's, «details_named.who_withdrew».

        Raises:
            KeyError: there are none of this name.
        """
        key, _, detail = name.partition(".")
        found = getattr(self, key, None)
        if detail:
            found = getattr(found.get(detail), "pattern", None) if isinstance(found, dict) else None
        if not isinstance(found, (str, list)):
            raise KeyError(name)
        return found
