from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class BrandsConfig(AppConfig):
    name = "tkcommerce.brands"
    label = "brands"
    default = True


class ManagersAdminConfig(admin_apps.AdminConfig):
    """django.contrib.admin with our site: open to those who manage a brand."""

    default = False
    default_site = "tkcommerce.brands.admin_site.ManagersAdminSite"
