"""Addresses of approval, checklist and comments behind a brand; part of the planner's namespace."""

from django.urls import path

from planner.views import approval_settings, approvals, checklist_settings, checks, guests

urlpatterns = [
    path("home/approvals/", approvals.home_approvals, name="home-approvals"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/accept/", approvals.approvals_accept, name="approvals-accept"),
    path("approvals/<int:round_id>/decide/", approvals.approval_decide, name="approval-decide"),
    path("approvals/decisions/<int:decision_id>/undo/", approvals.approval_undo, name="approval-undo"),
    path("approvals/<int:round_id>/links/", guests.guest_link_create, name="guest-link-create"),
    path("approvals/links/<int:link_id>/withdraw/", guests.guest_link_withdraw, name="guest-link-withdraw"),
    path("approvals/stops/", approvals.stops, name="approvals-stops"),
    path("approvals/stop/", approvals.brand_stop, name="brand-stop"),
    path("approvals/stops/<int:stop_id>/end/", approvals.stop_remove, name="stop-remove"),
    path("videos/<int:video_id>/approval/", approvals.approval_ask, name="approval-ask"),
    path("videos/<int:video_id>/approval/withdraw/", approvals.approval_withdraw, name="approval-withdraw"),
    path("videos/<int:video_id>/stop/", approvals.video_stop, name="video-stop"),
    path("videos/<int:video_id>/checks/<int:item_id>/", checks.check_tick, name="check-tick"),
    path("checks/<int:tick_id>/undo/", checks.check_untick, name="check-undo"),
    path("videos/<int:video_id>/comments/", checks.comment_add, name="comment-add"),
    path("comments/<int:comment_id>/remove/", checks.comment_remove, name="comment-remove"),
    path("comments/<int:comment_id>/restore/", checks.comment_restore, name="comment-restore"),
    path("approval-steps/", approval_settings.approval_settings, name="approval-settings"),
    path("approval-steps/new/", approval_settings.approval_step_new, name="approval-step-new"),
    path("approval-steps/<int:step_id>/", approval_settings.approval_step_edit, name="approval-step-edit"),
    path("approval-steps/<int:step_id>/hide/", approval_settings.approval_step_hide, name="approval-step-hide"),
    path("approval-steps/<int:step_id>/show/", approval_settings.approval_step_show, name="approval-step-show"),
    path("approval-steps/<int:step_id>/up/", approval_settings.approval_step_up, name="approval-step-up"),
    path("approval-steps/<int:step_id>/down/", approval_settings.approval_step_down, name="approval-step-down"),
    path("approval-steps/delegations/", approval_settings.delegation_add, name="delegation-add"),
    path("approval-steps/delegations/<int:delegation_id>/end/", approval_settings.delegation_remove, name="delegation-remove"),
    path("checklist/", checklist_settings.checklist_settings, name="checklist-settings"),
    path("checklist/new/", checklist_settings.checklist_item_new, name="checklist-item-new"),
    path("checklist/<int:item_id>/", checklist_settings.checklist_item_edit, name="checklist-item-edit"),
    path("checklist/<int:item_id>/hide/", checklist_settings.checklist_item_hide, name="checklist-item-hide"),
    path("checklist/<int:item_id>/show/", checklist_settings.checklist_item_show, name="checklist-item-show"),
    path("checklist/words/", checklist_settings.word_add, name="word-add"),
    path("checklist/words/<int:word_id>/hide/", checklist_settings.word_hide, name="word-hide"),
    path("checklist/words/<int:word_id>/show/", checklist_settings.word_show, name="word-show"),
]
