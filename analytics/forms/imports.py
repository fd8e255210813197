"""Forms of the import pages."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from analytics.models import ImportPolicy
from planner.models import Account
from planner.models.accounts import handle_format
from tkcommerce.brands.models import Brand


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or many files; an empty one is not refused here, the import says what is wrong with it."""

    widget = ManyFiles

    def clean(self, data: list[UploadedFile], initial: object = None) -> list[UploadedFile]:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return data


class UploadForm(forms.Form):
    files = FilesField(label=_("Files"), error_messages={"required": _("Choose at least one file.")})
    account = forms.ModelChoiceField(
        Account.objects.none(), required=False, label=_("Account"), empty_label=_("As the files say")
    )

    def __init__(self, brand: Brand, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = brand.accounts.all()


class AccountAnswerForm(forms.Form):
    """Whose numbers a held import brings: one of the brand's accounts, or a new one by its handle."""

    account = forms.ModelChoiceField(Account.objects.none(), required=False, label=_("Account"))
    new_handle = forms.CharField(required=False, max_length=25, label=_("New account"))

    def __init__(self, brand: Brand, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = brand.accounts.all()

    def clean_new_handle(self) -> str:
        handle = self.cleaned_data["new_handle"].strip().removeprefix("@").lower()
        if handle:
            handle_format(handle)
        return handle

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("account") and not cleaned.get("new_handle"):
            raise forms.ValidationError(_("Choose an account, or write the handle of a new one."))
        return cleaned


class ImportRulesForm(forms.ModelForm):
    """How the brand handles its files."""

    keeps_days = forms.IntegerField(min_value=1, max_value=730, label=_("Keep raw files for (days)"))
    looks_first = forms.BooleanField(required=False, label=_("Show a preview before anything counts"))

    class Meta:
        model = ImportPolicy
        fields = ("looks_first", "keeps_days")


def now_ids(request: HttpRequest) -> list[int]:
    """`?now=3,4`: the imports of the last upload, so that a reload shows them again. What is no number is passed over."""
    return [int(part) for part in request.GET.get("now", "").split(",")[:100] if part.isdecimal() and len(part) < 19]
