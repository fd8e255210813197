"""The Celery app. What it may carry, and why it never owns work, stands in tkcommerce/work/."""

import os

import billiard.pool
from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tkcommerce.settings")
# Before numpy is loaded: estimates are many small matrices, and a worker's processes would wait for each other's threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# A warm shutdown with a backlog otherwise waits up to 30 s for a counter that never comes (billiard, measured).
billiard.pool.GUARANTEE_MESSAGE_CONSUMPTION_RETRY_LIMIT = 20

app = Celery("tkcommerce")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
