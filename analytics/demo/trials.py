"""The made-up brand took advice in the past: suggestions of then and the posts that followed them, and a clean test."""

from collections.abc import Sequence
from datetime import date, timedelta

from analytics.models import CleanTest, CleanTestVideo, Outcome, Trial
from planner.models import Video
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import start_of

from .story import Post
from .truth import TEST

DECIDED_AFTER = timedelta(days=1)


def accept_past_trials(brand: Brand, *, on: date, by: User) -> None:
    """Each suggestion that waits becomes the first later post of its level, each post once; the next run reads their results."""
    taken: set[int] = set()
    for trial in brand.trials.filter(state=Trial.State.SUGGESTED).order_by("position"):
        later = brand.videos.filter(state__in=Video.OUT, posted_day__gt=on + DECIDED_AFTER).exclude(pk__in=taken)
        video = later.filter(levels__level=trial.level).order_by("posted_day", "pk").first()
        if video:
            taken.add(video.pk)
            trial.state, trial.decided_by, trial.video = Trial.State.ACCEPTED, by, video
            trial.decided_at = start_of(on + DECIDED_AFTER, brand.time_zone)
            trial.save(update_fields=["state", "decided_by", "decided_at", "video"])


def show_clean_test(brand: Brand, posts: Sequence[Post], *, by: User) -> CleanTest:
    """`posts` took its places in the order that was drawn; the next run reads its answer."""
    vocabulary = vocabulary_of(brand)
    videos = {video.external_id: video for video in brand.videos.filter(external_id__in=[post.external_id for post in posts])}
    a, b = (vocabulary.find(f"{TEST.facet}.{code}") for code in (TEST.a, TEST.b))
    test = CleanTest.objects.create(
        brand=brand,
        facet=a.facet,
        level_a=a,
        level_b=b,
        each=TEST.each,
        seed=TEST.seed,
        outcome=Outcome.CLICKS,
        made_by=by,
        hypothesis="商品タグを見せて終わると、商品を見に来る人が増える。",
    )
    CleanTest.objects.filter(pk=test.pk).update(made_at=start_of(posts[0].day - DECIDED_AFTER, brand.time_zone))
    CleanTestVideo.objects.bulk_create(
        CleanTestVideo(
            brand=brand, test=test, position=position, arm="a" if post.look.levels[TEST.facet] == TEST.a else "b",
            video=videos[post.external_id],
        )
        for position, post in enumerate(posts)
    )  # fmt: skip
    return test
