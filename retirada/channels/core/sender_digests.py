"""What conversations are called where they are stored: by a keyed digest of who speaks. Imports no Rasa."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Optional

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from retirada.channels.core.settings import CHANNELS, ChannelSettings
from retirada.paths import PROJECT
from retirada.secret_file import read_or_create_secret

KEY_FILE = PROJECT / "var" / "sender-key"
_CONSEQUENCE = "earlier conversations cannot be continued"
_DIGEST_BYTES = 16
_NAME = re.compile(r"(?P<channel>\w+):(?P<key_id>[0-9a-f]{8})-(?P<digest>[0-9a-f]{32})")


class SenderDigests:
    """Names conversations `channel:key-digest`, from which nobody without the key learns who speaks.

    Args:
        key: any secret text.
        old_key: the key before it; what was named with it can be carried over.
    """

    def __init__(self, key: str, old_key: Optional[str] = None) -> None:
        self._key = _Key(key)
        self._old_key = _Key(old_key) if old_key else None

    @classmethod
    def from_settings(cls, settings: ChannelSettings, key_file: Path = KEY_FILE) -> SenderDigests:
        """Digests by SENDER_KEY; without it, by a key generated once into `key_file`."""
        return cls(sender_key(settings, key_file), settings.sender_key_old)

    @property
    def pattern(self) -> str:
        """What the names of today's key are like, for SQL."""
        return f"%:{self._key.id}-%"

    def conversation(self, channel: str, sender: str) -> str:
        """The name of the sender's conversation.

        Args:
            channel: the channel's name.
            sender: who speaks, by the channel's own id.
        """
        digest = hashlib.sha256(f"{channel}:{sender}".encode(errors="surrogatepass")).digest()[:_DIGEST_BYTES]
        return self._key.name(channel, digest)

    def current(self, name: str) -> Optional[str]:
        """What the conversation is called today that was stored as `name`.

        Returns:
            Its name; None if it was named with a key that is not known here. A name that is no channel's stays.
        """
        match = _NAME.fullmatch(name)
        if match is None:
            channel, _, sender = name.partition(":")
            return self.conversation(channel, sender) if sender and channel in CHANNELS else name
        if match["key_id"] == self._key.id:
            return name
        if self._old_key and match["key_id"] == self._old_key.id:
            return self._key.name(match["channel"], self._old_key.decrypt(bytes.fromhex(match["digest"])))
        return None


def message_id_digest(message_id: str) -> str:
    """What is kept of the id of a message on WhatsApp: the id itself holds the person's telephone number, in base64.

    It holds a random number too, so nobody can find it by trying numbers out, and no key is needed.
    """
    return hashlib.sha256(message_id.encode(errors="surrogatepass")).hexdigest()[:32]


def sender_key(settings: ChannelSettings, key_file: Path = KEY_FILE) -> str:
    """SENDER_KEY; without it, a key generated once into `key_file`."""
    return settings.sender_key or read_or_create_secret(key_file, _CONSEQUENCE)


class _Key:
    """A key, and a name for it that does not tell it.

    A hash of the sender is encrypted, which is one block; without the key that is a digest like HMAC. With the old key
    it can be carried over to a new one, which with HMAC only the senders themselves could, when they come back.
    """

    def __init__(self, secret: str) -> None:
        self.id = hashlib.sha256(f"id of a sender key: {secret}".encode()).hexdigest()[:8]
        key = hashlib.sha256(f"sender key: {secret}".encode()).digest()
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())

    def name(self, channel: str, digest: bytes) -> str:
        return f"{channel}:{self.id}-{self._cipher.encryptor().update(digest).hex()}"

    def decrypt(self, block: bytes) -> bytes:
        return self._cipher.decryptor().update(block)
