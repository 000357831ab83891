"""What the actions look for in a message that is about our replies, the guide or what is kept:
phrases/replies.yml."""

from __future__ import annotations

from retirada.rulebook.fields import Name
from retirada.yaml_files import Pattern, Strict, Text


class CopyAsked(Strict):
    """What is kept, words before it that ask to be given it, and such that show that something else is meant."""

    of: Pattern
    before: Pattern
    not_with: Pattern


class ReplyPhrases(Strict):
    """Words that take up, reject or ask again what we said, ask where it is from, or to have or erase what is kept, as
    `Phrases` has them.
    """

    remembers: Pattern
    takes_up_ours: Pattern
    rejects: Pattern
    says_it_asks: Pattern
    left_out: Pattern
    asks_again: dict[Name, Pattern]
    insists_on: Pattern
    says_why_it_asks: Pattern
    asked_of_the_guide: Pattern
    does_the_guide_say_it: Pattern
    left_open: Pattern
    says_nothing: Pattern
    told_already: list[Text]
    erasure_order: Pattern
    erasure_insists: Pattern
    erasure_confirmed: Pattern
    erasure_refused: Pattern
    instead: Pattern
    taken_back: list[Text]
    unsaid_that: list[Text]
    assumed_by_us: Pattern
    denies_our_word: Pattern
    differs: Pattern
    two_sayings: Pattern
    says_otherwise: Pattern
    reminds: list[Text]
    contradicts: list[Text]
    where_from: Pattern
    who_says: Pattern
    of_alibaba: Pattern
    says_it_was_said: Pattern
    as_if: Pattern
    waves_off: Pattern
    is_beside_it: Pattern
    says_what_it_asks: Pattern
    why_said: Pattern
    guide_speaks_of: Pattern
    what_it_means: Pattern
    said_above: Pattern
    official_page: list[Text]
    which: list[Text]
    address: list[Text]
    the_guide: list[Text]
    its_words: Pattern
    guide_itself: Pattern
    reads_out: Pattern
    not_that_page: Pattern
    copy_wanted: list[Text]
    copy_asked: CopyAsked
    is_it_kept: Pattern
    kept_where: Pattern
    erasure_wanted: list[Text]
    then_erased: Pattern
    summary: Pattern
    sums_up_all: Pattern
    how_all_stand: Pattern
    asks_simpler: Pattern
    recaps: Pattern
    put_to_us: Pattern
    asked_of_us: Pattern
    says_the_guide: Text
    presses: Pattern
    whether_it_is_right: Pattern
