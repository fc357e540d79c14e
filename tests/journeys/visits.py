"""Signing in by the page, and a browser's tab that remembers every complaint."""

from typing import Any

from tests.builders import MONTH, PASSWORD


def sign_in(page: Any, address: str, email: str, password: str = PASSWORD) -> None:
    """Through the form, as people do."""
    page.goto(f"{address}/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page: Any, what: Any) -> None:
    """Click what leads to another page, and wait until that page is there: a click alone does not wait."""
    with page.expect_navigation():
        what.click()


class Visit:
    """A browser's tab, signed in, that remembers every complaint."""

    def __init__(self, chromium, address, who="officer@so.example", **how):
        self.context = chromium.new_context(viewport={"width": 1440, "height": 1000}, **how)
        self.page = self.context.new_page()
        self.address, self.trouble = address, []
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", self.foreign)
        sign_in(self.page, address, who)
        self.trouble.clear()

    def foreign(self, request):
        if not request.url.startswith(self.address):
            self.trouble.append(f"asked {request.url}")

    def board(self, query=""):
        self.page.goto(f"{self.address}/months/{MONTH}{query}")
        self.page.wait_for_selector(".board.scripted")
        return self.page

    def saved(self):
        """Wait until nothing is on its way."""
        self.page.locator("#save-state:not([data-state=saving])").wait_for(state="attached")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
