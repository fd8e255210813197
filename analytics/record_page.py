"""What the pages about our own calls need besides the score: whose calls may be seen, and the figures behind "how we know"."""

from dataclasses import dataclass

from analytics.models import PatternRun, VideoForecast
from tkcommerce.brands.access import brands_of
from tkcommerce.brands.models import Brand, Membership, Role, User


@dataclass(frozen=True)
class AboutPage:
    """Figures of the current run. `left_out`: (reason in words, videos); `half_days`: age at half of the views of 28 days."""

    run: PatternRun | None
    left_out: tuple[tuple[str, int], ...]
    half_days: float | None
    pairs: int  # videos that were read twice, from which the curve was learned


def others_seen(brand: Brand, reader: User) -> list[Brand]:
    """Other brands of the same owner that the reader is a member of. Two queries."""
    owners = Membership.objects.filter(brand=brand, role=Role.OWNER).values("user")
    same_owner = Membership.objects.filter(role=Role.OWNER, user__in=owners).values("brand")
    return list(brands_of(reader).filter(pk__in=same_owner).exclude(pk=brand.pk))


def about_page(run: PatternRun | None) -> AboutPage:
    if run is None:
        return AboutPage(None, (), None, 0)
    reasons = VideoForecast.Excluded
    left_out = [(str(reasons(code).label), count) for code, count in run.excluded.items() if code in reasons.values]
    curve = run.maturity.get("views", {})
    return AboutPage(run, tuple(sorted(left_out, key=lambda one: -one[1])), _half_days(curve), curve.get("pairs", 0))


def _half_days(curve: dict) -> float | None:
    """The age at which F(a) = a^β/(a^β + κ^β) is half of F(28)."""
    if not curve:
        return None
    kappa, beta = curve["kappa"], curve["beta"]
    half = 28**beta / (28**beta + kappa**beta) / 2
    return kappa * (half / (1 - half)) ** (1 / beta)
