"""The patterns of data/knowledge/phrases that stand together under one key, a model for each."""

from __future__ import annotations

from typing import TypeVar

from retirada.rulebook.fields import Name
from retirada.yaml_files import Pattern, Strict

_Parts = TypeVar("_Parts", bound="Parts")


class Parts(Strict):
    """Patterns of which others are made."""

    def grouped(self: _Parts) -> _Parts:
        """The same, each in a group of its own, to be joined with what stands beside it."""
        return self.copy(update={name: f"(?:{pattern})" for name, pattern in self})


class FilingPhrases(Parts):
    """`filing`: who complained, and of whom."""

    quoted: Pattern
    ours: Pattern
    others: Pattern
    pronoun: Pattern
    we_complained: Pattern
    they_complained: Pattern
    they_accused: Pattern
    many_accused: Pattern
    we_put: Pattern
    they_put: Pattern
    received: Pattern
    we_made: Pattern
    they_made: Pattern
    was_filed: Pattern
    filer: Pattern
    defendant: Pattern
    is_or_are: Pattern
    we_are: Pattern
    which: Pattern
    whom: Pattern
    it: Pattern
    to_us: Pattern
    negation: Pattern
    the_complaint: Pattern
    it_was: Pattern
    in_bad_faith: Pattern
    against_another: Pattern
    acts_for: Pattern
    complains: Pattern
    one_whom: Pattern
    came: Pattern
    of_a_party: Pattern
    against_whom: Pattern
    owner: Pattern
    not_told: Pattern


class MentionPhrases(Strict):
    """`mention`: how a clause speaks of a case."""

    own: Pattern
    theirs: Pattern
    the_one_of: Pattern
    myself: Pattern
    i_filed: Pattern
    against_me: Pattern
    they_filed: Pattern
    done_to_it: Pattern
    brings_one_up: Pattern
    against_them: Pattern
    another: Pattern
    one_more: Pattern
    next_one: Pattern
    of_the_same_kind: Pattern
    one_before: Pattern
    news_of_one: Pattern
    put_on_us: Pattern
    also: Pattern
    points_to_this: Pattern
    this_one: Pattern
    is_that_one: Pattern
    a_number: Pattern
    ordinal: Pattern
    other: Pattern
    a_name: Pattern
    no_name: Pattern
    no_bare_name: Pattern
    to_them: Pattern
    only_not: Pattern
    two: Pattern
    three: Pattern
    one_of_them: Pattern
    begins_with_one: Pattern
    concedes: Pattern
    the_next: Pattern
    of_all: Pattern
    wants: Pattern
    withdraws_it: Pattern
    only_says: Pattern
    files_some: Pattern
    against_some: Pattern
    files_another: Pattern
    goes_on_with: Pattern
    left_aside: Pattern
    all_the_same: Pattern
    done_to_them: Pattern
    only_them: Pattern
    somebody_close: Pattern
    which_stands: Pattern
    says_yes: Pattern
    not_so: Pattern
    calls: Pattern
    is_said_of: Pattern
    by_whose: Pattern
    another_one: Pattern
    customer_says: Pattern
    as_buyer: Pattern
    client_filed: Pattern
    renames_it: Pattern
    not_value: dict[Name, dict[Name, Pattern]]
    filed_by_oneself: Pattern
    answer_lacks: Pattern
    says_back: Pattern
    in_their_words: Pattern
    not_closed: Pattern
    files: Pattern
    shop: Pattern
    he: Pattern
    may_be: Pattern
    myself_too: Pattern
    wares_for: Pattern
    wares: Pattern
    no_notice: Pattern
    a_notice_came: Pattern
    not_wanted: Pattern
    announces: Pattern
    if_i_withdraw: Pattern
    will_not_withdraw: Pattern
    weighs_options: Pattern
    tells_of_what: Pattern
    back_to_own: Pattern
    an_actor: Pattern
    as_respondent: Pattern
    as_complainant: Pattern
    of_own_withdrawal: Pattern
    if_withdrawn: Pattern
    uses_photos: Pattern
    the_rest: Pattern
    an_account: Pattern
    tells_of_none: Pattern


class NamedBeside(Strict):
    """`named_beside`: what stands beside whom the person names where it is not theirs alone."""

    before: Pattern
    after: Pattern
    many: Pattern
    theirs: Pattern


class NewsPhrases(Parts):
    """`news`: what is told of the settlement, clause by clause."""

    whom: Pattern
    whom_of_another: Pattern
    paid: Pattern
    sent: Pattern
    mended: Pattern
    removed: Pattern
    done: Pattern
    to_do: Pattern
    came: Pattern
    come: Pattern
    to_come: Pattern
    mine: Pattern
    theirs: Pattern
    no_verb: Pattern
    may_be_ones_own: Pattern
    who_did: Pattern
    what_it_did: Pattern
    since: Pattern
    no_goods: Pattern
    story: Pattern
    filed: Pattern
    half: Pattern
    lacks: Pattern
    bad: Pattern
    never: Pattern
    undone: Pattern
    enough: Pattern
    says: Pattern
    offers: Pattern
    to_be: Pattern
    of_another_time: Pattern
    of_a_notice: Pattern
    breaks: Pattern
