from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "tkcommerce.work"
    label = "work"
