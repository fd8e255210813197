"""A Celery worker with one thing broken on purpose: `worker_with_fault.py poison|unfenced worker …`."""

import os
import signal
import sys

import django

django.setup()

from analytics import tasks  # noqa: E402 (models need the set-up)
from tkcommerce.celery import app  # noqa: E402
from tkcommerce.work import claiming  # noqa: E402


def die(row):
    os.kill(os.getpid(), signal.SIGKILL)


def write_without_fence(row, lease_until=None, **values):
    """Without the lease too: the database's own constraint refuses one on a row that does not run."""
    claiming._this(row).update(**values)


fault, *arguments = sys.argv[1:]
if fault == "poison":
    tasks.run_import = die
elif fault == "unfenced":
    claiming._write = write_without_fence
else:
    sys.exit(f"no fault {fault}")
app.worker_main(arguments)
