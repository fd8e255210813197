"""What the frame of every page needs: the brand, the person's brands, the role. One query."""

from django.http import HttpRequest

from .access import brands_of


def frame(request: HttpRequest | None) -> dict:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "brand": getattr(request, "brand", None),
        "role": getattr(request, "role", None),
        "my_brands": brands_of(user),
    }
