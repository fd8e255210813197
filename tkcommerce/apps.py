from django.apps import AppConfig


class TkcommerceConfig(AppConfig):
    name = "tkcommerce"
