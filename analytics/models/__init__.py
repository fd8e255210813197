from .alerts import AlertDismissal
from .chat import ChatHook, ChatPost
from .commerce import Collaboration, CreatorName, ExchangeRate, Goal, ProductCost, SalesPolicy, SentSample
from .import_answers import ImportAnswer, ImportCorrection, TableMappingChange
from .imports import ImportedTable, ImportPolicy, ImportPolicyChange, ImportProblem, MetricImport, TableMapping
from .pattern_records import PatternBacktest, PatternCalibration, PatternSharing, VideoForecast
from .pattern_selections import PatternSelection
from .patterns import Outcome, PatternCall, PatternFit, PatternRun, PatternVerdict, PatternWork, Verdict
from .periods import FactGrain, PeriodFact, PeriodReading, PeriodTelling
from .readings import AccountDayReading, ActiveHourReading, AudienceShareReading, VideoReading
from .reports import Edition, ReportMail, ReportNote, ReportReader, WeeklyReport
from .rollups import AccountDay, ActiveHour, RollupRun, SalesDay, StaleDay, VideoDay, VideoTotal
from .sale_rollups import AffiliateSale, AttributedBy, ChannelCut, ProductCut, Sale, SaleLine, SalesCut
from .sales import Channel, GmvKind, OrderLineReading, OrderReading, OrderState, OrderTelling, Surface
from .side_readings import CurveReading, LiveMinuteReading, SettlementReading, StockReading, VoiceReading
from .span_sums import Relation, SpanSum
from .span_totals import SpanTotal, VideoSpan
from .trials import CleanTest, CleanTestVideo, Trial, TrialPolicy

__all__ = [
    "AccountDay",
    "AccountDayReading",
    "ActiveHour",
    "ActiveHourReading",
    "AffiliateSale",
    "AlertDismissal",
    "AttributedBy",
    "AudienceShareReading",
    "Channel",
    "ChannelCut",
    "ChatHook",
    "ChatPost",
    "CleanTest",
    "CleanTestVideo",
    "Collaboration",
    "CreatorName",
    "CurveReading",
    "Edition",
    "ExchangeRate",
    "FactGrain",
    "GmvKind",
    "Goal",
    "ImportAnswer",
    "ImportCorrection",
    "ImportPolicy",
    "ImportPolicyChange",
    "ImportProblem",
    "ImportedTable",
    "LiveMinuteReading",
    "MetricImport",
    "OrderLineReading",
    "OrderReading",
    "OrderState",
    "OrderTelling",
    "Outcome",
    "PatternBacktest",
    "PatternCalibration",
    "PatternCall",
    "PatternFit",
    "PatternRun",
    "PatternSelection",
    "PatternSharing",
    "PatternVerdict",
    "PatternWork",
    "PeriodFact",
    "PeriodReading",
    "PeriodTelling",
    "ProductCost",
    "ProductCut",
    "ReportMail",
    "ReportNote",
    "ReportReader",
    "Relation",
    "RollupRun",
    "Sale",
    "SaleLine",
    "SalesCut",
    "SalesDay",
    "SalesPolicy",
    "SentSample",
    "SettlementReading",
    "SpanSum",
    "SpanTotal",
    "StaleDay",
    "StockReading",
    "Surface",
    "TableMapping",
    "TableMappingChange",
    "Trial",
    "TrialPolicy",
    "Verdict",
    "VideoDay",
    "VideoForecast",
    "VideoReading",
    "VideoSpan",
    "VideoTotal",
    "VoiceReading",
    "WeeklyReport",
]
