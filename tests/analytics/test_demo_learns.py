"""The demo as quickstart makes it, with what was learned. Beside its own room: that one makes the brand without learning."""

from datetime import date

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
    judged = [call.state for call in demo.patterncalls.exclude(judged_at=None)]
    assert judged.count("held") > 3 * judged.count("failed")
