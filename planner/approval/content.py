"""What is approved: the words, the sound, who speaks and what is sold, as text that can be kept and compared."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from planner.approval.word_diff import Piece, word_diff
from planner.models import Attachment, Video, VideoProduct
from tkcommerce.words import NOTHING

# What resets an approval when it changes. "products" and "cover" are not columns: prices belong to the products.
CONTENT = ("hook", "caption", "script", "sound", "sound_licence", "relation", "is_ai", "account", "products", "cover")
_CHOICES = ("sound_licence", "relation")
_LABELS = {"products": gettext_lazy("products and prices"), "cover": gettext_lazy("cover")}


@dataclass(frozen=True)
class Changed:
    """One field that differs from what was approved."""

    label: str
    pieces: tuple[Piece, ...]


def touches_content(fields: Collection[str]) -> bool:
    """`fields` as recorded in VideoChange; what leads with one of our names counts, such as products."""
    return bool({name.partition(":")[0] for name in fields} & set(CONTENT))


def content_of(video: Video) -> dict[str, str]:
    """{field: text} as it is now; codes stay codes, so that each reader gets her own language. Three queries."""
    values = {name: str(getattr(video, name) or "") for name in ("hook", "caption", "script", "sound", *_CHOICES)}
    cover = video.attachments.filter(kind=Attachment.Kind.COVER, removed_at=None).first()
    return values | {
        "is_ai": "1" if video.is_ai else "",
        "account": str(video.account or ""),
        "products": "\n".join(_told(row) for row in video.products.select_related("product")),
        "cover": f"{cover.name} ({cover.sha256[:8]})" if cover else "",
    }


def _told(row: VideoProduct) -> str:
    """Written alike whoever reads it, or a change of language would look like a change of price."""
    price = f" {row.product.currency} {row.price.normalize():,f}" if row.price is not None else ""
    return row.product.name + price


def changes_between(before: dict, after: dict) -> list[Changed]:
    """What differs, word by word, in the order of CONTENT."""
    return [
        Changed(label_of(name), tuple(word_diff(shown(name, before.get(name, "")), shown(name, after.get(name, "")))))
        for name in CONTENT
        if before.get(name, "") != after.get(name, "")
    ]


def texts_of(content: dict, names: Iterable[str] = CONTENT) -> list[tuple[str, str]]:
    """(label, text) of what is not empty, for a page that only shows."""
    return [(label_of(name), shown(name, content[name])) for name in names if content.get(name)]


def label_of(name: str) -> str:
    return capfirst(_LABELS[name] if name in _LABELS else Video._meta.get_field(name).verbose_name)


def shown(name: str, text: str) -> str:
    """The text for people: a code by its word, an empty one as a dash."""
    if name == "is_ai":
        return _("yes") if text else _("no")
    if name in _CHOICES:
        return str(dict(Video._meta.get_field(name).choices).get(text, NOTHING))
    return text
