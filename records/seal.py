"""Keys derived from the site's data key: words sealed before consent, and the seal on the head of the audit chain."""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM


class Seal:
    """AES-256-GCM for words and HMAC-SHA256 for the audit head, each under a key of its own (HKDF, RFC 5869).

    ``data_key``  at least 32 random bytes; ``ValueError`` for less.
    """

    def __init__(self, data_key: bytes) -> None:
        if len(data_key) < 32:
            raise ValueError(f"the data key has {len(data_key)} bytes: give at least 32 random ones")
        self._words = AESGCM(_derive(data_key, b"words before consent"))
        self._head = _derive(data_key, b"audit head")

    def close(self, plain: str, owner: str) -> bytes:
        """These words sealed for the row ``owner``; they open for no other row."""
        nonce = os.urandom(_NONCE)
        return nonce + self._words.encrypt(nonce, plain.encode(), owner.encode())

    def open(self, sealed: bytes, owner: str) -> str:
        """The words back. Raises ``cryptography.exceptions.InvalidTag`` under another key or owner."""
        return self._words.decrypt(sealed[:_NONCE], sealed[_NONCE:], owner.encode()).decode()

    def mark(self, text: str) -> str:
        """A keyed mark (hex) of the audit head, which only a holder of the data key can make."""
        return hmac.new(self._head, text.encode(), hashlib.sha256).hexdigest()


def _derive(data_key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"preop " + purpose).derive(data_key)
