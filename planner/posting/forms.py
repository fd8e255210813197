"""What people may type when they say that a video is out, and which mails they want."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from planner.forms import ClockField, DayField, VersionForm
from planner.models import Reminder, Video


class PostedForm(VersionForm):
    """Where it is, and when, if the person knows better than its id."""

    link = forms.CharField(
        label=gettext_lazy("Link to the post"),
        max_length=500,
        help_text=gettext_lazy("In TikTok: Share, Copy link. A short link has to be opened once; paste the long one."),
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "placeholder": "https://www.tiktok.com/@…/video/…"}
        ),
    )
    day = DayField(label=gettext_lazy("Day"), required=False)
    at = ClockField(label=gettext_lazy("Time"), required=False)
    unapproved = forms.BooleanField(label=gettext_lazy("It is out although its approval or checklist is open"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=500)

    def __init__(self, *args: object, video: Video, unapproved: bool, **options: object) -> None:
        super().__init__(*args, **options)
        if video.kind == Video.Kind.LIVE:
            self.fields["link"].required = False
            self.fields["link"].help_text = _("A LIVE needs none.")
        if not unapproved:
            del self.fields["unapproved"], self.fields["reason"]


class WishForm(forms.Form):
    """The kinds of mail that are ticked."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Mails"),
        choices=[
            (Reminder.Kind.POST_DUE, gettext_lazy("Time to post")),
            (Reminder.Kind.MISSED, gettext_lazy("Nobody confirmed a post")),
            (Reminder.Kind.APPROVAL, gettext_lazy("My approval is asked")),
            (Reminder.Kind.APPROVAL_WAITS, gettext_lazy("My approval still waits")),
            (Reminder.Kind.DECIDED, gettext_lazy("What I asked for was decided")),
            (Reminder.Kind.STEP_DUE, gettext_lazy("A step of a video of mine is due today")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
