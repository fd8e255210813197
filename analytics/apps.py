from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        from analytics import receivers, sale_marks, setting_kinds  # noqa: F401, PLC0415 (models exist only now)
