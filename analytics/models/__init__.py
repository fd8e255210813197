from .imports import ImportedTable, ImportProblem, MetricImport
from .readings import AccountDayReading, ActiveHourReading, AudienceShareReading, VideoReading
from .rollups import AccountDay, ActiveHour, RollupRun, SalesDay, StaleDay, VideoDay, VideoTotal
from .sales import OrderLineReading, OrderReading

__all__ = [
    "AccountDay",
    "AccountDayReading",
    "ActiveHour",
    "ActiveHourReading",
    "AudienceShareReading",
    "ImportProblem",
    "ImportedTable",
    "MetricImport",
    "OrderLineReading",
    "OrderReading",
    "RollupRun",
    "SalesDay",
    "StaleDay",
    "VideoDay",
    "VideoReading",
    "VideoTotal",
]
