from django.apps import AppConfig


class PlannerConfig(AppConfig):
    name = "planner"

    def ready(self) -> None:
        from planner import receivers  # noqa: F401, PLC0415 (models exist only now)
