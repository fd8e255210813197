from .accounts import Account
from .approvals import ApprovalDecision, ApprovalRound, ApprovalStep, ApprovalStepPerson, Delegation, GuestLink, PostingStop
from .cadence import PostingGoal, PostingRule, PostingSlot
from .campaigns import Campaign
from .checklists import ChecklistItem, ChecklistTick, NgWord
from .events import CommerceEvent
from .linking import MatchGuess
from .links import AllowedHost, Coupon, LinkDay, LinkHit, TrackedLink
from .making import Attachment, Comment, IdeaVote, VideoDue, VideoHelper
from .markets import MarketFact, MarketPlan, ReadinessStep
from .products import Product, VideoProduct
from .reminders import Reminder, ReminderWish
from .series import HookPair, Series
from .settings_log import SettingChange
from .sharing import CalendarFeed, PlanFile, SavedFilter
from .taxonomy import Facet, Level, VideoLevel
from .videos import Video, VideoChange

__all__ = [
    "Account",
    "AllowedHost",
    "ApprovalDecision",
    "ApprovalRound",
    "ApprovalStep",
    "ApprovalStepPerson",
    "Attachment",
    "CalendarFeed",
    "Campaign",
    "ChecklistItem",
    "ChecklistTick",
    "Comment",
    "CommerceEvent",
    "Coupon",
    "Delegation",
    "Facet",
    "GuestLink",
    "HookPair",
    "IdeaVote",
    "Level",
    "LinkDay",
    "LinkHit",
    "MarketFact",
    "MarketPlan",
    "MatchGuess",
    "NgWord",
    "PlanFile",
    "PostingGoal",
    "PostingRule",
    "PostingSlot",
    "PostingStop",
    "Product",
    "ReadinessStep",
    "Reminder",
    "ReminderWish",
    "SavedFilter",
    "Series",
    "SettingChange",
    "TrackedLink",
    "Video",
    "VideoChange",
    "VideoDue",
    "VideoHelper",
    "VideoLevel",
    "VideoProduct",
]
