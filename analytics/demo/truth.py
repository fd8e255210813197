"""What is true of the made-up brand: the pages have to find it in its files. Days count back from the last day of the files."""

from dataclasses import dataclass

YEARS = 2
SHOP_OPENED = {"shopify": 730, "tiktok_jp": 440, "tiktok_my": 170}  # days of sales; TikTok Shop came later, Malaysia last
CURRENCY = {"shopify": "JPY", "tiktok_jp": "JPY", "tiktok_my": "MYR"}
NEW_BUYERS = {"shopify": (3.4, 5.2), "tiktok_jp": (2.0, 9.0), "tiktok_my": (0.6, 2.6)}  # a day, at the opening and now
F2 = {"shopify": 0.34, "tiktok_jp": 0.16, "tiktok_my": 0.10}  # first-time buyers who ever buy again
F2_OF_PRODUCT = {"SET-03": 0.52, "WASH-01": 0.22}  # own EC, by the first product of the first order, where no theme says more
F2_OF_THEME = {"voice": 0.60, "face": 0.60, "offer": 0.08}  # own EC, by the theme of the video of the first order
THIRD = 0.5  # of those who came twice, and so on
SECOND_ORDER = (38, 0.6, 180)  # days to it: median, spread of the log, none later than
TOUCHED = {"utm": 0.22, "coupon": 0.08}  # own-EC orders that carry the link or the code of a video
FATES = {"paid": 93, "refunded": 4, "cancelled": 3}
BREAKOUT_FACTOR = 9.0  # views of the newest video that is a few days old, over the usual
DIP_DAYS, DIP = 7, (0.15, 0.35)  # of its new and of its returning buyers were left to own EC in the last week
WEAKEST, LEFT_IN_CART = ("own_ec", "orders"), 7  # then: carts for each order, where one was usual
LIVE_WEEKDAY = 3  # a LIVE each Thursday since TikTok Shop opened
LIVE_MOVED = "aov"  # in the last session everybody bought the set
OVERDUE, OVERDUE_WEEKS = "gmv_max.creatives", 3  # came every week, and stopped
RUNNING_OUT = "BALM-01"
DAYS_LEFT = 6  # of stock, at the pace of the last four weeks
SELLS_WITHOUT_CONTENT = "WASH-01"
CONTENT_THAT_DOES_NOT_SELL = "TOWEL-01"
AFFILIATE_SHARE = 0.34  # of TikTok Shop's orders in Japan
INVITE_AGAIN, QUIET_DAYS = "mikan_bihada", 20  # sold best for her commission, and has been silent since
GOALS = {"gmv": 1.02, "new_customers": 1.0}  # of the last 30 days, as targets of the month
POSTS_A_MONTH, CTR_OF_VIDEOS = 28, 0.018
ON_RAKUTEN, RAKUTEN_A_DAY = ("TSUYU-01", "OIL-01", "SET-03"), (1, 4)  # what it lists there; orders a day, from and to
SAMPLES_WITHOUT_SALES = "glow_journal_jp"


@dataclass(frozen=True)
class Good:
    """`own` and `shop`: how often it is picked in the own shop and in TikTok Shop; `stock` on the last day."""

    sku: str
    title: str
    yen: int
    ringgit: int
    product_id: str
    own: float
    shop: float
    cost: int
    stock: int


GOODS = (
    Good("TSUYU-01", "朝つゆ化粧水 120mL", 3200, 99, "1729604411870347101", 30, 36, 860, 2400),
    Good("BALM-01", "米ぬかクレンジングバーム", 2800, 89, "1729604411870347102", 20, 22, 720, 0),
    Good("OIL-01", "ゆず美容液 30mL", 4800, 149, "1729604411870347103", 18, 12, 1350, 900),
    Good("SET-03", "はじめての3点セット", 7900, 239, "1729604411870347104", 14, 15, 2500, 640),
    Good("WASH-01", "米ぬか酵素洗顔パウダー", 1980, 65, "1729604411870347105", 17, 14, 520, 1500),
    Good("TOWEL-01", "やわらか洗顔タオル", 2400, 75, "1729604411870347106", 0.06, 0.06, 800, 380),
)


@dataclass(frozen=True)
class Creator:
    """`weight`: of the affiliate orders; `samples`: sent to her; `kind` of the collaboration."""

    handle: str
    weight: float
    rate: float
    kind: str
    samples: int


CREATORS = (
    Creator("mikan_bihada", 40, 0.10, "target", 2),
    Creator("yuzu_no_asa", 22, 0.12, "open", 1),
    Creator("kotori.cosme", 14, 0.12, "open", 1),
    Creator("hada_lab_ren", 12, 0.12, "open", 1),
    Creator("nuka_nuka3", 12, 0.12, "open", 0),
    Creator("glow_journal_jp", 0, 0.15, "target", 3),
)


@dataclass(frozen=True)
class PlannedTest:
    """A clean test of two levels `a` and `b` of a facet, 2·`each` videos from `began` days before the last day on."""

    facet: str
    a: str
    b: str
    each: int
    began: int
    seed: int


TEST = PlannedTest("cta", a="profile", b="tag", each=8, began=80, seed=21)  # the truth: posts.CLICK_LIFTS
