"""What the calendar says is due becomes rows: the makers of settings.WORK_MAKERS, called by every sweep."""

import logging

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


def make_due() -> None:
    """Each maker makes what is due, once however often it is called. One that fails stops neither the others nor the sweep."""
    for name in settings.WORK_MAKERS:
        try:
            import_string(name)()
        except Exception:
            logger.exception("The maker %s stopped; what is due stays due.", name)
