"""Every component in one place, to be looked at: ``python tests/web/gallery.py`` serves it on port 8099.

With ``--shots FOLDER`` it takes pictures of each page in both themes and several widths, and reports what
axe-core finds (from node_modules, after ``npm install``) and whether a page scrolls sideways. It is no part
of the product: the pages under ``gallery_pages`` hold made-up slots on the product's own styles and macros.
"""

import argparse
import json
import sys
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import lunar_vn
from flask import Flask, render_template, request
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.serving import make_server

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from campaigns.times import month_days  # noqa: E402
from campaigns.values.outlets import DayView  # noqa: E402
from campaigns.values.words import DayKind  # noqa: E402
from web import assets, language  # noqa: E402

PAGES = ("components", "month", "agenda", "error")
STATES = (
    ("planned", "Dự kiến"), ("sent", "Đã gửi"), ("confirmed", "Đã xác nhận"), ("on_air", "Đang phát"),
    ("awaiting", "Chờ minh chứng"), ("presumed", "Coi như đã phát"), ("aired", "Đã phát"),
    ("missed", "Lỡ phát"), ("asked", "Xin đổi"), ("cancelled", "Đã huỷ"),
)  # fmt: skip
THEMES = (
    ("A", 1, "Chính sách"), ("B", 2, "Trách nhiệm cán bộ"), ("C", 3, "Công khai TTHC"),
    ("D", 4, "Kết quả giải quyết"), ("E", 5, "Gương điển hình"), ("F", 6, "Cuộc thi tìm hiểu"),
    ("G", 7, "Đất đai"), ("H", 8, "Đầu tư, xây dựng"), ("I", 9, "Đăng ký kinh doanh"),
)  # fmt: skip
HOLIDAYS = {6: "Giỗ Tổ Hùng Vương", 30: "Ngày Chiến thắng"}
TODAY = 12
DAILY = "0123456"
SHEET = (  # outlet, kind, symbol, its windows: hour, name, length and price, weekdays, letters, quota
    ("BPTV1 · Truyền hình", "Đài PT-TH", "television", (
        ("06:15", "Chào buổi sáng", "60″ · 0,9 tr", "135", "ACDAC", 18),
        ("11:30", "Thời sự trưa", "45″ · 1,2 tr", DAILY, "CDACC", 30),
        ("18:30", "Cải cách hành chính", "15′ · 6 tr", "14", "D", 8),
        ("19:45", "Thời sự tối · spot", "30″ · 1,8 tr", DAILY, "ACDAC", 36),
        ("20:30", "Pháp luật & đời sống", "10′ · 4,5 tr", "3", "B", 4),
    )),
    ("Phát thanh 89,4 MHz", "Đài PT-TH", "radio", (
        ("05:30", "Bản tin sáng", "60″ · 0,35 tr", DAILY, "ACDBA", 30),
        ("11:00", "Bản tin trưa", "60″ · 0,35 tr", "01234", "CACA", 20),
        ("17:30", "Bản tin chiều", "60″ · 0,45 tr", DAILY, "FDCFD", 30),
        ("20:00", "Đối thoại cuối tuần", "15′ · 2,2 tr", "56", "DBE", 10),
    )),
    ("Báo Bình Phước", "In · điện tử", "print", (
        ("Tr. 2", "Tin ngắn", "⅛ trang · 1,5 tr", "024", "A", 12),
        ("Tr. 4", "Chuyên trang", "½ trang · 6,5 tr", "2", "AD", 4),
        ("Web", "Chuyên mục", "1 bài · 0,8 tr", "01234", "CFA", 20),
        ("Web", "Banner trang chủ", "1 ngày · 0,5 tr", DAILY, "F", 14),
    )),
    ("Truyền thanh huyện, thị xã", "4 đơn vị", "loudspeaker", (
        ("05:00", "TX. Đồng Xoài", "5′ · 0,3 tr", "12345", "CADB", 26),
        ("17:00", "H. Đồng Phú", "5′ · 0,25 tr", "0123", "CAB", 20),
        ("17:00", "H. Lộc Ninh", "5′ · 0,25 tr", "0246", "DCA", 17),
        ("16:30", "H. Bù Gia Mập", "5′ · 0,25 tr", "135", "CBG", 13),
    )),
)  # fmt: skip
ODD = {  # (hour, day): states that do not follow from the date
    ("19:45", 9): "missed", ("17:30", 8): "missed", ("05:00", 5): "missed", ("06:15", 14): "asked",
    ("11:30", TODAY): "on_air", ("19:45", 4): "presumed", ("05:30", 11): "awaiting", ("20:00", 15): "cancelled",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    name: str = "Trần Thị Hà"
    role: str = "Cán bộ truyền thông"
    initials: str = "TH"


def day_of(day: date) -> DayView:
    lunar = lunar_vn.solar_to_lunar(day)
    kind = DayKind.HOLIDAY if day.day in HOLIDAYS else DayKind.WEEKEND if day.weekday() > 4 else DayKind.WORKING
    return DayView(day, kind, lunar.day, lunar.month, bool(lunar.leap), HOLIDAYS.get(day.day, ""))


def state_on(hour: str, day: int) -> str:
    if (hour, day) in ODD:
        return ODD[hour, day]
    if day < TODAY:
        return "aired"
    if day < 19:
        return "confirmed"
    return "sent" if day % 3 == 1 else "planned"


def marks_of(hour: str, weekdays: str, letters: str, day: date) -> list[dict[str, Any]] | None:
    """Marks of one cell; None where the window does not run."""
    if str(day.weekday()) not in weekdays or (day.day in HOLIDAYS and hour not in {"05:30", "17:30"}):
        return None
    if hour in {"Web", "06:15"} and day.day % 9 == 0:
        return []
    letter = letters[day.day % len(letters)]
    hues = {name: hue for name, hue, _words in THEMES}
    marks = [{"letter": letter, "hue": hues[letter], "state": state_on(hour, day.day), "clash": False}]
    if (hour, day.day) in {("19:45", 1), ("19:45", 8), ("19:45", 29), ("11:30", 20)}:
        second = "D" if hour == "11:30" else "E"
        state = "planned" if hour == "11:30" else state_on(hour, day.day)
        marks.append({"letter": second, "hue": hues[second], "state": state, "clash": hour == "11:30"})
    return marks


def sheet() -> dict[str, Any]:
    """The month as the gallery's board page draws it."""
    days = [day_of(day) for day in month_days("2017-04")]
    words = dict(STATES)
    names = {letter: name for letter, _hue, name in THEMES}
    groups, per_day = [], [0] * len(days)
    for outlet, kind, symbol, windows in SHEET:
        rows = []
        for hour, name, terms, weekdays, letters, goal in windows:
            cells = [marks_of(hour, weekdays, letters, day.date) for day in days]
            for place, marks in enumerate(cells):
                per_day[place] += len(marks or ())
            said = [
                "không phát" if marks is None else ", ".join(
                    f"{mark['letter']} {names[mark['letter']]}, {words[mark['state']]}" for mark in marks
                ) or "trống"
                for marks in cells
            ]  # fmt: skip
            spots = sum(len(marks or ()) for marks in cells)
            rows.append({"hour": hour, "name": name, "terms": terms, "goal": goal, "spots": spots,
                         "cells": list(zip(days, cells, said, strict=True))})  # fmt: skip
        booked, agreed = (sum(row[key] for row in rows) for key in ("spots", "goal"))
        groups.append({"name": outlet, "kind": kind, "symbol": symbol, "rows": rows, "spots": booked, "goal": agreed})
    return {"days": days, "groups": groups, "per_day": per_day, "spots": sum(per_day),
            "goal": sum(group["goal"] for group in groups), "today": TODAY}  # fmt: skip


def create() -> Flask:
    """The gallery; ``?theme=dark&language=en`` chooses how it looks."""
    app = Flask("gallery", static_folder=None, template_folder=str(ROOT / "web/templates"))
    here = FileSystemLoader(Path(__file__).parent / "gallery_pages")
    app.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "web/templates"), here])  # type: ignore[assignment]
    app.secret_key = "only for looking"
    assets.install(app, changing=True)
    language.install(app)

    @app.after_request
    def strict(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = (
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
        )
        return response

    @app.before_request
    def speak() -> None:
        language.use(language.choose(request.args.get("language"), request.cookies.get(language.COOKIE)))

    @app.get("/<page>")
    def show(page: str) -> str:
        names = ("Tổng quan", "Bảng tháng", "Kế hoạch", "Đài, báo", "Chủ đề", "Văn bản", "Báo cáo", "Thiết đặt")
        return render_template(
            f"{page}.html" if page != "error" else "errors/error.html",
            locale=language.current(), theme=request.args.get("theme"), csrf_token=lambda: "t" * 43,
            current_user=Person(),
            sections=[(f"/{page}?{place}", name, place == 1) for place, name in enumerate(names)],
            states=STATES, themes=THEMES, sheet=sheet(), now=datetime(2017, 4, 12, 4, 30, tzinfo=UTC),
            title="Chưa mở được trang này", sentence="Máy chủ gặp trục trặc khi mở trang.", back="/month",
            safe="Mọi thay đổi đã lưu trước đó vẫn còn nguyên.", reference="7F3A-92C1", phone="0271 3879 123",
            steps=["Thử mở lại trang sau một phút.", "Nếu vẫn vậy, gọi điện và đọc số tham chiếu bên dưới."],
        )  # fmt: skip

    return app


def look(page: Any, address: str, picture: Path | None) -> list[str]:
    """Open one address; return what is wrong with it: axe's findings, the console's, sideways scrolling."""
    wrong: list[str] = []
    page.on("console", lambda told: wrong.append(f"console: {told.text}") if told.type == "error" else None)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if picture:
        page.screenshot(path=str(picture), full_page="month" not in address)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"sideways: {page.evaluate('document.documentElement.scrollWidth')}")
    axe = ROOT / "node_modules/axe-core/axe.min.js"
    if axe.is_file():
        page.evaluate(axe.read_text("utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", tags)
        for rule in found["violations"]:
            nodes = [f"{node['target']} {node.get('failureSummary', '')[:200]}" for node in rule["nodes"][:4]]
            wrong.append(f"axe {rule['id']} × {len(rule['nodes'])}: {json.dumps(nodes, ensure_ascii=False)}")
    return wrong


def take(folder: Path, port: int, widths: list[int]) -> int:
    """Pictures of every page, theme and width; the number of findings, each printed."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        for width in widths:
            for theme in ("light", "dark"):
                for name in PAGES:
                    page = browser.new_page(
                        viewport={"width": width, "height": 1000 if width > 700 else 936},
                        bypass_csp=False, device_scale_factor=1 if width > 700 else 2,
                    )  # fmt: skip
                    address = f"http://127.0.0.1:{port}/{name}?theme={theme}"
                    for told in look(page, address, folder / f"{name}-{width}-{theme}.png"):
                        print(f"{name} {width} {theme}: {told}")
                        count += 1
                    page.close()
        browser.close()
    return count


def main() -> int:
    """Serve until interrupted, or take pictures and answer 1 when something was found."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--port", type=int, default=8099)
    ask.add_argument("--shots", type=Path)
    ask.add_argument("--widths", default="1440,390")
    told = ask.parse_args()
    server = make_server("127.0.0.1", told.port, create(), threaded=True)
    if not told.shots:
        server.serve_forever()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return min(1, take(told.shots, told.port, [int(width) for width in told.widths.split(",")]))


if __name__ == "__main__":
    sys.exit(main())
