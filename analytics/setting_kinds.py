"""What this app keeps in the history of settings."""

from analytics.models import ExchangeRate, Goal, ProductCost, SalesPolicy
from planner.models import SettingChange
from planner.setting_log.changes import keep_history_of

Kind = SettingChange.Kind

for kind, model in {Kind.TARGET: Goal, Kind.COST: ProductCost, Kind.EXCHANGE: ExchangeRate, Kind.SALES: SalesPolicy}.items():
    keep_history_of(kind, model)
