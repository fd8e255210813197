"""Slows down whoever tries tokens of links. Counted in the database's cache per address, so no restart forgets it."""

from django.core.cache import cache

MOST, WINDOW = 20, 600  # unknown tokens within so many seconds


def may_guess(address: str) -> bool:
    return cache.get(_key(address), 0) < MOST


def guessed_wrong(address: str) -> None:
    key = _key(address)
    if not cache.add(key, 1, WINDOW):
        cache.incr(key)


def _key(address: str) -> str:
    return f"guest-link-guesses:{address}"
