"""Forms of the members and settings pages, and of signing up by invitation."""

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from .invitations import find_open
from .members import roles_up_to
from .models import Brand, Role
from .time_zones import time_zone_choices


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.TypedChoiceField(label=_("Role"), coerce=lambda value: Role(int(value)), initial=Role.EDITOR)

    def __init__(self, *args: object, own_role: Role, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_up_to(own_role)


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(label=_("Role"), coerce=lambda value: Role(int(value)))

    def __init__(self, *args: object, own_role: Role, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_up_to(own_role)


class BrandForm(forms.ModelForm):
    class Meta:
        model = Brand
        fields = ["name", "time_zone", "currency", "home_market", "language", "week_starts_on"]
        help_texts = {
            "time_zone": _("It decides where days begin. After a change, sales are added up again by the new days."),
            "language": _("Of mails to people who have not chosen their own."),
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.zone_before = self.instance.time_zone
        self.fields["time_zone"] = forms.ChoiceField(
            label=self.fields["time_zone"].label,
            help_text=self.fields["time_zone"].help_text,
            choices=time_zone_choices(self.zone_before),
        )
        self.fields["currency"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].upper()


class InvitedSignupForm(SignupForm):
    """allauth's, with the e-mail address of the invitation that this browser opened, and the person's name."""

    field_order = ["email", "name", "password1"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        invitation = find_open(context.request.session.get("invitation"))
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput({"autocomplete": "name"}))
        self.fields["email"].initial = self.initial["email"] = invitation.email if invitation else ""
        self.fields["email"].disabled = True  # what the browser sends instead is ignored
        self.order_fields(self.field_order)
