"""The rules of the checklist that a program can check. Each takes a draft and says passed, failed or not applicable, and where.

Pure. A passed rule says no more than its words: it is a help for people who check, and no legal advice.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_noop

from planner.checklist.disclosure import label_of
from planner.checklist.text_match import Place, find_word, fold
from planner.checklist.told_prices import amounts_in

PASSED, FAILED, NOT_NEEDED = "passed", "failed", "not_needed"
AI_LABELS = ("AI生成", "AIで生成", "生成AI", "AI-generated", "AI generated", "made with AI")


@dataclass(frozen=True)
class Spoken:
    """A product as the video names it. `told`: the price it tells; `price`: the one of the product page; None: not said."""

    name: str
    told: Decimal | None
    price: Decimal | None
    currency: str
    has_link: bool


@dataclass(frozen=True)
class Word:
    """A word that is not wanted. `law` as in NgWord.Law."""

    word: str
    law: str
    instead: str = ""


@dataclass(frozen=True)
class Draft:
    """All that the rules look at. Codes are those of Video."""

    texts: dict[str, str]  # {"hook": …, "caption": …, "script": …}
    relation: str = "own"
    is_ai: bool = False
    sound_licence: str = ""
    sound_proof: str = ""
    destination: str = ""
    destination_url: str = ""
    products: tuple[Spoken, ...] = ()
    words: tuple[Word, ...] = ()  # those that fit the products' categories
    has_cover: bool = False
    has_slot: bool = False
    facets: tuple[int, int] = (0, 0)  # set, to be set


@dataclass(frozen=True)
class Found:
    """Something at a place of one of the texts."""

    field: str
    place: Place
    word: str
    instead: str = ""


@dataclass(frozen=True)
class Finding:
    """`why` is a message id, filled from `told` when it is shown; a passed one has none."""

    outcome: str
    why: str = ""
    told: dict = field(default_factory=dict)
    found: tuple[Found, ...] = ()


def pr_label(draft: Draft) -> Finding:
    """Paid, affiliate and gifted content says so at the very start of its caption."""
    if draft.relation not in ("creator", "affiliate", "gift"):
        return Finding(NOT_NEEDED)
    caption = draft.texts.get("caption", "")
    label = label_of(caption)
    if label is None:
        return Finding(FAILED, gettext_noop("The caption has no advertising label such as #PR or 広告."))
    found = (Found("caption", label.place, label.place.of(caption)),)
    if label.buried:
        return Finding(FAILED, gettext_noop("The advertising label stands behind other hashtags: put it first."), found=found)
    if label.late:
        return Finding(FAILED, gettext_noop("The advertising label comes too late: put it at the start."), found=found)
    return Finding(PASSED, found=found)


def _words_of(law: str) -> Callable[[Draft], Finding]:
    def rule(draft: Draft) -> Finding:
        """No word of this law's list stands in hook, caption or script."""
        found = tuple(_found(draft, [word for word in draft.words if word.law == law]))
        if not found:
            return Finding(PASSED)
        return Finding(FAILED, gettext_noop("Words of the list were found."), found=found)

    return rule


def _found(draft: Draft, words: list[Word]) -> list[Found]:
    """By text and place; of two that start together the longer, and nothing inside another."""
    kept: list[Found] = []
    for name, text in draft.texts.items():
        folded, end = fold(text), 0
        hits = [Found(name, place, word.word, word.instead) for word in words for place in find_word(folded, word.word)]
        for hit in sorted(hits, key=lambda hit: (hit.place.start, -hit.place.end)):
            if hit.place.end > end:
                kept.append(hit)
                end = hit.place.end
    return kept


def price_told(draft: Draft) -> Finding:
    """What the video says a product costs is what its page says, and so are the amounts in its words."""
    for product in draft.products:
        if product.told is not None and product.price is not None and product.told != product.price:
            told = {"product": product.name, "told": f"{product.told:,f}", "price": f"{product.price:,f}"}
            why = gettext_noop("“%(product)s”: the video says %(told)s, the product page %(price)s.")
            return Finding(FAILED, why, told)
        if product.told is not None and product.price is None:
            return Finding(FAILED, gettext_noop("“%(product)s” has no price to compare with."), {"product": product.name})
    prices = {price for product in draft.products for price in (product.price, product.told) if price is not None}
    amounts = [(name, amount) for name, text in draft.texts.items() for amount in amounts_in(text)]
    wrong = [(name, amount) for name, amount in amounts if prices and amount.value not in prices]
    if wrong:
        found = tuple(Found(name, amount.place, amount.place.of(draft.texts[name])) for name, amount in wrong)
        return Finding(FAILED, gettext_noop("An amount in the words is the price of none of its products."), found=found)
    told_any = any(product.told is not None for product in draft.products) or (prices and amounts)
    return Finding(PASSED if told_any else NOT_NEEDED)


def sound_licence(draft: Draft) -> Finding:
    if not draft.sound_licence:
        return Finding(FAILED, gettext_noop("Nobody said yet where the sound may be used from."))
    if draft.sound_licence == "licensed" and not draft.sound_proof:
        return Finding(FAILED, gettext_noop("The own licence needs its proof: a link, a number, or where it is filed."))
    return Finding(PASSED)


def link_set(draft: Draft) -> Finding:
    """Whoever wants to buy finds the way."""
    if draft.destination == "none":
        return Finding(NOT_NEEDED)
    if not draft.destination:
        return Finding(FAILED, gettext_noop("Nobody said yet where the video leads to."))
    if draft.destination == "tiktok_shop" and not draft.products:
        return Finding(FAILED, gettext_noop("No product is chosen for the product tag."))
    has_link = draft.destination_url or any(product.has_link for product in draft.products)
    if draft.destination != "tiktok_shop" and not has_link:
        return Finding(FAILED, gettext_noop("The link that the video leads to is missing."))
    return Finding(PASSED)


def facets_filled(draft: Draft) -> Finding:
    filled, wanted = draft.facets
    if filled >= wanted:
        return Finding(PASSED)
    return Finding(FAILED, gettext_noop("%(filled)s of %(wanted)s patterns are set."), {"filled": filled, "wanted": wanted})


def ready_to_post(draft: Draft) -> Finding:
    if not draft.texts.get("caption", "").strip():
        return Finding(FAILED, gettext_noop("The caption is missing."))
    if not draft.has_cover:
        return Finding(FAILED, gettext_noop("The cover is missing."))
    if not draft.has_slot:
        return Finding(FAILED, gettext_noop("Day or time is missing."))
    return Finding(PASSED)


def ai_label(draft: Draft) -> Finding:
    if not draft.is_ai:
        return Finding(NOT_NEEDED)
    caption = fold(draft.texts.get("caption", ""))
    found = tuple(Found("caption", place, word) for word in AI_LABELS for place in find_word(caption, word))
    if found:
        return Finding(PASSED, found=found)
    return Finding(FAILED, gettext_noop("The caption does not say so; switch on TikTok's AI label when posting, and tick here."))


RULES: dict[str, Callable[[Draft], Finding]] = {
    "pr_label": pr_label,
    "yakkiho_words": _words_of("yakkiho"),
    "keihyoho_words": _words_of("keihyoho"),
    "brand_words": _words_of("brand"),
    "price_told": price_told,
    "sound_licence": sound_licence,
    "link_set": link_set,
    "facets_filled": facets_filled,
    "ready_to_post": ready_to_post,
    "ai_label": ai_label,
}
