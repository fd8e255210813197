"""Commerce events, the cadence of the accounts, and the way into each market."""

from django.urls import path

from planner.views import cadence, events, markets, setting_changes

urlpatterns = [
    path("home/ahead/", markets.home_ahead, name="home-ahead"),
    path("events/", events.events, name="events"),
    path("events/all/", events.event_rules, name="event-rules"),
    path("events/new/", events.event_new, name="event-new"),
    path("events/<int:event_id>/", events.event_edit, name="event-edit"),
    path("events/<int:event_id>/hide/", events.event_hide, name="event-hide"),
    path("events/<int:event_id>/show/", events.event_show, name="event-show"),
    path("cadence/", cadence.cadence, name="cadence"),
    path("cadence/rule/", cadence.posting_rule_set, name="cadence-rule-set"),
    path("cadence/<int:account_id>/goal/", cadence.goal_set, name="goal-set"),
    path("cadence/<int:account_id>/slots/", cadence.slot_add, name="slot-add"),
    path("cadence/slots/<int:slot_id>/remove/", cadence.slot_remove, name="slot-remove"),
    path("cadence/<int:account_id>/slots/<int:weekday>/<str:at>/restore/", cadence.slot_restore, name="slot-restore"),
    path("videos/<int:video_id>/slot/", cadence.video_to_slot, name="video-to-slot"),
    path("markets/", markets.markets, name="markets"),
    path("markets/add/", markets.market_add, name="market-add"),
    path("markets/<int:plan_id>/", markets.market, name="market"),
    path("markets/<int:plan_id>/edit/", markets.market_edit, name="market-edit"),
    path("markets/<int:plan_id>/remove/", markets.market_remove, name="market-remove"),
    path("markets/<int:plan_id>/steps/", markets.step_add, name="market-step-add"),
    path("markets/steps/<int:step_id>/edit/", markets.step_edit, name="market-step-edit"),
    path("markets/steps/<int:step_id>/tick/", markets.step_tick, name="market-step-tick"),
    path("markets/steps/<int:step_id>/untick/", markets.step_untick, name="market-step-untick"),
    path("markets/steps/<int:step_id>/hide/", markets.step_hide, name="market-step-hide"),
    path("markets/steps/<int:step_id>/show/", markets.step_show, name="market-step-show"),
    path("settings-log/<int:change_id>/undo/", setting_changes.setting_undo, name="setting-undo"),
    path("settings-log/<int:change_id>/undo-managed/", setting_changes.managed_setting_undo, name="managed-setting-undo"),
]
