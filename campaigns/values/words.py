"""The closed lists of the trade. Members' values are what the database and the interfaces hold."""

import enum
from typing import Final


class SlotState(enum.StrEnum):
    """Where a slot is in its life, in the order in which a slot passes through."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    ON_AIR = "on_air"
    AIRED = "aired"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Evidence(enum.StrEnum):
    """What stands behind an airing or a publication; presumed never enters an acceptance record."""

    NONE = "none"
    PRESUMED = "presumed"
    ATTESTED = "attested"
    AS_RUN = "as_run"
    TEARSHEET = "tearsheet"


class ProofKind(enum.StrEnum):
    """What a proof of publication is."""

    PICTURE = "picture"  # a scan or photograph of the page
    PDF = "pdf"
    TEXT = "text"  # what a page on the web says, with its address


class Resolution(enum.StrEnum):
    """How a miss ended."""

    UNRESOLVED = "unresolved"
    MADE_GOOD = "made_good"
    CREDITED = "credited"
    WAIVED = "waived"


class ChannelKind(enum.StrEnum):
    """Kinds of channel on which slots can be booked."""

    TELEVISION = "television"
    RADIO = "radio"
    PRINT = "print"
    ONLINE_NEWS = "online_news"
    LOUDSPEAKER = "loudspeaker"
    PORTAL = "portal"


PRESS: Final = frozenset({ChannelKind.PRINT, ChannelKind.ONLINE_NEWS, ChannelKind.PORTAL})
"""Channels that publish articles; the others broadcast airtime."""


class ContentForm(enum.StrEnum):
    """What is broadcast or published: tin, bài, phóng sự, phỏng vấn, tọa đàm, tiểu phẩm, thông điệp, chuyên mục."""

    NEWS = "news"
    ARTICLE = "article"
    FEATURE = "feature"
    INTERVIEW = "interview"
    TALK = "talk"
    SKETCH = "sketch"
    MESSAGE = "message"
    STRAND = "strand"


class Role(enum.StrEnum):
    """Who a person is to the office."""

    ADMIN = "admin"
    OFFICER = "officer"
    LEADER = "leader"
    VIEWER = "viewer"
    OUTLET = "outlet"


class PlanState(enum.StrEnum):
    """A plan is read in as a draft and binds once adopted."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class SilencePolicy(enum.StrEnum):
    """What silence past the grace period means for an outlet; an agreed setting, never a default guess."""

    WAIT = "wait"
    PRESUME_AIRED = "presume_aired"
    PRESUME_MISSED = "presume_missed"


class RuleLevel(enum.StrEnum):
    """How strongly a rule speaks."""

    BLOCK = "block"
    BLOCK_RELEASE = "block_release"
    WARN = "warn"
    IGNORE = "ignore"


class OfferState(enum.StrEnum):
    """What became of an outlet's answer that was not a plain yes."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class MissReason(enum.StrEnum):
    """Why an item did not go out, as the outlet says."""

    PREEMPTED = "preempted"
    TECHNICAL = "technical"
    LATE_MATERIAL = "late_material"
    PROGRAMME_CANCELLED = "programme_cancelled"
    OTHER = "other"


class AskReason(enum.StrEnum):
    """Why an outlet asks to move or declines."""

    CLASH = "clash"
    LIVE = "live"
    NO_MATERIAL = "no_material"
    OTHER = "other"


class DayKind(enum.StrEnum):
    """What a date is to the office's calendar."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    IN_LIEU = "in_lieu"  # a working day that is off in exchange for a holiday on a weekend
    SWAPPED_WORKING = "swapped_working"  # a Saturday worked in exchange


class RhythmUnit(enum.StrEnum):
    """How an agreed rhythm of a standing programme is told."""

    DAYS = "days"  # from one airing to the next at most so many days
    WEEK = "week"  # in each week, Monday to Sunday, at least so many
    MONTH = "month"  # in each calendar month at least so many


class HandedKind(enum.StrEnum):
    """What an outlet hands in by its link."""

    LOG = "log"  # an as-run log
    LIST = "list"  # the month's list in Word, filled in


class TaskKind(enum.StrEnum):
    """Long work that a person may ask for."""

    READ_PLAN = "read_plan"
    PROPOSE = "propose"
    TAKE_LOG = "take_log"


class TaskState(enum.StrEnum):
    """Where a task is: it waits, runs, and ends in one of four ways."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"  # a rule said no
    FAILED = "failed"  # something unforeseen
    STOPPED = "stopped"  # somebody asked it to end


class PaperKind(enum.StrEnum):
    """A kind of paper that the office issues."""

    BRIEF = "brief"  # phiếu sản xuất chương trình
    OUTLINE = "outline"  # đề cương bài viết
    SCHEDULE = "schedule"  # thông báo lịch phát sóng, đăng bài
    PROGRAMME = "programme"  # chương trình phối hợp
    ESTIMATE = "estimate"  # dự toán kinh phí
    SUBMISSION = "submission"  # tờ trình
    REPORT = "report"  # báo cáo 6 tháng, năm
    URGING = "urging"  # công văn đôn đốc
    SILENT = "silent"  # danh sách chưa gửi báo cáo, trình cấp trên
    MINUTES = "minutes"  # biên bản nghiệm thu
