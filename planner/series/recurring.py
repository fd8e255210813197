"""The writes of series: start, edit this and later, stop, start again. One occurrence alone is edited as any video.

An occurrence is known by (series, its day by the rule), whatever became of it: edited, moved or dropped, it is never made again.
What a person touched stays as she left it; the series rewrites and takes back only what it made itself.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import refuse_foreign, write_change
from planner.ideas.briefs import Brief, make_video, replace_levels
from planner.models import Level, Series, Video, VideoChange
from planner.models.videos import VideoQuerySet
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.series.recurrence import Recurrence
from planner.vocabulary.levels import Vocabulary, vocabulary_of
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import Days

State = Video.State
AHEAD = timedelta(weeks=8)
MADE, REWRITTEN, ENDED, REVIVED = "series made", "series rewrote", "series ended", "series revived"
OWN_VERBS = (MADE, REWRITTEN, ENDED, REVIVED)  # a video with other changes was touched by a person
TEMPLATE = ("hook", "caption", "script", "kind", "seconds")
_TOUCHED = Exists(VideoChange.objects.filter(video=OuterRef("pk")).exclude(verb__in=OWN_VERBS))
RULE = ("name", "account", "owner", "weekdays", "every_weeks", "time", "last_day")


def rule_of(series: Series) -> Recurrence:
    return Recurrence(series.weekdays, series.every_weeks, series.first_day, series.last_day)


@transaction.atomic
def start_series(*, brand: Brand, by: User, levels: Mapping, first_day: date, **fields: object) -> Series:
    """`fields` are those of RULE and TEMPLATE, `levels` {facet: level or None}. Its first occurrences are made at once."""
    _refuse(brand, fields)
    if first_day < today_of(brand):
        raise Refused(_("A series begins today or later."))
    series = Series(brand=brand, created_by=by, first_day=first_day, template=_template(fields, levels))
    for name in RULE:
        setattr(series, name, fields[name])
    _refuse_twin(series)
    series.save()
    _make_ahead(series, by)
    return series


@transaction.atomic
def edit_series(*, series: Series, by: User, from_day: date, levels: Mapping, **fields: object) -> int:
    """This and later: the rule and the template change; occurrences from `from_day` on follow, where nobody touched them.

    Returns how many that were touched by a person stay as they are. Earlier ones, and their days, stay in any case.
    """
    current = _locked(series)
    _refuse(current.brand, fields)
    start = max(from_day, today_of(current.brand))
    for name in RULE:
        setattr(current, name, fields[name])
    current.template = _template(fields, levels)
    _refuse_twin(current)
    current.save(update_fields=[*RULE, "template"])
    later = current.videos.filter(series_day__gte=start, retracted_at=None).exclude(state__in=Video.OUT)
    touched = later.exclude(state=State.DROPPED).filter(_TOUCHED).count()
    rule, brief = rule_of(current), _brief(current)
    for video in _untouched(later):
        _follow(video, by, brief if video.series_day in rule else None, at=current.time)
    _fill(current, by, Days(start, (current.made_until or start) + timedelta(days=1)))
    _make_ahead(current, by)
    return touched


@transaction.atomic
def stop_series(*, series: Series, by: User) -> int:
    """No more are made, and those ahead that nobody touched go off the calendar; returns how many."""
    current = _locked(series)
    if current.stopped_at:
        raise Refused(_("This series has stopped already."))
    current.stopped_at = timezone.now()
    current.save(update_fields=["stopped_at"])
    ahead = _untouched(_ahead(current).exclude(state=State.DROPPED))
    for video in ahead:
        _follow(video, by, None, at=None)
    return len(ahead)


@transaction.atomic
def restart_series(*, series: Series, by: User) -> None:
    """Go on as before the stop; what the stop took off comes back where its day still lies ahead."""
    current = _locked(series)
    if not current.stopped_at:
        raise Refused(_("This series is running."))
    current.stopped_at = None
    current.save(update_fields=["stopped_at"])
    rule, brief = rule_of(current), _brief(current)
    for video in _untouched(_ahead(current)):
        if video.series_day in rule:
            _follow(video, by, brief, at=current.time)
    _make_ahead(current, by)


def make_due_occurrences() -> None:
    """The maker of the sweep: every running series reaches eight weeks ahead. Twice, or two at once, is as once."""
    furthest = datetime.now(UTC).date() + timedelta(days=1) + AHEAD  # the newest day there is anywhere
    behind = Series.objects.filter(stopped_at=None).filter(Q(made_until=None) | Q(made_until__lt=furthest))
    for series in behind.select_related("brand").order_by("pk"):
        if series.made_until is None or series.made_until < today_of(series.brand) + AHEAD:
            with transaction.atomic():
                _make_ahead(_locked(series), None)


def _make_ahead(series: Series, by: User | None) -> None:
    """From the day after the last made, or from today; what was dropped since is before that day, and stays dropped."""
    if series.stopped_at:
        return
    today = today_of(series.brand)
    start = max(today, series.made_until + timedelta(days=1)) if series.made_until else today
    _fill(series, by, Days(start, max(today + AHEAD + timedelta(days=1), start)))
    series.made_until = max(today + AHEAD, series.made_until or today)
    series.save(update_fields=["made_until"])


def _fill(series: Series, by: User | None, days: Days) -> None:
    """Make the occurrences in `days` that never were."""
    known = set(series.videos.filter(series_day__gte=days.start, series_day__lt=days.end).values_list("series_day", flat=True))
    missing = [day for day in rule_of(series).days_in(days) if day not in known]
    brief = _brief(series) if missing else Brief()
    for day in missing:
        make_video(
            brand=series.brand, by=by, brief=brief, verb=MADE, series=series, series_day=day, planned_day=day,
            planned_time=series.time,
        )  # fmt: skip


def _follow(video: Video, by: User, brief: Brief | None, *, at: object) -> None:
    """An untouched occurrence becomes what the series says now: None, off the calendar."""
    if brief is None:
        if video.state != State.DROPPED:
            write_change(video, by, ENDED, {"state": State.DROPPED})
        return
    wanted = brief.values | {"state": State.PLANNED, "planned_time": at}
    changed = {name: value for name, value in wanted.items() if getattr(video, name) != value}
    told = replace_levels(video, brief.levels, by)
    if changed or told:
        write_change(video, by, REVIVED if video.state == State.DROPPED else REWRITTEN, changed, told=told)


def _ahead(series: Series) -> VideoQuerySet:
    """Occurrences from today on that are not out."""
    return series.videos.filter(series_day__gte=today_of(series.brand), retracted_at=None).exclude(state__in=Video.OUT)


def _untouched(videos: VideoQuerySet) -> list[Video]:
    """Locked, always in the same order."""
    rows = videos.exclude(_TOUCHED).order_by("pk")
    return list(rows.select_for_update(of=("self",)).select_related("brand", "account", "owner"))


def _locked(series: Series) -> Series:
    return Series.objects.select_for_update(of=("self",)).select_related("brand", "account", "owner").get(pk=series.pk)


def _template(fields: Mapping, levels: Mapping) -> dict:
    chosen = {facet.code: level.code for facet, level in levels.items() if level}
    return {name: fields[name] for name in TEMPLATE} | {"levels": chosen}


def _brief(series: Series) -> Brief:
    """What an occurrence starts with; an owner who left the brand owns no more."""
    values = {name: series.template[name] for name in TEMPLATE if name in series.template}
    owner = series.owner if series.brand.members.filter(pk=series.owner_id).exists() else None
    return Brief(values | {"account": series.account, "owner": owner}, template_levels(series, vocabulary_of(series.brand)))


def template_levels(series: Series, vocabulary: Vocabulary) -> tuple[Level, ...]:
    """A level that was merged since is what it was merged into; a hidden one is left out."""
    named = (vocabulary.find(f"{facet}.{level}") for facet, level in series.template.get("levels", {}).items())
    settable = {entry.facet.pk for entry in vocabulary.settable}
    return tuple(level for level in named if level and level.is_open and level.facet_id in settable)


def _refuse(brand: Brand, fields: Mapping) -> None:
    refuse_foreign(brand, account=fields.get("account"), owner=fields.get("owner"))
    if not fields["weekdays"]:
        raise Refused(_("Choose at least one weekday."))


def _refuse_twin(series: Series) -> None:
    if series.brand.series.exclude(pk=series.pk).filter(name=series.name).exists():
        raise Refused(_("There is a series of this name already."))
    if series.last_day and series.last_day < series.first_day:
        raise Refused(_("A series cannot end before it begins."))
