"""Addresses below a brand: imports, and what they add up to."""

from django.urls import path

from analytics.views import dashboard, home, imports

app_name = "analytics"
urlpatterns = [
    path("home/imports/", home.home_imports, name="home-imports"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/check/", dashboard.dashboard_check, name="dashboard-check"),
    path("imports/", imports.imports, name="imports"),
    path("imports/progress/", imports.import_progress, name="import-progress"),
    path("imports/upload/", imports.import_upload, name="import-upload"),
    path("imports/<int:import_id>/", imports.import_one, name="import"),
    path("imports/<int:import_id>/problems.csv", imports.import_problems, name="import-problems"),
    path("imports/<int:import_id>/revert/", imports.import_revert, name="import-revert"),
    path("imports/<int:import_id>/restore/", imports.import_restore, name="import-restore"),
    path("imports/<int:import_id>/account/", imports.import_account, name="import-account"),
]
