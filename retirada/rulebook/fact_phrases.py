"""What the actions look for in what a message tells of the case, supposes or denies: phrases/facts.yml."""

from __future__ import annotations

from retirada.rulebook.fields import Name
from retirada.yaml_files import Pattern, Strict, Text


class FactPhrases(Strict):
    """Words by which a fact of the case is told, or is not, as `Phrases` has them."""

    apologizes: Pattern
    by_number: Pattern
    names_goods: Pattern
    object_is_a_thing: Pattern
    sets_up: Pattern
    told_by_phone: Pattern
    takes_what_is_mine: Pattern
    page_asks_more: Pattern
    lacks_device: Pattern
    device_is_out: Pattern
    no_computer: Pattern
    a_phone: Pattern
    corrects_oneself: Pattern
    not_but: Pattern
    would_withdraw_if: Pattern
    he_withdrew: Pattern
    took_it_back: Pattern
    done: Pattern
    pressed_to_withdraw: Pattern
    holds_it_back: Pattern
    says_it_is_so: Pattern
    of_another_deal: Pattern
    they_withdraw: Pattern
    withdrew_by_mistake: Pattern
    not_known: Pattern
    thinks_so: Pattern
    knows_not: Pattern
    promised: Pattern
    settled: Pattern
    unsettled: Pattern
    nothing_came: Pattern
    if_unsettled: Pattern
    follows_from_it: Pattern
    none_against_me: Pattern
    none_of_mine: Pattern
    reported: Pattern
    given_as_reason: Pattern
    closing_to_come: Pattern
    if_closed: Pattern
    proof_of_another: Pattern
    if_no_infringement: Pattern
    supposing: Pattern
    supposed_clause: Pattern
    named_if: dict[Name, dict[Name, Pattern]]
    condition: Pattern
    either_way: Pattern
    in_return: Pattern
    not_withdrawn: Pattern
    otherwise: list[Text]
    fillers: list[Text]
    of_ones_own: list[Text]
    who_i_am: list[Text]
    they_have_no_proof: Pattern
    the_other_has: list[Text]
    of_a_debt: Pattern
    of_a_fault: Pattern
    affirms_of_it: Pattern
    of_a_defence: Pattern
    has_proof: Pattern
    own_papers: Pattern
    own_registration: Pattern
    proof_not_ours: Pattern
    of_the_complaint: Pattern
    of_the_infringement: Pattern
    answers: dict[Name, dict[Name, Pattern]]
    shown: dict[Name, dict[Name, Pattern]]
    no_it_is_closed: Pattern
    own_bad_faith: Pattern
    bribes: Pattern
    would_accuse: Pattern
    may_be_bad_faith: Pattern
    done_by_another: Pattern
    denies_bad_faith: Pattern
    takes_it_back: Pattern
    once_they_withdraw: Pattern
    value_named: dict[Name, dict[Name, Pattern]]
    may_be_open: Pattern
    asks_us_again_whether: Pattern
    finds_out_whether: Pattern
    may_be_so: Pattern
    asks_if_settled: Pattern
    told_by_others: Pattern
    told_by_others_after: Pattern
    doubts: Pattern
    is_a_lie: Pattern
    negates: Pattern
    ground_denied: Pattern
    goods_are_not: Pattern
    which_complaint: Pattern
    corrects: list[Text]
    i_withdraw_it: Pattern
    was_done: Pattern
    kinds_named: dict[Name, Pattern]
    closed_outright: Pattern
    filed_both: Pattern
    same_matter: Pattern
    reported_somebody: Pattern
    kind_denied: dict[Name, Pattern]
    points_to_kind: Pattern
    kinds_scope: Pattern
    has_trade_assurance: Pattern
    locked_out: Pattern
    kind_is_menu: Pattern
    kind_in_doubt: Pattern
    told_as_report: Pattern
    kinds_on_condition: Pattern
    kind_is_known: Pattern
    back_in: Pattern
