"""What people may type into the inbox of ideas, into a brief that is made again, and into the second of a pair."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from planner.forms import ClockField, DayField, VersionForm
from planner.ideas.briefs import Brief
from planner.ideas.line import IdeaLine, read_line
from planner.models import Level, Video
from planner.vocabulary.facet_fields import PREFIX, FacetFields
from planner.vocabulary.levels import Vocabulary
from tkcommerce.brands.models import Brand

QUICK_FACETS = ("hook", "theme")
TYPED = ("hook", "account", "owner", "hypothesis", "caption", "script")  # of a brief that is made again


def _text(label: object, most: int, *, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": rows}))


class IdeaForm(forms.Form):
    """One line with the title, a link and #patterns in it; the two facets that matter most also as lists to choose from."""

    line = forms.CharField(
        label=gettext_lazy("New idea"),
        max_length=700,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Title, link and #patterns"), "data-key": "a"}),
    )

    def __init__(self, *args: object, vocabulary: Vocabulary, **options: object) -> None:
        super().__init__(*args, **options)
        self.vocabulary = vocabulary
        for entry in vocabulary.settable:
            if entry.facet.code in QUICK_FACETS:
                choices = [("", f"{entry.facet.label}: —"), *((level.code, level.label) for level in entry.open)]
                name = PREFIX + entry.facet.code
                self.fields[name] = forms.ChoiceField(label=entry.facet.label, required=False, choices=choices)

    @property
    def quick(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith(PREFIX)]

    def clean_line(self) -> IdeaLine:
        read = read_line(self.cleaned_data["line"], self.vocabulary)
        if not read.title:
            raise forms.ValidationError(_("An idea needs a title."))
        if len(read.title) > 200:
            raise forms.ValidationError(_("A title has at most 200 characters."))
        if len(read.link) > 500:
            raise forms.ValidationError(_("This link is too long."))
        return read

    @property
    def told(self) -> dict:
        """For the verb; what was chosen from a list wins over the line."""
        read: IdeaLine = self.cleaned_data["line"]
        levels = {level.facet_id: level for level in read.levels}
        for field in self.quick:
            code = self.cleaned_data.get(field.name)
            level = self.vocabulary.find(f"{field.name.removeprefix(PREFIX)}.{code}") if code else None
            if level:
                levels[level.facet_id] = level
        return {"title": read.title, "link": read.link, "levels": tuple(levels.values())}


class PlanIdeaForm(VersionForm):
    """No day: the next free slot."""

    day = DayField(label=gettext_lazy("Day"), required=False)


class BriefForm(FacetFields):
    """A brief to complete before it becomes a plan."""

    hook = forms.CharField(label=gettext_lazy("Opening line"), max_length=200)
    day = DayField(label=gettext_lazy("Day"), required=False)
    time = ClockField(label=gettext_lazy("Time"), required=False)
    account = forms.ModelChoiceField(None, label=gettext_lazy("Account"), required=False, empty_label=gettext_lazy("Not decided"))
    owner = forms.ModelChoiceField(
        None, label=pgettext_lazy("of a video", "Owner"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    hypothesis = _text(gettext_lazy("Hypothesis"), 2000, rows=2)
    caption = _text(gettext_lazy("Caption"), 2200)
    script = _text(gettext_lazy("Script"), 20000)

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, brand=brand, **options)
        self.fields["account"].queryset = brand.accounts.all()
        self.fields["owner"].queryset = brand.members.order_by("name", "email")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("time") and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", _("A time needs a day."))
        for name in ("caption", "script", "hypothesis"):
            cleaned[name] = cleaned.get(name, "").replace("\r\n", "\n")
        return cleaned

    def completed(self, brief: Brief) -> tuple[Brief, dict]:
        """(the brief with what was typed, its slot)."""
        cleaned = self.cleaned_data
        typed = {name: cleaned[name] for name in TYPED}
        levels = tuple(level for level in cleaned["levels"].values() if level)
        return Brief(brief.values | typed, levels, brief.products), {
            "planned_day": cleaned["day"],
            "planned_time": cleaned["time"],
        }


def brief_values(brief: Brief) -> dict:
    """What a BriefForm starts with."""
    levels = {PREFIX + level.facet.code: level.code for level in brief.levels}
    return {name: brief.values[name] for name in TYPED if name in brief.values} | levels


class SecondForm(VersionForm):
    """The other hook of a pair; no day: the next free slot."""

    hook = forms.CharField(label=gettext_lazy("Other opening line"), max_length=200)
    level = forms.ChoiceField(label=gettext_lazy("Kind of hook"), required=False)
    day = DayField(label=gettext_lazy("Day"), required=False)

    def __init__(self, *args: object, vocabulary: Vocabulary, **options: object) -> None:
        super().__init__(*args, **options)
        self.vocabulary = vocabulary
        entry = vocabulary.all.get("hook")
        levels = entry.open if entry and entry.facet.hidden_at is None else ()
        self.fields["level"].choices = [("", gettext_lazy("As in the first")), *((level.code, level.label) for level in levels)]

    def clean_level(self) -> Level | None:
        code = self.cleaned_data["level"]
        return self.vocabulary.find(f"hook.{code}") if code else None


def second_form(video: Video, vocabulary: Vocabulary) -> SecondForm:
    return SecondForm(vocabulary=vocabulary, initial={"version": video.version, "hook": video.title}, auto_id="second_%s")
