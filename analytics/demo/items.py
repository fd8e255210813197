"""What the made-up brand sells, which of its videos are about it, and one plan with every part filled."""

from datetime import date, time, timedelta
from decimal import Decimal

from planner.catalogue.editing import save_entry
from planner.models import Account, Campaign, Product, Video, VideoProduct
from planner.scheduling import edit_video
from planner.video_page.due_days import suggested_dues
from planner.vocabulary.levels import vocabulary_of
from planner.vocabulary.tagging import plan_with_levels
from tkcommerce.brands.models import Brand, User

from .about import about
from .story import Story
from .truth import GOODS, Good

SHOP = "https://shop.shizuku.example/products/"
ABOUT = {  # plans and their product
    "BF当日：在庫の棚から": "SET-03",
    "開封：届いたままの3点": "SET-03",
    "お客様の2週間": "OIL-01",
}
PLAN = {
    "hook": "タオルで拭く前の、30秒",
    "hypothesis": (
        "「いつもの洗面所」の画なら、最後まで見る人が増えるはず。理由：人気の3本は、どれも台所か洗面所の生活音で始まっていた。"
    ),
    "script": (
        "（水の音）顔を洗って、タオルに手を伸ばす前に30秒だけ。\n"
        "手のひらのくぼみに、化粧水をたっぷり。頬、額、あごの順に、押さえるだけ。\n"
        "こすらない、たたかない。あとは、いつもの朝のまま。"
    ),
    "shot_list": (
        "0–3秒 | タオル、まだ取らないで | 洗面所。濡れた手がタオルの前で止まる\n"
        "3–9秒 | 手のひらのくぼみに、たっぷり | 手元の寄り。注ぐ音\n"
        "9–20秒 | 頬、額、あごの順に | 横顔。押さえる手\n"
        "20–28秒 | あとは、いつもの朝 | 窓の光、瓶を棚に戻す"
    ),
    "caption": (
        "洗顔のあと、タオルで拭く前に30秒だけ。\n"
        "押さえるだけの朝つゆ化粧水、いつもの洗面所で撮りました。\n"
        "#スキンケア #朝のルーティン #しずくの庭"
    ),
    "notes": "白い洗面台は映り込みに注意。葵の自宅で朝7時集合、瓶は新ラベルの2本。",
    "seconds": 28,
    "market": "JP",
    "state": Video.State.SCRIPTING,
    "sound": "朝の洗面所（水音）",
    "sound_licence": Video.SoundLicence.OWN,
    "sound_proof": "自社収録。共有フォルダ「音源」の12番",
    "destination": Video.Destination.OWN_EC,
    "destination_url": f"{SHOP}tsuyu-01",
    "reference_url": "https://www.tiktok.com/tag/morningroutine",
}


def show_items(brand: Brand, account: Account, story: Story, owner: User, *, today: date) -> None:
    """Call when the posts are imported and the plans made."""
    products = {good.sku: _product(brand, owner, good) for good in GOODS}
    first, last = today - timedelta(days=14), today + timedelta(days=35)
    winter = Campaign(brand=brand, name="冬の乾燥ケア", market="JP", first_day=first, last_day=last)
    campaign = save_entry(entry=winter, brand=brand, by=owner)
    _plan(brand, account, owner, campaign, products["TSUYU-01"], today + timedelta(days=6))
    for video in brand.videos.filter(hook__in=ABOUT):
        product = products[ABOUT[video.hook]]
        edit_video(video=video, by=owner, version=video.version, products=[(product, product.price)], campaign=campaign)
    _tell_what_posts_are_about(brand, story, products)


def _tell_what_posts_are_about(brand: Brand, story: Story, products: dict[str, Product]) -> None:
    """Each names one product; none names what sells without content."""
    shown = {post.external_id: products[about(post).sku] for post in story.posts}
    posts = brand.videos.visible().out().filter(external_id__in=shown).values_list("pk", "external_id")
    VideoProduct.objects.bulk_create(
        VideoProduct(brand=brand, video_id=pk, product=shown[external_id]) for pk, external_id in posts
    )


def _product(brand: Brand, by: User, good: Good) -> Product:
    told = {"price": Decimal(good.yen), "currency": "JPY", "url": f"{SHOP}{good.sku.lower()}", "name": good.title}
    told["category"] = Product.Category.COSMETICS
    return save_entry(entry=Product(brand=brand, sku=good.sku, tiktok_id=good.product_id, **told), brand=brand, by=by)


def _plan(brand: Brand, account: Account, owner: User, campaign: Campaign, product: Product, day: date) -> None:
    vocabulary = vocabulary_of(brand)
    levels = [vocabulary.find(name) for name in ("hook.question", "theme.howto", "sound.ambient", "cta.none")]
    aoi = brand.members.get(name="田中 葵")
    plan_with_levels(
        brand=brand, by=owner, levels={level.facet: level for level in levels if level}, day=day, time=time(7, 30),
        account=account, owner=owner, campaign=campaign, products=[(product, product.price)], helpers=[(aoi, "撮影・出演")],
        dues=suggested_dues(day, today=day - timedelta(days=6)), **PLAN,
    )  # fmt: skip
