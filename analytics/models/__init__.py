from .chat import ChatHook, ChatPost
from .imports import ImportedTable, ImportProblem, MetricImport
from .pattern_records import PatternBacktest, PatternCalibration, PatternSharing, VideoForecast
from .patterns import Outcome, PatternCall, PatternFit, PatternRun, PatternVerdict, PatternWork, Verdict
from .readings import AccountDayReading, ActiveHourReading, AudienceShareReading, VideoReading
from .reports import Edition, ReportMail, ReportNote, ReportReader, WeeklyReport
from .rollups import AccountDay, ActiveHour, RollupRun, SalesDay, StaleDay, VideoDay, VideoTotal
from .sales import OrderLineReading, OrderReading
from .trials import CleanTest, CleanTestVideo, Trial, TrialPolicy

__all__ = [
    "AccountDay",
    "AccountDayReading",
    "ActiveHour",
    "ActiveHourReading",
    "ChatHook",
    "ChatPost",
    "CleanTest",
    "CleanTestVideo",
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
    "Outcome",
    "PatternBacktest",
    "PatternCalibration",
    "PatternCall",
    "PatternFit",
    "PatternRun",
    "PatternSharing",
    "PatternVerdict",
    "PatternWork",
    "RollupRun",
    "SalesDay",
    "StaleDay",
    "Trial",
    "TrialPolicy",
    "Verdict",
    "VideoDay",
    "VideoForecast",
    "VideoReading",
    "VideoTotal",
]
