"""On the page of a posted video its result stands first, above what was meant."""

from datetime import date

from django.urls import reverse
from factories import at, make_account, make_posted_video
from pattern_rows import make_forecast, make_run

from planner.models import VideoLevel


def test_the_result_stands_above_the_parts(as_aiko, ours):
    video = make_posted_video(make_account(ours), date(2026, 11, 10), external_id="7", script="say it")
    level = ours.levels.get(facet__code="hook", code="question")
    VideoLevel.objects.create(brand=ours, video=video, facet=level.facet, level=level, set_at=at("2026-11-10T12:00:00+09:00"))
    make_forecast(make_run(ours), video)
    html = as_aiko.get(reverse("planner:video", args=["ours", video.pk])).content.decode()
    places = [html.index(f'id="{name}"') for name in ("result-title", "part-script", "part-caption", "files-title")]
    assert places == sorted(places)
    assert html.count(f"?facet=hook&amp;level={level.code}") == 1
