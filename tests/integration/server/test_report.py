"""The report on stored conversations: its figures beside those of an independent query, its page, its errors."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from retirada.evaluation.topic_copy import copy_project
from retirada.paths import PROJECT
from retirada.report.__main__ import PAGE, main, read_figures
from retirada.server.store.database import Database, parse
from retirada.server.store.decisions import decisions_of, keep
from retirada.server.store.event_reader import open_store
from retirada.server.store.period import Period
from retirada.server.store.tables import EVENTS
from tests.unit.audit.events import PROCESSED, bot, user

TODAY = date.today()
WEEK = Period(TODAY - timedelta(days=6), TODAY)
NOW = datetime.combine(TODAY, datetime.min.time()) + timedelta(hours=20)
MAIL = "ana@example.org"

# Turns as (user_text, intent, what the assistant says: (response, answer)).
ANSWER = ("utter_not_withdrawable_processed", PROCESSED)
ASKS = ("utter_withdrawal_conditions", {**PROCESSED, "verdict": "withdrawal_conditions", "asks": "status"})
TURNS = [
    ("¿la puedo retirar?", "withdraw", [ANSWER]),
    ("puse una queja", "withdraw", [ASKS, ("utter_ask_status", {**ASKS[1]})]),
    ("¿cuánto tarda?", "duration", [("utter_duration", {"topic": "out_of_scope", "about": "duration"})]),
    (
        "¿cuánto tarda y se retira?",
        "duration",
        [("utter_duration", {"topic": "out_of_scope", "about": "cost"}), ANSWER],
    ),
    ("cancelar", "nlu_fallback", [("utter_clarify", {})]),
    ("asdf", "nlu_fallback", [("utter_not_understood", {})]),
    ("/duration", "duration", [("utter_duration", {"topic": "out_of_scope", "about": "duration"})]),
    ("quiero hablar con alguien", "human", [("utter_human", {})]),
    ("gracias", "thanks", [("utter_thanks", {})]),
]
RATINGS = ["useful", "not_useful", "outdated", "not_my_question", None]


def conversation(rng: random.Random, name: str) -> list[dict[str, Any]]:
    """Random turns within the last ten days, some hours or a few minutes apart, some of them rated."""
    at = NOW.timestamp() - rng.uniform(0, 10 * 24 * 3600)
    channel = rng.choice(["web", "rest", "telegram"])
    events: list[dict[str, Any]] = []
    ratings: list[dict[str, Any]] = []
    for number in range(rng.randint(1, 7)):
        if at > NOW.timestamp() - 60:
            break
        text, intent, replies = rng.choice(TURNS)
        message_id = f"{name}-{number}"
        events.append({**user(text, intent, at=at), "message_id": message_id, "input_channel": channel})
        for count, (response, answer) in enumerate(replies, 1):
            reply = bot("texto", at=at + 0.1 * count + rng.uniform(0, 0.09), **answer)
            reply["metadata"]["utter_action"] = response
            events.append(reply)
        if rng.random() < 0.3:
            button = {**user('/feedback{"rating": "x"}', "feedback", at=at + 5), "message_id": f"{message_id}-r"}
            ratings = [*ratings, {"about": f"{message_id}.0", "rating": rng.choice(RATINGS), "comment": f"soy {MAIL}"}]
            events += [
                {**button, "input_channel": channel},
                {"event": "slot", "name": "feedback", "value": ratings, "timestamp": at + 5.1},
            ]
        at += rng.choice([60, 300, 40 * 60, 5 * 3600, 30 * 3600])
    return events


@pytest.fixture(scope="module")
def events() -> list[tuple[str, dict[str, Any]]]:
    rng = random.Random(7)
    return [(f"c{n}", event) for n in range(300) for event in conversation(rng, f"c{n}")]


def rows(events: list[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    return [
        {
            "sender_id": name,
            "type_name": event["event"],
            "timestamp": event["timestamp"],
            "action_name": event.get("name"),
            "data": json.dumps(event),
        }
        for name, event in events
    ]


@pytest.fixture
def stored(url, events) -> str:
    base = Database(parse(url))
    with base.transaction() as connection:
        connection.execute(sa.insert(EVENTS), rows(events))
        keep(connection, decisions_of("old", [bot("a", at=NOW.timestamp() - 5 * 24 * 3600, **PROCESSED)]))
    return url


# What the report counts, told to SQLite: it shares no line with retirada/report.
STEPS = {
    "said": """
        select sender_id, id, timestamp as at, json_extract(data, '$.message_id') as message,
            json_extract(data, '$.input_channel') as channel, json_extract(data, '$.parse_data.intent.name') as intent,
            json_extract(data, '$.text') as text,
            lead(id, 1, 1e18) over (partition by sender_id order by id) as next_id
        from events where type_name = 'user' and timestamp >= :since and timestamp < :until + 86400
    """,
    "messages": """
        select *, lag(at) over w as before, lead(at) over w as after, lead(text) over w as next_text,
            lead(intent) over w as next_intent
        from said where text not like '/feedback%' window w as (partition by sender_id order by id)
    """,
    "numbered": """
        select *, sum(before is null or at - before > 1800) over (partition by sender_id order by id) as visit
        from messages
    """,
    "replies": """
        select n.sender_id, n.id as turn, e.timestamp as at,
            json_extract(e.data, '$.metadata.utter_action') as response,
            json_extract(e.data, '$.metadata.answer.row') as row,
            json_extract(e.data, '$.metadata.answer.asks') as asks,
            json_extract(e.data, '$.metadata.answer.verdict') as verdict,
            case when json_extract(e.data, '$.metadata.answer.topic') = 'out_of_scope'
                then json_extract(e.data, '$.metadata.answer.about') end as subject
        from numbered n join events e on e.sender_id = n.sender_id and e.id > n.id and e.id < n.next_id
        where e.type_name = 'bot'
    """,
    "last_ratings": """
        select sender_id, max(id) as id from events
        where type_name = 'slot' and action_name = 'feedback' and timestamp >= :since and timestamp < :until + 86400
        group by sender_id
    """,
    "ratings": """
        select e.sender_id, json_extract(one.value, '$.rating') as rating,
            substr(json_extract(one.value, '$.about'), 1, length(json_extract(one.value, '$.about')) - 2) as message
        from last_ratings l join events e on e.id = l.id, json_each(e.data, '$.value') one
    """,
    "turns": """
        select n.*, min(n.at) over (partition by n.sender_id, n.visit) as begun,
            row_number() over (partition by n.sender_id, n.visit order by n.id desc) as from_last,
            (select max(row) from replies r where r.turn = n.id) as row,
            (select max(subject) from replies r where r.turn = n.id) as subject,
            (select asks from replies r where r.turn = n.id and asks is not null limit 1) as asks,
            (select max(at) from replies r where r.turn = n.id) - n.at as seconds,
            exists (select 1 from replies r where r.turn = n.id
                and (response like 'utter_clarify%' or response like 'utter_not_understood%')) as asked_back,
            (select rating from ratings r where r.message = n.message) as rating,
            exists (select 1 from ratings r where r.message = n.message) as is_rated
        from numbered n
    """,
    "judged": """
        select *, case when intent = 'human' then 'human' when asked_back then 'asked_back'
            when row is not null then 'answered' when subject is not null then 'declined' else 'talk' end as outcome
        from turns where begun >= :since and begun < :until
    """,
    "visits": """
        select sender_id, visit, min(at) as begun, max(at) as ended, max(channel) as channel,
            max(outcome = 'human') as human, max(outcome = 'answered') as answered,
            coalesce(max(rating in ('not_useful', 'outdated', 'not_my_question')), 0) as bad,
            max(case when from_last = 1 then outcome end) as last,
            max(case when from_last = 1 and outcome = 'answered' then asks end) as asks,
            max(case when from_last = 1 then after end) as back
        from judged group by sender_id, visit
    """,
}


@pytest.fixture(scope="module")
def ask(events):
    connection = sqlite3.connect(":memory:")
    columns = "sender_id, type_name, timestamp, action_name, data"
    connection.execute(f"create table events (id integer primary key, {columns})")
    connection.executemany(
        f"insert into events ({columns}) values (:sender_id, :type_name, :timestamp, :action_name, :data)",
        rows(events),
    )
    times = {"since": WEEK.since.timestamp(), "until": WEEK.until.timestamp(), "now": NOW.timestamp()}
    for name, select in STEPS.items():
        # A table's own query can't have parameters.
        filled = re.sub(r":(since|until)", lambda found: str(times[found[1]]), select)
        connection.execute(f"create table {name} as {filled}")
        connection.execute(f"create index of_{name} on {name} ({'turn' if name == 'replies' else 'sender_id'})")

    def answer(select: str) -> dict[Any, int]:
        """What a select gives: its first columns → its last."""
        found = connection.execute(select, times).fetchall()
        return {row[0] if len(row) == 2 else row[:-1]: row[-1] for row in found}

    return answer


def by_day(counts: Counter) -> dict[tuple[str, str], int]:
    return {(day.isoformat(), channel): n for (day, channel), n in counts.items()}


def test_the_figures_are_those_of_an_independent_query(stored, ask):
    figures = read_figures(open_store({"DATABASE_URL": stored}), WEEK, NOW)
    day = "date(begun, 'unixepoch', 'localtime')"
    assert by_day(figures.visits) == ask(f"select {day}, channel, count(*) from visits group by 1, 2")
    of_turn = "date(at, 'unixepoch', 'localtime')"
    assert by_day(figures.turns) == ask(f"select {of_turn}, channel, count(*) from judged group by 1, 2")
    assert figures.people == ask("select 'people', count(distinct sender_id) from visits")["people"]
    assert figures.subjects == ask(
        "select subject, count(*) from (select distinct turn, replies.subject from replies join judged"
        " on judged.id = turn where replies.subject is not null) group by 1"
    )
    assert figures.declined == ask("select 'n', count(*) from judged where subject is not null")["n"]
    chosen = "case when next_text like '/%' then next_intent else 'wrote' end"
    chosen = f"case when after - at <= 1800 then {chosen} else 'left' end"
    assert figures.chosen == ask(f"select {chosen}, count(*) from judged where asked_back group by 1")
    assert figures.ratings == ask("select coalesce(rating, 'written'), count(*) from judged where is_rated group by 1")
    assert figures.stops == ask("select last, asks, count(*) from visits group by 1, 2")
    assert figures.contained == ask(
        "select case when human then 'human' when back - ended < 86400 then 'returned' when bad then 'rated_badly'"
        " when not answered then 'no_answer' when last in ('asked_back', 'declined') then 'left_open'"
        " else 'contained' end, count(*) from visits where :now - ended >= 86400 group by 1"
    )
    assert figures.too_recent == ask("select 'n', count(*) from visits where :now - ended < 86400")["n"]
    seconds = ask("select id, seconds from judged where seconds is not null").values()
    assert figures.milliseconds == Counter(round(1000 * one) for one in seconds)
    decided = ask(
        "select substr(row, 1, instr(row, '.') - 1), verdict, count(*)"
        " from (select distinct turn, replies.row, replies.verdict from replies"
        " join judged on judged.id = turn where replies.row is not null) group by 1, 2"
    )
    decided[("withdraw", "not_withdrawable_processed")] += 1  # the one that is kept without its conversation
    assert (figures.topics, figures.kept) == (decided, 1)
    # Of everything there was some.
    assert all((figures.subjects, figures.chosen, figures.ratings, figures.too_recent)) and len(figures.contained) == 6


def run(project: Path, **variables: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "retirada.report"]
    env = {"PYTHONPATH": str(project), **variables}
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, timeout=120)


def test_the_page_has_the_figures_and_nobody_s_mail(stored, tmp_path):
    project = tmp_path / "project"
    copy_project(project)
    done = run(project, DATABASE_URL=stored, PERIOD=f"{TODAY - timedelta(days=6)}..{TODAY}")
    assert done.returncode == 0, done.stderr
    written = PAGE.relative_to(PROJECT)
    assert done.stdout.strip() == str(written)
    page = (project / written).read_text(encoding="utf-8")
    assert MAIL not in page and "soy [correo]" in page
    figures = read_figures(open_store({"DATABASE_URL": stored}), WEEK, datetime.now())
    turns, visits = sum(figures.turns.values()), sum(figures.visits.values())
    assert f"{visits} visitas de {figures.people} personas, con {turns} mensajes." in page
    assert f"{figures.contained['contained']} de {figures.contained.total()} · " in page
    assert page.count("<svg") == 3 and " src=" not in page and ' href="http' not in page


def test_what_cannot_be_reported_is_told_in_one_line(stored, tmp_path, refusal):
    for variables, told in (
        ({"PERIOD": "yesterday"}, "PERIOD must be a number of days"),
        ({"PERIOD": "2001-01"}, "Nothing is kept of the period 2001-01-01..2001-01-31."),
        ({"DATABASE_URL": f"sqlite:///{tmp_path}/none.db"}, "No conversations are stored: there is no "),
        ({"REVIEW_MONTHS": "soon"}, "REVIEW_MONTHS must be"),
    ):
        assert told in refusal(main, **{"DATABASE_URL": stored, **variables})
