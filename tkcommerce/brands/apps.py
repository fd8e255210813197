from django.apps import AppConfig


class BrandsConfig(AppConfig):
    name = "tkcommerce.brands"
    label = "brands"
