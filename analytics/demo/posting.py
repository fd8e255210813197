"""Posting in the made-up brand: a post for this evening, one that nobody confirmed, and plans whose posts an import found."""

from datetime import date, time, timedelta

from planner.changes import record_change
from planner.models import Account, Video
from planner.posting.match_guesses import make_guesses
from planner.posting.publishing import mark_missed
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import day_of

TONIGHT = (
    "仕込みから3日、化粧水ができるまで\n工場の朝は5時から。いちばん香る瞬間をそのまま撮りました。\n"
    "続きはプロフィールのリンクから。\n#スキンケア #舞台裏 #しずくの庭"
)
FORGOTTEN = "冬の乾燥、洗顔のあと何分で保湿する？\n答えは最後に。\n#乾燥対策 #スキンケア"
EDITED = ("", " ※在庫わずか")  # what was in the plan and is not in the post


def show_posting(brand: Brand, account: Account, by: User, *, today: date) -> None:
    """Call when the posts are imported."""
    told = {"account": account, "state": Video.State.SCHEDULED, "sound": "朝の工場", "sound_licence": "own"}
    _plan(brand, by, hook="化粧水ができるまで", caption=TONIGHT, planned_day=today, planned_time=time(20), **told)
    yesterday = today - timedelta(days=1)
    _plan(brand, by, hook="洗顔のあと、何分で保湿する？", caption=FORGOTTEN, planned_day=yesterday, planned_time=time(12), **told)
    found = brand.videos.visible().out().exclude(caption="").filter(planned_day=None).order_by("-posted_day", "-pk")
    for post, more in zip(found[: len(EDITED)], EDITED, strict=False):
        at = post.posted_at and day_of(post.posted_at, account.time_zone)
        plan = {"planned_day": at or post.posted_day, "planned_time": time(19), "caption": post.caption + more, "kind": post.kind}
        _plan(brand, by, hook=post.caption[:20], **told | plan)
    mark_missed()
    make_guesses(brand)


def _plan(brand: Brand, by: User, **values: object) -> Video:
    """Also of a past day, which the calendar itself refuses."""
    video = Video.objects.create(brand=brand, created_by=by, owner=by, planned_zone=brand.time_zone, **values)
    record_change(video, by, "planned", {"state": [None, video.state]})
    return video
