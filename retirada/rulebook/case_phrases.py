"""What the actions look for in a message to know which case it is of, and who its parties are: phrases/cases.yml."""

from __future__ import annotations

from retirada.rulebook.fields import Name
from retirada.rulebook.nested_phrases import FilingPhrases, MentionPhrases, NamedBeside, NewsPhrases
from retirada.yaml_files import Pattern, Strict, Text


class CasePhrases(Strict):
    """Words that tell one case from another, and the person from whom they speak for, as `Phrases` has them."""

    no_case: Pattern
    further_case: Pattern
    filed_anew: Pattern
    came_to_them: Pattern
    one_against_them: Pattern
    begins_anew: Pattern
    begins_now: Pattern
    ends_with_no: Pattern
    denies_it_of_another: Pattern
    ends_with_other: Pattern
    withdrew_the_one: Pattern
    begins_with_no: Pattern
    begins_with_if: Pattern
    that_one_is: Pattern
    speaks_of: Pattern
    no_idea: Pattern
    no_idea_where_it_stands: Pattern
    did_not_withdraw: Pattern
    somebody_asks: Pattern
    speaks_of_it: Pattern
    of_several: Pattern
    does_to_us: Pattern
    said_it_wrong: Pattern
    rated: Pattern
    one_of_theirs: Pattern
    no_accuser: Pattern
    filed_one: Pattern
    withdrew_one: Pattern
    files_one_since: Pattern
    since_then: Pattern
    came_since: Pattern
    next_complaint: Pattern
    asks_to_withdraw: Pattern
    filed_by_them: Pattern
    takes_up: Pattern
    has_one: Pattern
    against_us: Pattern
    asks_the_other: Pattern
    only_one: Pattern
    two_clients: Pattern
    has_two: Pattern
    one_of_two: Pattern
    another_report: Pattern
    speaks_of_somebody: Pattern
    not_this_case: Pattern
    was_of: Pattern
    swaps: Pattern
    which_first: Pattern
    names_case: Pattern
    cut_short: Pattern
    only_names_case: Pattern
    called: dict[Name, dict[Name, Pattern]]
    told_state: dict[Name, Pattern]
    filed_for_me: Pattern
    complains_back: Pattern
    complains_of_us: Pattern
    somebody_filed: Pattern
    somebody: Text
    filed_for_us: Pattern
    own_account: Pattern
    out_of_reach: Pattern
    own_case: Pattern
    filed_back: Pattern
    named_beside: NamedBeside
    in_their_stead: Pattern
    not_filed: Pattern
    to_come: Pattern
    would_not_file: Pattern
    may_file: Pattern
    plans_to_file: Pattern
    would_file: Pattern
    plans_another: Pattern
    had_filed: Pattern
    supposes_filed: Pattern
    confirmed: Pattern
    filed_now: Pattern
    no_own_case: Pattern
    helpers: Pattern
    not_accused_yet: Pattern
    mention: MentionPhrases
    words_for_mine: list[Text]
    words_for_theirs: list[Text]
    they_may_file: Pattern
    not_a_first_one: Pattern
    not_filed_by_me: Pattern
    filed_by: Pattern
    it_is_me: Pattern
    account_is_of: Pattern
    says_of_oneself: dict[Name, Pattern]
    i_am_who_filed: Pattern
    another_accused: Pattern
    another_filed: Pattern
    several_accuse: Pattern
    they_are_who_filed: Pattern
    they_put_it: Pattern
    filing: FilingPhrases
    news: NewsPhrases
    accused_them: Pattern
    put_one_to: Pattern
    another_put_one: Pattern
    customer_complained: Pattern
    complained_oneself: Pattern
    alleged: Pattern
    not_accused: Pattern
    denied_before: Pattern
    with_whose_help: Pattern
    who_helped: Pattern
    principals: list[Text]
    principals_said: dict[str, Text]
    of_things: Pattern
    same_principal: list[list[Text]]
    before_principal: Pattern
    after_principal: Pattern
    of_whom: Pattern
    to_whom: Pattern
    against_whom: Pattern
    to_or_against: Pattern
    customer: Pattern
    a_man: Pattern
    for_them: Pattern
    has_a_case: Pattern
    puts_one: Pattern
    represents: Pattern
    acts_for_whom: dict[Name, Pattern]
    names_myself: Pattern
    third_person: Pattern
    did_it: Pattern
    filed: Pattern
    before_filed: Pattern
    case_numbers: list[list[Text]]
    both: Pattern
    all_filed: Pattern
    is_somebody: Pattern
    earlier_case: list[Text]
    i_took_down: Pattern
    stands_so: Pattern
    they_took_down: Pattern
    what_they_took: Pattern
    shows_it_is_own: Pattern
    accused: Pattern
