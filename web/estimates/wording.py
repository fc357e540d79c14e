"""Estimates in the reader's words."""

import enum
from collections.abc import Mapping
from typing import Final

from campaigns.values.estimates import CostKind, EstimateMove, EstimateState
from web.language import N_

STATES: Final[Mapping[enum.StrEnum, str]] = {
    EstimateState.DRAFTED: N_("Đang lập"),
    EstimateState.SENT: N_("Đã gửi thẩm định"),
    EstimateState.APPRAISED: N_("Đã thẩm định"),
    EstimateState.APPROVED: N_("Đã phê duyệt"),
    EstimateState.ALLOCATED: N_("Đã cấp kinh phí"),
}
MOVES: Final[Mapping[enum.StrEnum, str]] = {
    EstimateMove.SEND: N_("Gửi thẩm định"),
    EstimateMove.RETURN: N_("Trả lại để lập lại"),
    EstimateMove.APPRAISE: N_("Ghi kết quả thẩm định"),
    EstimateMove.APPROVE: N_("Ghi quyết định phê duyệt"),
    EstimateMove.ALLOCATE: N_("Ghi văn bản cấp kinh phí"),
}
PAPERS: Final[Mapping[enum.StrEnum, str]] = {
    EstimateMove.SEND: N_("Số Tờ trình"),
    EstimateMove.RETURN: N_("Số văn bản trả lại"),
    EstimateMove.APPRAISE: N_("Số văn bản thẩm định"),
    EstimateMove.APPROVE: N_("Số quyết định phê duyệt"),
    EstimateMove.ALLOCATE: N_("Số văn bản cấp kinh phí"),
}
KINDS: Final[Mapping[enum.StrEnum, str]] = {
    CostKind.AIRTIME: N_("Phát sóng"),
    CostKind.ARTICLE: N_("Đăng bài"),
    CostKind.PRODUCTION: N_("Sản xuất"),
    CostKind.OTHER: N_("Hoạt động khác"),
}
