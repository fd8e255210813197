"""What part of a brand's content and sales a page is asked to show, out of its address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from analytics.models import Relation, Surface
from planner.models import Account, Campaign, Product, Video
from tkcommerce.brands.models import Brand, Market

SURFACES = (Surface.VIDEO, Surface.LIVE, Surface.SHOWCASE, Surface.SHOP_TAB, Surface.PRODUCT_CARD)


@dataclass(frozen=True)
class Choices:
    """What a brand has to choose from. Hidden products and campaigns stay choosable: their past has not gone."""

    accounts: tuple[Account, ...]
    products: tuple[Product, ...]
    campaigns: tuple[Campaign, ...]

    @property
    def markets(self) -> tuple[tuple[str, str], ...]:
        codes = sorted({account.market for account in self.accounts})
        return tuple((code, str(Market(code).label)) for code in codes) if len(codes) > 1 else ()


@dataclass(frozen=True)
class Cut:
    """Empty and None: all of them. `unknown`: the address names something that this brand does not have."""

    surface: str = ""
    relation: str = ""
    account: Account | None = None
    market: str = ""
    product: Product | None = None
    campaign: Campaign | None = None
    creator: str = ""
    video: Video | None = None
    accounts: tuple[Account, ...] = ()
    unknown: bool = False

    @property
    def account_ids(self) -> frozenset[int] | None:
        """Of which accounts; None: no matter."""
        if self.account:
            return frozenset({self.account.pk})
        if self.market:
            return frozenset(one.pk for one in self.accounts if one.market == self.market)
        return None

    @property
    def is_all(self) -> bool:
        return self == Cut(accounts=self.accounts, unknown=self.unknown)

    @property
    def needs_facts(self) -> bool:
        """Asks for what sums over contents, products and creators cannot say."""
        return bool(self.product or self.creator or self.video)


WORDS = {"surface": _("Surface"), "relation": _("Who brought it"), "creator": _("Creator")}


def choices_of(brand: Brand) -> Choices:
    """Three queries."""
    return Choices(tuple(brand.accounts.all()), tuple(brand.products.all()), tuple(brand.campaigns.all()))


def cut_of(brand: Brand, params: Mapping[str, str], choices: Choices) -> Cut:
    """`?surface=live&who=own&account=…&market=JP&product=3&campaign=2&creator=mika&video=12`. A query where a video is named."""
    asked = {key: params.get(key, "").strip() for key in
             ("surface", "who", "account", "market", "product", "campaign", "creator", "video")}  # fmt: skip
    found = {
        "surface": asked["surface"] if asked["surface"] in Surface.values else "",
        "who": asked["who"] if asked["who"] in Relation.values else "",
        "account": _first(choices.accounts, handle=asked["account"].removeprefix("@")),
        "market": asked["market"] if asked["market"] in {one.market for one in choices.accounts} else "",
        "product": _first(choices.products, pk=asked["product"]),
        "campaign": _first(choices.campaigns, pk=asked["campaign"]),
        "creator": asked["creator"].replace("\x00", "").removeprefix("@").lower()[:64],
        "video": brand.videos.filter(pk=int(asked["video"])).first() if _is_id(asked["video"]) else None,
    }
    unknown = any(asked[key] and not found[key] for key in asked)
    return Cut(
        surface=found["surface"], relation=found["who"], account=found["account"], market=found["market"],
        product=found["product"], campaign=found["campaign"], creator=found["creator"], video=found["video"],
        accounts=choices.accounts, unknown=unknown,
    )  # fmt: skip


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 18


def _first(things: tuple, **wanted: str) -> object | None:
    ((name, text),) = wanted.items()
    return next((one for one in things if text and str(getattr(one, name)) == text), None)
