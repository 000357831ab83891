"""What conversations are called: the same for the same sender, by a key that can be replaced."""

from __future__ import annotations

from retirada.channels.core.sender_digests import SenderDigests
from retirada.channels.core.settings import load

OLD, NEW = SenderDigests("the old key"), SenderDigests("the new key", "the old key")
PHONE = "34600111222"


def test_a_name_tells_the_channel_and_nothing_else():
    name = OLD.conversation("whatsapp", PHONE)
    assert name == SenderDigests("the old key").conversation("whatsapp", PHONE)
    assert name.startswith("whatsapp:") and PHONE not in name
    digests = {
        one.conversation(channel, sender).partition("-")[2]
        for one in (OLD, NEW)
        for channel in ("whatsapp", "rest")
        for sender in (PHONE, "ana", "\ud800")
    }
    assert len(digests) == 12, "each key, channel and sender has its own"


def test_who_knows_a_name_does_not_get_into_the_conversation_by_it():
    name = OLD.conversation("rest", "ana")
    assert OLD.conversation("rest", name) != OLD.conversation("rest", name.partition(":")[2]) != name


def test_a_name_of_the_sender_or_the_old_key_becomes_today_s():
    today = NEW.conversation("whatsapp", PHONE)
    assert NEW.current(OLD.conversation("whatsapp", PHONE)) == today
    assert NEW.current(f"whatsapp:{PHONE}") == today
    assert NEW.current(today) == today
    assert NEW.current("telegram:-5:7") == NEW.conversation("telegram", "-5:7")


def test_what_is_no_channel_s_stays_and_another_key_s_is_not_taken_for_it():
    assert [OLD.current(name) for name in ("ana", "default:ana", "web:")] == ["ana", "default:ana", "web:"]
    assert OLD.current(NEW.conversation("rest", "ana")) is None


def test_a_key_is_made_once_where_none_is_set(tmp_path):
    made = [SenderDigests.from_settings(load({}), tmp_path / "key").conversation("rest", "ana") for _ in range(2)]
    assert made[0] == made[1] and (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    given = load({"SENDER_KEY": "x" * 32})
    assert SenderDigests.from_settings(given, tmp_path / "other").conversation("rest", "ana") != made[0]
    assert not (tmp_path / "other").exists()
