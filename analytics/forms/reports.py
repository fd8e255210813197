"""Forms of the weekly report: a reader's own control, people outside, the note, the chat."""

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext_lazy as _

from analytics.models import Edition, ReportReader
from tkcommerce.outgoing import allowed

HOURS = [(hour, f"{hour}:00") for hour in range(24)]


class ReaderForm(forms.ModelForm):
    """Day and hour are wall time in the brand's zone."""

    weekday = forms.TypedChoiceField(label=_("Day of the week"), coerce=int, choices=list(WEEKDAYS.items()))
    hour = forms.TypedChoiceField(label=_("Hour"), coerce=int, choices=HOURS)
    edition = forms.ChoiceField(label=_("Edition"), choices=Edition.choices, widget=forms.RadioSelect)

    class Meta:
        model = ReportReader
        fields = ("edition", "language", "weekday", "hour", "is_combined")

    def __init__(self, *args: object, brands: int, **kwargs: object) -> None:
        """`brands` is how many the reader belongs to: only with several there is something to combine."""
        super().__init__(*args, **kwargs)
        if brands < 2:
            del self.fields["is_combined"]
        self.fields["hour"].help_text = _("In the time zone of the brand: %(zone)s.") % {"zone": self.instance.brand.time_zone}


class InviteReaderForm(forms.Form):
    """Someone without an account, who is asked first."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    edition = forms.ChoiceField(label=_("Edition"), choices=Edition.choices)


class ReportChoiceForm(forms.Form):
    """`?edition=manager&language=en`: how to tell a week; what is not known is as if it were not there."""

    edition = forms.ChoiceField(choices=Edition.choices, required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)

    def __init__(self, *args: object, edition: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.otherwise = {"edition": edition, "language": get_language()}

    def choice(self) -> dict[str, str]:
        self.full_clean()
        return {name: self.cleaned_data.get(name) or self.otherwise[name] for name in self.otherwise}


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands at the top of this week's page at once, and in every mail that is made from now on."),
    )


class ChatHookForm(forms.Form):
    url = forms.CharField(
        label=_("Webhook address"),
        max_length=400,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "placeholder": "https://hooks.slack.com/services/…"}
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if not allowed(url, hosts=settings.CHAT_WEBHOOK_HOSTS):
            hosts = ", ".join(settings.CHAT_WEBHOOK_HOSTS)
            raise forms.ValidationError(
                _("The address must start with https:// and one of these hosts: %(hosts)s."), params={"hosts": hosts}
            )
        return url
