"""The demo as quickstart makes it, with what was learned. Beside its own room: that one makes the brand without learning."""

from datetime import date
from math import exp

from analytics.demo.posts import CLICK_LIFTS
from analytics.demo.seed import SLUG, seed_demo
from tkcommerce.brands.models import Brand

TODAY = date(2026, 11, 22)


def test_the_demo_has_learned_what_wins_and_kept_score(db, time_machine):
    time_machine.move_to("2026-11-22T03:00:00+00:00", tick=False)
    seed_demo(today=TODAY)
    demo = Brand.objects.get(slug=SLUG)
    assert [run.is_current for run in demo.patternruns.order_by("made_at")] == [False, True]
    shown = demo.patternverdicts.filter(fit__run__is_current=True, fit__scope="", shown="winner")
    assert "theme.backstage" in {str(row) for row in shown.filter(fit__outcome="views")}
    assert {str(row) for row in shown.filter(fit__outcome="clicks")} == {"cta.tag", "format.demo"}
    assert {str(row) for row in shown.filter(fit__outcome="gmv")} >= {"theme.offer", "format.demo"}
    losing = demo.patternverdicts.filter(fit__run__is_current=True, fit__scope="", shown="losing", fit__outcome="gmv")
    assert "theme.backstage" in {str(row) for row in losing}  # what is seen most is not what sells
    test = demo.cleantests.get()
    assert (test.state, test.videos_a, test.videos_b) == ("done", 8, 8)
    assert test.lo90 < exp(CLICK_LIFTS["cta.tag"]) < test.hi90
    assert test.lo90 > 1
    judged = [call.state for call in demo.patterncalls.exclude(judged_at=None)]
    assert judged.count("held") > 3 * judged.count("failed")
