"""The action that keeps what somebody thinks of an answer."""

from __future__ import annotations

from actions.reading.entities import entity
from actions.reading.tracker_state import answer_rated, comment_given
from actions.turn.turn import Turn
from actions.turn_action import TurnAction


class ActionFeedback(TurnAction):
    intents = ("feedback",)

    def name(self) -> str:
        return "action_feedback"

    def reply(self, turn: Turn) -> None:
        """Keep the rating with the answer that it is of; an answer has one, the latest. After a bad one, ask for a
        sentence on what was wrong, unless it came with the rating.
        """
        rating, written = entity(turn.tracker, "rating"), comment_given(turn.tracker)
        about, answer = answer_rated(turn.tracker) or (None, {})
        is_bad = about is not None and rating in ("not_useful", "outdated", "not_my_question")
        kept = {one["about"]: one for one in turn.get("feedback") or []}
        comment = written or (kept.get(about, {}).get("comment") if is_bad else None)
        wanted = is_bad and not comment
        plain = "feedback_useful" if rating == "useful" else "feedback"
        turn.say("comment_kept" if written else "feedback_comment" if wanted else plain)
        if about is None:
            return
        named = {key: answer.get(key) for key in ("topic", "verdict", "row", "rulebook", "model")}
        latest = {"about": about, "rating": rating, **named, **({"comment": comment} if comment else {})}
        kept.pop(about, None)
        turn.set("feedback", [*kept.values(), latest])
        if wanted:
            turn.set("comment_on", about)
