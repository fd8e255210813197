"""The gate: who may open what. Strangers get 404, too low a role 403."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from .models import Brand, Membership, Role, User


def brands_of(user: User) -> QuerySet[Brand]:
    """The brands a person belongs to, by name."""
    return Brand.objects.filter(memberships__user=user).order_by("name")


def brands_managed_by(user: User) -> QuerySet[Brand]:
    """The brands whose data a person may look after in the admin panel."""
    return Brand.objects.filter(memberships__user=user, memberships__role__gte=Role.MANAGER)


def membership_in(brand_slug: str, user: User) -> Membership | None:
    return Membership.objects.select_related("brand").filter(brand__slug=brand_slug, user=user).first()


def for_brand(role: Role) -> Callable:
    """Gate of every view under /b/<brand_slug>/: calls it with the brand, and sets request.brand and request.role."""

    def gate(view: Callable) -> Callable:
        @wraps(view)
        def gated(request: HttpRequest, brand_slug: str, *args: object, **kwargs: object) -> HttpResponse:
            membership = membership_in(brand_slug, request.user)
            if membership is None:
                raise Http404
            if membership.role < role:
                raise PermissionDenied
            request.brand, request.role = membership.brand, Role(membership.role)
            return view(request, membership.brand, *args, **kwargs)

        gated.brand_role = role  # what the guard test looks for
        return gated

    return gate
