"""How this site is set up: read once from the environment by the entry points and handed down."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from campaigns.clock import Clock, shifted, system
from campaigns.errors import Refused

SHORTEST_SECRET = 32


@dataclass(frozen=True, slots=True)
class Settings:
    """A site's settings; every one is read somewhere."""

    data: Path
    database_url: str
    secret_key: str
    base_url: str  # as people outside see it, without a slash at the end
    zone: ZoneInfo
    smtp_url: str = ""  # empty: messages wait in the outbox
    gzip_to_microsoft: bool = True  # some report that Outlook shows nothing of a compressed calendar
    demo: bool = False
    clock: Clock = system

    @property
    def secure(self) -> bool:
        """Whether people reach the site over TLS."""
        return self.base_url.startswith("https://")


def read(environ: Mapping[str, str]) -> Settings:
    """Settings from ``LICHSONG_*``; insecure defaults are refused outside the demo.

    Raises:
        Refused: ``settings.no_data``, ``settings.weak_secret``, ``settings.unknown_zone``,
            ``settings.clock_outside_demo``, ``clock.unreadable``.
    """
    if not (folder := environ.get("LICHSONG_DATA", "")):
        raise Refused("settings.no_data")
    data = Path(folder).absolute()
    demo = environ.get("LICHSONG_DEMO", "") == "1"
    secret = environ.get("LICHSONG_SECRET_KEY", "") or _kept_secret(data)
    if len(secret) < SHORTEST_SECRET:
        raise Refused("settings.weak_secret", shortest=SHORTEST_SECRET)
    zone_name = environ.get("LICHSONG_ZONE", "Asia/Ho_Chi_Minh")
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Refused("settings.unknown_zone", zone=zone_name) from error
    trial = environ.get("LICHSONG_CLOCK", "")
    if trial and not demo:
        raise Refused("settings.clock_outside_demo")
    return Settings(
        data=data,
        database_url=environ.get("LICHSONG_DATABASE_URL", "") or f"sqlite:///{data / 'lichsong.db'}",
        secret_key=secret,
        base_url=environ.get("LICHSONG_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        zone=zone,
        smtp_url=environ.get("LICHSONG_SMTP_URL", ""),
        gzip_to_microsoft=environ.get("LICHSONG_GZIP_TO_MICROSOFT", "1") != "0",
        demo=demo,
        clock=shifted(trial) if trial else system,
    )


def _kept_secret(data: Path) -> str:
    """The key that ``lichsong init`` made and keeps beside the data, readable by its owner only."""
    try:
        return (data / "secret.key").read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
