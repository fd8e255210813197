"""The writes of people on suggested trials: accept (a filled brief on the next free slot), decline, take either back, and how
much to explore. Raises `Refused`."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analytics.learning.trials import days_to_result, suggest_trials
from analytics.models import PatternRun, Trial, TrialPolicy
from analytics.pattern_words import PatternWords
from analytics.queries.patterns import words_of
from planner.cadence.free_day import next_free_day
from planner.cadence.gaps import cadence_on
from planner.ideas.briefs import Brief, make_video
from planner.models import Account, Level, Product, Video
from planner.refusals import Refused
from planner.scheduling import drop_video, today_of
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import Days
from tkcommerce.words import ratio

State = Trial.State
LOOKED_AHEAD = 14  # days, for the account that lacks a post soonest


@transaction.atomic
def accept_trial(*, trial: Trial, by: User) -> Trial:
    """Its brief becomes a video of `by` on the next free slot."""
    current = _suggested(trial)
    brand, words = current.brand, words_of(current.brand)
    account = account_for(brand)
    day, at = next_free_day(brand, account)
    brief = brief_of_trial(current, words)
    video = make_video(brand=brand, by=by, brief=brief, account=account, owner=by, planned_day=day, planned_time=at)
    return _decide(
        current, by, State.ACCEPTED, video=video, hypothesis=video.hypothesis,
        due_day=day + timedelta(days=days_to_result(current.run)),
    )  # fmt: skip


@transaction.atomic
def decline_trial(*, trial: Trial, by: User) -> Trial:
    return _decide(_suggested(trial), by, State.DECLINED)


@transaction.atomic
def undo_decision(*, trial: Trial, by: User) -> Trial:
    """As if nobody had decided. A video that was edited since is not thrown away."""
    current = _locked(trial)
    if current.state not in (State.ACCEPTED, State.DECLINED):
        raise Refused(_("There is nothing to undo any more."))
    video = current.video
    if video and (video.version > 1 or video.is_out):
        raise Refused(_("The video was changed since. Drop it on its own page if you do not want it."))
    if video:
        drop_video(video=video, by=by, version=video.version)
    current.state = State.SUGGESTED if current.run.is_current else State.REPLACED
    current.video, current.decided_by, current.decided_at, current.hypothesis = None, None, None, ""
    current.due_day = today_of(current.brand) + timedelta(days=days_to_result(current.run))
    current.save(update_fields=["state", "video", "decided_by", "decided_at", "hypothesis", "due_day"])
    return current


@transaction.atomic
def set_policy(*, brand: Brand, explore_percent: int, by: User) -> list[Trial]:
    """Suggest anew with this share; the newest suggestions."""
    TrialPolicy.objects.update_or_create(brand=brand, defaults={"explore_percent": explore_percent, "by": by})
    run = PatternRun.objects.select_for_update(of=("self",)).filter(brand=brand, is_current=True).first()
    return suggest_trials(run, now=timezone.now()) if run else []


def account_for(brand: Brand) -> Account | None:
    """Whose slot is free soonest; else who posted last; else the only one."""
    today = today_of(brand)
    gaps = cadence_on(brand, Days(today, today + timedelta(days=LOOKED_AHEAD)), now=timezone.now()).gaps
    soonest = next((gap.account for day in sorted(gaps) for gap in gaps[day]), None)
    if soonest:
        return soonest
    newest = brand.videos.visible().out().select_related("account").order_by("-posted_day").first()
    return newest.account if newest else brand.accounts.order_by("pk").first()


def brief_of_trial(trial: Trial, words: PatternWords) -> Brief:
    """Levels, a working title out of them, what is expected and why, and the product that the level was last shown with."""
    vocabulary = vocabulary_of(trial.brand)
    wanted = {trial.facet_code: trial.level_code} | trial.base
    levels = [level for facet, code in wanted.items() if (level := vocabulary.find(f"{facet}.{code}")) and level.is_open]
    products = ((product, None) for product in _products(trial.brand, levels[:1]))
    return Brief(
        {"hook": words.trial(trial), "hypothesis": hypothesis_of(trial, words)},
        tuple(levels),
        tuple(products),
    )


def hypothesis_of(trial: Trial, words: PatternWords) -> str:
    params = {"lo": f"{trial.lo90:.1f}", "hi": ratio(trial.hi90), "outcome": trial.get_outcome_display()}
    expected = _("Over many such videos we expect %(lo)s–%(hi)s our usual %(outcome)s on average.") % params
    return f"{expected} {words.sentence(trial.reason)}"


def _products(brand: Brand, levels: list[Level]) -> list[Product]:
    """Of the newest post with the level; none where it showed none."""
    newest = brand.videos.visible().out().filter(levels__level__in=levels, products__product__hidden_at=None)
    video: Video | None = newest.filter(products__isnull=False).order_by("-posted_day", "-pk").first()
    return [mention.product for mention in video.products.select_related("product")[:3]] if video else []


def _locked(trial: Trial) -> Trial:
    return Trial.objects.select_for_update(of=("self",)).select_related("brand", "run", "video").get(pk=trial.pk)


def _suggested(trial: Trial) -> Trial:
    current = _locked(trial)
    if current.state != State.SUGGESTED:
        raise Refused(_("This suggestion was decided or replaced meanwhile. Look at the newest ones."))
    return current


def _decide(trial: Trial, by: User, state: str, **fields: object) -> Trial:
    values = {"state": state, "decided_by": by, "decided_at": timezone.now()} | fields
    for name, value in values.items():
        setattr(trial, name, value)
    trial.save(update_fields=list(values))
    return trial
