"""By when each step of making should be done, counted back from the day of the post. Pure."""

from datetime import date, timedelta

from planner.models import VideoDue

# Calendar days before the post. A week of making as domain practice has it: plan Tuesday, shoot and edit to Thursday, approve
# Friday, post at the weekend; with the same again as reserve for whoever makes several at once.
DAYS_BEFORE = dict(zip(VideoDue.STEPS, (10, 7, 4, 2), strict=True))


def suggested_dues(post_day: date | None, *, today: date) -> dict[str, date]:
    """{step: day}, none of them over: what should be done by now is due today. Empty without a day."""
    if post_day is None:
        return {}
    return {step: max(min(today, post_day), post_day - timedelta(days=days)) for step, days in DAYS_BEFORE.items()}
