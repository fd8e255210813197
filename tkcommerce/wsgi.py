"""WSGI entry point, served by gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tkcommerce.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded once need not be searched for garbage at each request: 5 to 10 ms a page
