"""What people may type on the planner's pages. Full-width digits are understood."""

import unicodedata

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy

from planner.vocabulary.facet_fields import FacetFields, facet_values
from tkcommerce.brands.models import Brand
from tkcommerce.brands.time_zones import time_zone_choices

from .models import Account, Attachment, Video
from .models.accounts import handle_format

# UTF-16 units, TikTok's own count: developers.tiktok.com, Content Posting API, post_info.title; of a photo post its description.
CAPTION_LIMIT, PHOTO_CAPTION_LIMIT = 2200, 4000


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def caption_limit(kind: str) -> int:
    return PHOTO_CAPTION_LIMIT if kind == Video.Kind.PHOTO else CAPTION_LIMIT


def checked_caption(caption: str, kind: str) -> str:
    """Browsers send line breaks as two characters; TikTok counts one. ValidationError where it is too long."""
    caption = caption.replace("\r\n", "\n")
    over = utf16_units(caption) - caption_limit(kind)
    if over > 0:
        text = ngettext("%(over)s character too long for TikTok.", "%(over)s characters too long for TikTok.", over)
        raise forms.ValidationError(text % {"over": over})
    return caption


class HalfWidth:
    """A field that also reads digits, colons and slashes typed in full width."""

    def to_python(self, value: object) -> object:
        return super().to_python(unicodedata.normalize("NFKC", value) if isinstance(value, str) else value)


class DayField(HalfWidth, forms.DateField):
    def __init__(self, **options: object) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"], **options)


class CountField(HalfWidth, forms.IntegerField):
    """A whole number."""


class ClockField(HalfWidth, forms.TimeField):
    def __init__(self, **options: object) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **options)


class VersionForm(forms.Form):
    """The version of the video that the page showed when the button was pressed."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MoveForm(VersionForm):
    day = DayField(label=gettext_lazy("Day"))


class StateForm(VersionForm):
    """A step of making that a person may set."""

    state = forms.ChoiceField(choices=[(state.value, state.label) for state in Video.MAKING])


class AttachForm(forms.Form):
    kind = forms.ChoiceField(choices=Attachment.Kind.choices)
    file = forms.FileField(max_length=1000)


class PostedVideoForm(FacetFields):
    """What stays ours to say about a video that is out."""

    hook = forms.CharField(label=gettext_lazy("Opening line"), max_length=200, required=False)
    owner = forms.ModelChoiceField(
        None, label=pgettext_lazy("of a video", "Owner"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    seconds = CountField(label=gettext_lazy("Length in seconds"), required=False, min_value=1, max_value=3600)
    notes = forms.CharField(label=gettext_lazy("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, brand=brand, **options)
        self.fields["owner"].queryset = brand.members.order_by("name", "email")


class PlanForm(PostedVideoForm):
    day = DayField(label=gettext_lazy("Day"), required=False)
    time = ClockField(label=gettext_lazy("Time"), required=False)
    account = forms.ModelChoiceField(None, label=gettext_lazy("Account"), required=False, empty_label=gettext_lazy("Not decided"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Video.Kind.choices, initial=Video.Kind.VIDEO)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[(state.value, state.label) for state in Video.MAKING],
        initial=Video.State.PLANNED,
    )
    caption = forms.CharField(label=gettext_lazy("Caption"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ["hook", "day", "time", "account", "kind", "state", "owner", "seconds", "caption", "notes"]

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, brand=brand, **options)
        self.fields["hook"].required = True
        self.fields["account"].queryset = brand.accounts.all()
        self.fields["caption"].widget.attrs["data-limit"] = caption_limit(self.initial.get("kind", ""))
        state = self.initial.get("state")
        if state and state not in Video.MAKING:  # an approval or a result gave it: it stays unless she chooses another one
            self.fields["state"].choices = [(state, Video.State(state).label), *self.fields["state"].choices]

    def clean_caption(self) -> str:
        return checked_caption(self.cleaned_data["caption"], self.cleaned_data.get("kind", ""))

    def clean(self) -> dict:
        if self.cleaned_data.get("time") and not self.cleaned_data.get("day") and "day" not in self.errors:
            self.add_error("day", _("A time needs a day."))
        return super().clean()


def values_of(video: Video) -> dict:
    """What a form about this video starts with."""
    return {
        "hook": video.hook, "day": video.planned_day, "time": video.planned_time, "account": video.account_id,
        "kind": video.kind, "state": video.state, "owner": video.owner_id, "caption": video.caption, "notes": video.notes,
        "seconds": video.seconds,
    } | facet_values(video)  # fmt: skip


class NamesForm(forms.Form):
    """One of the two is enough."""

    label_ja = forms.CharField(required=False, max_length=40)
    label_en = forms.CharField(required=False, max_length=40)


class MergeForm(forms.Form):
    """The id of the level that the videos go to."""

    into = forms.IntegerField(min_value=1, max_value=2**63 - 1)


class HandleField(forms.CharField):
    """People paste a handle with its @ and in capitals."""

    def to_python(self, value: object) -> str:
        return unicodedata.normalize("NFKC", super().to_python(value)).strip().removeprefix("@").lower()


class AccountForm(forms.ModelForm):
    handle = HandleField(
        label=gettext_lazy("Handle"),
        max_length=80,
        validators=[handle_format],
        help_text=gettext_lazy("As in the address of the profile; the @ may stay."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        help_text=gettext_lazy(
            "The zone set in TikTok Studio where this account's exports are made. Days and hours in its files are read in it."
        ),
    )

    class Meta:
        model = Account
        fields = ["handle", "name", "kind", "market", "time_zone"]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["time_zone"].choices = time_zone_choices(self.instance.time_zone)

    def clean_handle(self) -> str:
        handle = self.cleaned_data["handle"]
        others = self.instance.brand.accounts.exclude(pk=self.instance.pk)
        if others.filter(handle=handle).exists():
            raise forms.ValidationError(_("This brand already has @%(handle)s.") % {"handle": handle})
        return handle
