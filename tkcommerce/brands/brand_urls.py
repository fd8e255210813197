"""A brand's own pages: home, members, settings, background work."""

app_name = "brands"
urlpatterns: list = []
