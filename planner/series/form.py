"""What people may type about a series: its rule, and what each occurrence starts with."""

from collections.abc import Iterable

from django import forms
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy

from planner.forms import CAPTION_LIMIT, ClockField, CountField, DayField, utf16_units
from planner.models import Series, Video
from planner.series.recurring import template_levels
from planner.vocabulary.facet_fields import PREFIX, FacetFields
from planner.vocabulary.levels import Vocabulary
from tkcommerce.brands.models import Brand
from tkcommerce.words import day_word, sentences, time_word


class SeriesForm(FacetFields):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekdays"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=[(n, "") for n in range(7)]
    )
    every_weeks = CountField(label=gettext_lazy("Every so many weeks"), min_value=1, max_value=12, initial=1)
    time = ClockField(label=gettext_lazy("Time"), required=False)
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day"), required=False)
    account = forms.ModelChoiceField(None, label=gettext_lazy("Account"), required=False, empty_label=gettext_lazy("Not decided"))
    owner = forms.ModelChoiceField(
        None, label=pgettext_lazy("of a video", "Owner"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Video.Kind.choices, initial=Video.Kind.VIDEO)
    hook = forms.CharField(label=gettext_lazy("Opening line"), max_length=200)
    seconds = CountField(label=gettext_lazy("Length in seconds"), required=False, min_value=1, max_value=3600)
    caption = forms.CharField(label=gettext_lazy("Caption"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    script = forms.CharField(
        label=gettext_lazy("Script"), required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: object, brand: Brand, series: Series | None = None, **options: object) -> None:
        super().__init__(*args, brand=brand, **options)
        self.fields["weekdays"].choices = [(n, WEEKDAYS_ABBR[n]) for n in _week(brand)]
        self.fields["account"].queryset = brand.accounts.all()
        self.fields["owner"].queryset = brand.members.order_by("name", "email")
        if series:  # a series that runs keeps its first day; the form says from when the change counts
            self.fields["first_day"].label = _("Change from this day on")

    def clean_caption(self) -> str:
        caption = self.cleaned_data["caption"].replace("\r\n", "\n")
        over = utf16_units(caption) - CAPTION_LIMIT
        if over > 0:
            text = ngettext("%(over)s character too long for TikTok.", "%(over)s characters too long for TikTok.", over)
            raise forms.ValidationError(text % {"over": over})
        return caption

    @property
    def told(self) -> dict:
        """For the verbs, without the first day."""
        left_out = ("suggested", "first_day")
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}


def series_values(series: Series, vocabulary: Vocabulary) -> dict:
    """What the form about this series starts with, but for the day from which a change counts."""
    names = ("name", "weekdays", "every_weeks", "time", "last_day", "account", "owner")
    levels = {PREFIX + level.facet.code: level.code for level in template_levels(series, vocabulary)}
    template = {name: value for name, value in series.template.items() if name != "levels"}
    return {name: getattr(series, name) for name in names} | template | levels


def rule_words(series: Series, *, today: object) -> str:
    """Every 2 weeks on Tue, Thu at 19:00, until Thu 24 Dec."""
    days = _(", ").join(str(WEEKDAYS[n]) for n in sorted(series.weekdays))
    told = _("Every week on %(days)s") if series.every_weeks == 1 else _("Every %(n)s weeks on %(days)s")
    said = told % {"n": series.every_weeks, "days": days}
    if series.time:
        said = _("%(rule)s at %(time)s") % {"rule": said, "time": time_word(series.time)}
    ends = _("Until %(day)s.") % {"day": day_word(series.last_day, today=today)} if series.last_day else ""
    return sentences(_("%(rule)s.") % {"rule": said}, ends) if ends else _("%(rule)s.") % {"rule": said}


def _week(brand: Brand) -> Iterable[int]:
    return ((brand.week_starts_on + n) % 7 for n in range(7))
