"""Tables. Rows are records: rules take the frozen values made from them."""

from campaigns.models.estimates import Estimate, EstimateEvent, EstimateLine
from campaigns.models.feeds import Deadline, Feed, FeedItem, FeedToken
from campaigns.models.ledger import Acceptance
from campaigns.models.logs import AsRunLine, AsRunLog, OutletHandIn
from campaigns.models.outlets import (
    Budget,
    Channel,
    Holiday,
    Outlet,
    OutletLink,
    OutletTerm,
    Programme,
    Quota,
    Window,
    WindowException,
)
from campaigns.models.papers import IssuedPaper, PaperDetails, PaperHabit
from campaigns.models.people import ApiToken, RateCount, SignIn, User
from campaigns.models.plans import Campaign, Obligation, Plan, ReportDeadline, Theme
from campaigns.models.proofs import Proof
from campaigns.models.proposals import Proposal
from campaigns.models.rates import RateCard
from campaigns.models.record import (
    Heartbeat,
    History,
    HistoryHead,
    IdempotentAnswer,
    JobRun,
    Office,
    Outbox,
    Reminder,
    RuleSetting,
    Transition,
)
from campaigns.models.reports import ReportDraft, ReportRule
from campaigns.models.rhythms import Rhythm
from campaigns.models.slots import CellTouch, Edit, Month, Offer, Release, Slot, new_uid
from campaigns.models.tasks import Task
from campaigns.models.units import DutyTerm, Unit, UnitHandIn, UnitLink, UnitParent, UnitReport, UnitTerm
from campaigns.models.urging import UrgingLadder, UrgingStep

__all__ = [
    "Acceptance",
    "ApiToken",
    "AsRunLine",
    "AsRunLog",
    "Budget",
    "Campaign",
    "CellTouch",
    "Channel",
    "Deadline",
    "DutyTerm",
    "Edit",
    "Estimate",
    "EstimateEvent",
    "EstimateLine",
    "Feed",
    "FeedItem",
    "FeedToken",
    "Heartbeat",
    "History",
    "HistoryHead",
    "Holiday",
    "IdempotentAnswer",
    "IssuedPaper",
    "JobRun",
    "Month",
    "Obligation",
    "Offer",
    "Office",
    "Outbox",
    "Outlet",
    "OutletHandIn",
    "OutletLink",
    "OutletTerm",
    "PaperDetails",
    "PaperHabit",
    "Plan",
    "Programme",
    "Proof",
    "Proposal",
    "Quota",
    "RateCard",
    "RateCount",
    "Release",
    "Reminder",
    "ReportDeadline",
    "ReportDraft",
    "ReportRule",
    "Rhythm",
    "RuleSetting",
    "SignIn",
    "Slot",
    "Task",
    "Theme",
    "Transition",
    "Unit",
    "UnitHandIn",
    "UnitLink",
    "UnitParent",
    "UnitReport",
    "UnitTerm",
    "UrgingLadder",
    "UrgingStep",
    "User",
    "Window",
    "WindowException",
    "new_uid",
]
