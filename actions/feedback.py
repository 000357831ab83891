"""The action that keeps what somebody thinks of an answer."""

from __future__ import annotations

from actions.reading import entity
from actions.tracker_state import answer_rated
from actions.turn import Turn, TurnAction


class ActionFeedback(TurnAction):
    def name(self) -> str:
        return "action_feedback"

    def reply(self, turn: Turn) -> None:
        """Keep the rating with the answer that it is of; an answer has one, the latest. After a bad one, ask for a
        sentence on what was wrong.
        """
        rating = entity(turn.tracker, "rating")
        rated = answer_rated(turn.tracker)
        is_bad = rated is not None and rating in ("not_useful", "outdated", "not_my_question")
        turn.say("feedback_useful" if rating == "useful" else "feedback_comment" if is_bad else "feedback")
        if rated is None:
            return
        about, answer = rated
        others = [kept for kept in turn.get("feedback") or [] if kept["about"] != about]
        named = {key: answer.get(key) for key in ("topic", "verdict", "row", "rulebook", "model")}
        turn.set("feedback", [*others, {"about": about, "rating": rating, **named}])
        if is_bad:
            turn.set("comment_on", about)
