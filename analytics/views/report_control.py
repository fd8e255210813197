"""A reader's own control: edition, language, day and hour, pause, stop, start again. The same in the app and by signed link."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy

from analytics.forms.reports import ReaderForm
from analytics.models import ReportReader
from analytics.reports.readers import (
    brands_of_reader,
    change_reader,
    pause_reader,
    resume_reader,
    subscribe_reader,
    unsubscribe_reader,
)

ACTS = {
    "pause": (pause_reader, gettext_lazy("Paused: no report comes until you resume.")),
    "resume": (resume_reader, gettext_lazy("Resumed: the next report comes as set below.")),
    "subscribe": (subscribe_reader, gettext_lazy("Subscribed: the next report comes as set below.")),
    "unsubscribe": (unsubscribe_reader, gettext_lazy("Unsubscribed: no further report is sent to you.")),
}


def control(request: HttpRequest, reader: ReportReader) -> ReaderForm | None:
    """The form to be shown; None once something was done, and a message says what."""
    act = ACTS.get(request.POST.get("act", ""))
    if act:
        verb, said = act
        verb(reader=reader)
        messages.success(request, said)
        return None
    form = ReaderForm(request.POST or None, instance=reader, brands=brands_of_reader(reader))
    if not form.is_bound or not form.is_valid():
        return form
    change_reader(reader=reader, **{"is_combined": False} | form.cleaned_data)
    messages.success(request, _("Saved. It holds from the next report on."))
    return None
