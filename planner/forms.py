"""What people may type on the planner's pages. Full-width digits are understood."""

import unicodedata
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy

from tkcommerce.brands.models import Brand

from .models import Account, Video
from .models.accounts import handle_format
from .queries import VideoFilter
from .scheduling import PLANNING_STATES

CAPTION_LIMIT = 2200  # UTF-16 units, TikTok's own count: developers.tiktok.com, Content Posting API, post_info.title


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class HalfWidth:
    """A field that also reads digits, colons and slashes typed in full width."""

    def to_python(self, value: object) -> object:
        return super().to_python(unicodedata.normalize("NFKC", value) if isinstance(value, str) else value)


class DayField(HalfWidth, forms.DateField):
    def __init__(self, **options: object) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"], **options)


class ClockField(HalfWidth, forms.TimeField):
    def __init__(self, **options: object) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **options)


class VersionForm(forms.Form):
    """The version of the video that the page showed when the button was pressed."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class MoveForm(VersionForm):
    day = DayField(label=gettext_lazy("Day"))


class PostedVideoForm(forms.Form):
    """What stays ours to say about a video that is out."""

    hook = forms.CharField(label=gettext_lazy("Hook line"), max_length=200, required=False)
    owner = forms.ModelChoiceField(
        None, label=pgettext_lazy("of a video", "Owner"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    notes = forms.CharField(label=gettext_lazy("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = brand.members.order_by("name", "email")


class PlanForm(PostedVideoForm):
    day = DayField(label=gettext_lazy("Day"), required=False)
    time = ClockField(label=gettext_lazy("Time"), required=False)
    account = forms.ModelChoiceField(None, label=gettext_lazy("Account"), required=False, empty_label=gettext_lazy("Not decided"))
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=Video.Format.choices, initial=Video.Format.VIDEO)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[(state.value, state.label) for state in PLANNING_STATES],
        initial=Video.State.PLANNED,
    )
    caption = forms.CharField(label=gettext_lazy("Caption"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ["hook", "day", "time", "account", "format", "state", "owner", "caption", "notes"]

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, brand=brand, **options)
        self.fields["hook"].required = True
        self.fields["account"].queryset = brand.accounts.all()
        self.fields["caption"].widget.attrs["data-limit"] = CAPTION_LIMIT

    def clean_caption(self) -> str:
        """Browsers send line breaks as two characters; TikTok counts one."""
        caption = self.cleaned_data["caption"].replace("\r\n", "\n")
        over = utf16_units(caption) - CAPTION_LIMIT
        if over > 0:
            text = ngettext("%(over)s character too long for TikTok.", "%(over)s characters too long for TikTok.", over)
            raise forms.ValidationError(text % {"over": over})
        return caption

    def clean(self) -> dict:
        if self.cleaned_data.get("time") and not self.cleaned_data.get("day") and "day" not in self.errors:
            self.add_error("day", _("A time needs a day."))
        return self.cleaned_data


def values_of(video: Video) -> dict:
    """What a form about this video starts with."""
    return {
        "hook": video.hook, "day": video.planned_day, "time": video.planned_time, "account": video.account_id,
        "format": video.format, "state": video.state, "owner": video.owner_id, "caption": video.caption, "notes": video.notes,
    }  # fmt: skip


class FilterForm(forms.Form):
    """The filters in the address. What is not one of the choices narrows nothing."""

    account = forms.ChoiceField(label=gettext_lazy("Account"), required=False)
    owner = forms.ChoiceField(label=pgettext_lazy("of a video", "Owner"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": gettext_lazy("Search videos")}),
    )

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        people = [(str(person.pk), str(person)) for person in brand.members.order_by("name", "email")]
        accounts = [(str(account.pk), str(account)) for account in brand.accounts.all()]
        states = [(state.value, state.label) for state in Video.State if state != Video.State.DROPPED]
        self.fields["account"].choices = [("", _("All accounts")), *accounts]
        self.fields["owner"].choices = [("", _("Owner: everyone")), *people]
        self.fields["state"].choices = [("", _("State: all")), *states]

    @property
    def wanted(self) -> VideoFilter:
        self.is_valid()
        known = self.cleaned_data
        return VideoFilter(
            account=int(known.get("account") or 0) or None,
            owner=int(known.get("owner") or 0) or None,
            state=known.get("state") or "",
            text=known.get("q") or "",
        )


def time_zones() -> list[tuple[str, str]]:
    """Zones named after places, as people know them; UTC last."""
    places = {
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/", "posix/"))
    }
    return [(zone, zone.replace("_", " ")) for zone in [*sorted(places), "UTC"]]


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
        choices=time_zones,
        help_text=gettext_lazy(
            "The zone set in TikTok Studio where this account's exports are made. Days and hours in its files are read in it."
        ),
    )

    class Meta:
        model = Account
        fields = ["handle", "name", "kind", "market", "time_zone"]

    def clean_handle(self) -> str:
        handle = self.cleaned_data["handle"]
        others = self.instance.brand.accounts.exclude(pk=self.instance.pk)
        if others.filter(handle=handle).exists():
            raise forms.ValidationError(_("This brand already has @%(handle)s.") % {"handle": handle})
        return handle
