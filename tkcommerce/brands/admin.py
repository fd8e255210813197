"""The scoped base of every admin of a brand's data, and the admins of brands, people and memberships.

Nobody needs Django's groups and permissions: managers and owners see and edit the rows of their brands, superusers all rows.
"""

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field, Model, QuerySet, URLField
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .access import brands_managed_by
from .models import Brand, BrandOwned, Invitation, Membership, User

# Never a lookup: `?password__startswith=` would give them away.
SECRETS = {"password", "pepper", "token_hash", "lease_token", "confirm_token", "sealed_url"}


def rows_for(user: User, rows: QuerySet) -> QuerySet:
    """Those of `rows` that belong to brands this person manages; of people, the members of those brands."""
    brands = brands_managed_by(user)
    if user.is_superuser:
        return rows
    if issubclass(rows.model, BrandOwned):
        return rows.filter(brand__in=brands)
    if rows.model is Brand:
        return rows.filter(pk__in=brands)
    if rows.model is User:
        return rows.filter(pk__in=Membership.objects.filter(brand__in=brands).values("user"))
    return rows.none()


class ScopedRelationFilter(admin.RelatedFieldListFilter):
    """A filter in the list's side bar that names only what the person may see."""

    def field_choices(self, field: Field, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple]:
        rows = rows_for(request.user, field.remote_field.model._default_manager.all())
        return [(row.pk, str(row)) for row in rows]


class ScopedAdmin(admin.ModelAdmin):
    """Lists, single rows, choices, filters, searches, actions and deletions, all within the brands the person manages."""

    view_on_site = False
    formfield_overrides = {URLField: {"assume_scheme": "https"}}
    read_only = False  # facts: to be looked at, by superusers too
    managers_edit = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return rows_for(request.user, super().get_queryset(request))

    def get_field_queryset(self, db: str | None, db_field: Field, request: HttpRequest) -> QuerySet:
        rows = super().get_field_queryset(db, db_field, request)
        return rows_for(request.user, db_field.remote_field.model._default_manager.all() if rows is None else rows)

    def get_list_filter(self, request: HttpRequest) -> list:
        return [self._scoped(item) for item in super().get_list_filter(request)]

    def _scoped(self, item: object) -> object:
        """Filters by a relation get the scoped kind; a path over several relations is nobody's need and refused."""
        if not isinstance(item, str):
            return item
        if "__" in item:
            raise ImproperlyConfigured(f"{type(self).__name__} filters by {item}: name a field of its own.")
        return (item, ScopedRelationFilter) if self.opts.get_field(item).is_relation else item

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        return SECRETS.isdisjoint(lookup.split("__")) and super().lookup_allowed(lookup, value, request)

    def _manages(self, request: HttpRequest, obj: Model | None) -> bool:
        user = request.user
        if not user.is_active or user.is_superuser:
            return user.is_active
        if obj is None or obj.pk is None:
            return brands_managed_by(user).exists()
        return rows_for(user, self.model._default_manager.filter(pk=obj.pk)).exists()

    def _edits(self, request: HttpRequest, obj: Model | None) -> bool:
        allowed = not self.read_only and (self.managers_edit or request.user.is_superuser)
        return allowed and self._manages(request, obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._manages(request, None)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._manages(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._edits(request, None)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._edits(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self._edits(request, obj)

    def get_deleted_objects(self, objs: QuerySet | list, request: HttpRequest) -> tuple[list, dict, set, list]:
        """The preview of a deletion. If it reached rows of a brand she does not manage, it names none and is refused."""
        collector = NestedObjects(using="default", origin=objs)
        collector.collect(objs)
        for model, rows in collector.data.items():
            keys = [row.pk for row in rows]
            if rows_for(request.user, model._default_manager.filter(pk__in=keys)).count() != len(keys):
                return [], {}, {_("rows of another brand")}, []
        return super().get_deleted_objects(objs, request)


class BrandScopedAdmin(ScopedAdmin):
    """Base of the admin of every `BrandOwned` model. A row stays in the brand it was made in."""

    def __init__(self, model: type[Model], admin_site: admin.AdminSite) -> None:
        if not issubclass(model, BrandOwned):
            raise ImproperlyConfigured(f"{type(self).__name__} is for models of a brand, and {model.__name__} is not BrandOwned.")
        super().__init__(model, admin_site)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list:
        return [*super().get_readonly_fields(request, obj), *(["brand"] if obj else [])]


@admin.register(Brand)
class BrandAdmin(ScopedAdmin):
    """Superusers make brands here. The zone is changed on the brand's settings page, which knows what follows."""

    list_display = ["name", "slug", "time_zone", "currency", "home_market"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    managers_edit = False

    def get_readonly_fields(self, request: HttpRequest, obj: Brand | None = None) -> list:
        return ["slug", "time_zone"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Brand | None = None) -> dict:
        return {} if obj else self.prepopulated_fields


@admin.register(User)
class UserAdmin(ScopedAdmin):
    """People come by invitation. A manager reads who is in her brands; what opens other doors only superusers see."""

    list_display = ["email", "name", "language"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    managers_edit = False

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list:
        fields = ["email", "name", "language"]
        return [*fields, "is_active", "is_superuser", "last_login"] if request.user.is_superuser else fields

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list:
        return ["email", "last_login"]

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        return lookup.split("__")[0] in self.list_display and super().lookup_allowed(lookup, value, request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Membership)
class MembershipAdmin(BrandScopedAdmin):
    """Roles are changed on the members page, which keeps the last owner and lets nobody rise above herself."""

    list_display = ["user", "brand", "role", "created_at"]
    list_filter = ["brand", "role"]
    list_select_related = ["user", "brand"]
    search_fields = ["user__email", "user__name"]
    autocomplete_fields = ["user"]
    managers_edit = False


@admin.register(Invitation)
class InvitationAdmin(BrandScopedAdmin):
    list_display = ["email", "brand", "role", "expires_at", "accepted_at", "withdrawn_at"]
    list_filter = ["brand", "role"]
    list_select_related = ["brand"]
    search_fields = ["email"]
    read_only = True
