"""A brand's own pages: home, members, settings, background work."""

from django.urls import path

from tkcommerce.brands.views import home, members, settings, work

app_name = "brands"
urlpatterns: list = [
    path("", home.home, name="home"),
    path("work/", work.work, name="work"),
    path("work/<slug:kind>/<int:work_id>/retry/", work.work_retry, name="work-retry"),
    path("work/<slug:kind>/<int:work_id>/discard/", work.work_discard, name="work-discard"),
    path("members/", members.members, name="members"),
    path("members/<int:membership_id>/role/", members.member_role, name="member-role"),
    path("members/<int:membership_id>/remove/", members.member_remove, name="member-remove"),
    path("members/restore/<str:undo>/", members.member_restore, name="member-restore"),
    path("members/invitations/", members.invitation_create, name="invitation-create"),
    path("members/invitations/<int:invitation_id>/resend/", members.invitation_resend, name="invitation-resend"),
    path("members/invitations/<int:invitation_id>/withdraw/", members.invitation_withdraw, name="invitation-withdraw"),
    path("settings/", settings.settings, name="settings"),
]
