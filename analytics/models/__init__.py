from .chat import ChatHook, ChatPost
from .imports import ImportedTable, ImportProblem, MetricImport
from .readings import AccountDayReading, ActiveHourReading, AudienceShareReading, VideoReading
from .reports import Edition, ReportMail, ReportNote, ReportReader, WeeklyReport
from .rollups import AccountDay, ActiveHour, RollupRun, SalesDay, StaleDay, VideoDay, VideoTotal
from .sales import OrderLineReading, OrderReading

__all__ = [
    "AccountDay",
    "AccountDayReading",
    "ActiveHour",
    "ActiveHourReading",
    "ChatHook",
    "ChatPost",
    "Edition",
    "ReportMail",
    "ReportNote",
    "ReportReader",
    "WeeklyReport",
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
