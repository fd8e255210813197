"""Secrets that the database keeps for a brand, such as a chat webhook: AES-256-GCM, tied to the place they stand in.

The key is derived from FIELD_KEY, or from SECRET_KEY where that is not set. A sealed text names its place (table, column,
brand) as associated data, so moved to another brand's row it does not open.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12  # bytes, NIST SP 800-38D
VERSION = b"\x01"


class Unreadable(Exception):
    """Damaged, moved from another place, or sealed under a key that is gone: it has to be entered again."""


def seal(text: str, *, place: str) -> str:
    """Base64 of version, nonce and ciphertext; a new nonce each time, so equal texts look different."""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(_keys()[0]).encrypt(nonce, text.encode(), VERSION + place.encode())
    return base64.urlsafe_b64encode(VERSION + nonce + sealed).decode()


def unseal(sealed: str, *, place: str) -> str:
    try:
        raw = base64.urlsafe_b64decode(sealed.encode())
    except ValueError:
        raise Unreadable(place) from None
    for key in _keys():
        try:
            opened = AESGCM(key).decrypt(raw[1 : 1 + NONCE], raw[1 + NONCE :], raw[:1] + place.encode())
        except (InvalidTag, ValueError):
            continue
        return opened.decode()
    raise Unreadable(place)


def _keys() -> list[bytes]:
    """The one that seals first; SECRET_KEY stays good for opening after a FIELD_KEY was added."""
    sources = [source for source in (settings.FIELD_KEY, settings.SECRET_KEY) if source]
    return [
        HKDF(SHA256(), length=32, salt=None, info=b"tkcommerce secrets at rest").derive(source.encode()) for source in sources
    ]
