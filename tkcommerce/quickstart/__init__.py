"""The embedded default: PostgreSQL, Valkey, web, worker and beat as children of one launcher, for demos and tests.

launcher.py          `python3 manage.py quickstart`: the order of the start, the watch, the order of the stop
children.py          one child process, and the set of them
services.py          PostgreSQL and Valkey out of pinned packages, or those that the environment names
postgres.py valkey.py
preparation.py       migrations, catalogues, static files, demo brand: one process, before the web server
state.py             what is running on a data directory: lock, state file, secret key
pytest_services.py   the same services, throw-away, for the tests
"""


class CannotStart(Exception):
    """One sentence for the person at the terminal: what is wrong, and what to do."""
