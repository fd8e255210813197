"""What this app keeps in the history of settings."""

from analytics.models import CreatorName, ExchangeRate, Goal, ProductCost, SalesPolicy
from planner.models import SettingChange
from planner.setting_log.changes import OwnUndo, keep_history_of
from tkcommerce.brands.models import Role

Kind = SettingChange.Kind

keep_history_of(Kind.TARGET, Goal, undo=OwnUndo("analytics:goal-undo", Role.MANAGER))
for kind, model in {Kind.COST: ProductCost, Kind.EXCHANGE: ExchangeRate, Kind.SALES: SalesPolicy}.items():
    keep_history_of(kind, model, undo=OwnUndo("analytics:business-undo", Role.MANAGER))
keep_history_of(Kind.CREATOR, CreatorName, undo=OwnUndo("analytics:creator-name-undo", Role.MANAGER))
