"""Sentences about the site itself."""

from typing import Final

from web.language import N_

SENTENCES: Final = {
    "settings.no_data": N_("Chưa có thư mục dữ liệu. Xin đặt biến LICHSONG_DATA, rồi chạy lichsong init."),
    "settings.weak_secret": N_("Khoá bí mật phải dài ít nhất %(shortest)s ký tự. Xin chạy lichsong init hoặc đặt LICHSONG_SECRET_KEY."),
    "settings.unknown_zone": N_("Không biết múi giờ %(zone)s. Xin đặt LICHSONG_ZONE, ví dụ Asia/Ho_Chi_Minh."),
    "settings.clock_outside_demo": N_("Đồng hồ thử chỉ dùng được với bản trình diễn."),
    "clock.unreadable": N_("Không đọc được giờ “%(words)s”. Ví dụ đúng: 2017-04-12T11:29:00+07:00."),
}  # fmt: skip
