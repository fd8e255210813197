"""A Celery worker with one thing broken on purpose: `worker_with_fault.py poison|unfenced worker …`."""

import os
import signal
import sys

from tkcommerce.celery import app
from tkcommerce.work import claiming

fault, *arguments = sys.argv[1:]
app.loader.import_default_modules()


def die(row):
    os.kill(os.getpid(), signal.SIGKILL)


def write_without_fence(row, **values):
    claiming._this(row).update(**values)


if fault == "poison":
    from analytics import tasks

    tasks.run_import = die
elif fault == "unfenced":
    claiming._write = write_without_fence
else:
    sys.exit(f"no fault {fault}")
app.worker_main(arguments)
