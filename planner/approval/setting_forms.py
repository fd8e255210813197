"""What managers may type on the settings pages of approval and checklist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.forms import CountField, DayField
from planner.models import ApprovalStep, ChecklistItem, NgWord, Product, Video
from tkcommerce.brands.models import Brand, Role


class StepForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=60)
    people = forms.ModelMultipleChoiceField(
        None,
        label=_("People"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of them alone may decide."),
    )
    role = forms.TypedChoiceField(label=_("Or everybody of at least"), required=False, coerce=int, empty_value=None)
    outside = forms.BooleanField(
        label=_("By somebody outside"), required=False, help_text=_("Decided by a link that works once, without signing in.")
    )
    remind_after_hours = CountField(label=_("Remind after hours"), min_value=1, max_value=720, initial=24)

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        deciders = brand.memberships.filter(role__gte=Role.EDITOR).values("user")
        self.fields["people"].queryset = brand.members.filter(pk__in=deciders).order_by("name", "email")
        self.fields["role"].choices = [
            ("", _("nobody else")),
            *((role.value, role.label) for role in Role if role >= Role.EDITOR),
        ]


def step_values(step: ApprovalStep) -> dict:
    """What a form about this step starts with."""
    return {
        "name": step.name, "role": step.role, "outside": step.outside, "remind_after_hours": step.remind_after_hours,
        "people": [row.user_id for row in step.people.all()],
    }  # fmt: skip


class DelegationForm(forms.Form):
    person = forms.ModelChoiceField(None, label=_("Who is away"))
    stand_in = forms.ModelChoiceField(None, label=_("Stand-in"))
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        deciders = brand.memberships.filter(role__gte=Role.EDITOR).values("user")
        for name in ("person", "stand_in"):
            self.fields[name].queryset = brand.members.filter(pk__in=deciders).order_by("name", "email")


class ItemForm(forms.Form):
    """An item of the checklist; which program checks it is not for hands. One language is enough."""

    label_ja = forms.CharField(label=_("Japanese text"), required=False, max_length=120)
    label_en = forms.CharField(label=_("English text"), required=False, max_length=160)
    why_ja = forms.CharField(label=_("Why, in Japanese"), required=False, max_length=300)
    why_en = forms.CharField(label=_("Why, in English"), required=False, max_length=300)
    severity = forms.ChoiceField(label=_("Severity"), choices=ChecklistItem.Severity.choices)
    needs_proof = forms.BooleanField(label=_("Needs proof"), required=False)
    relations = forms.MultipleChoiceField(
        label=_("Only when these speak"), required=False, choices=Video.Relation.choices, widget=forms.CheckboxSelectMultiple
    )
    categories = forms.MultipleChoiceField(
        label=_("Only for these product categories"),
        required=False,
        choices=Product.Category.choices,
        widget=forms.CheckboxSelectMultiple,
    )


def item_values(item: ChecklistItem) -> dict:
    """What a form about this item starts with."""
    return {name: getattr(item, name) for name in ItemForm.base_fields}


class WordForm(forms.Form):
    word = forms.CharField(label=_("Word"), max_length=60)
    law = forms.ChoiceField(label=_("Rule"), choices=NgWord.Law.choices, initial=NgWord.Law.BRAND)
    instead = forms.CharField(label=_("Say instead"), required=False, max_length=120)
    categories = forms.MultipleChoiceField(
        label=_("Only for these product categories"),
        required=False,
        choices=Product.Category.choices,
        widget=forms.CheckboxSelectMultiple,
    )
