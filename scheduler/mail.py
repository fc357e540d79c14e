"""The ways a message leaves the house: a mail server, or a folder of ``.eml`` files."""

import contextlib
import hashlib
import os
import smtplib
import ssl
import tempfile
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import unquote, urlsplit

from campaigns.errors import Refused

_PATIENCE_S: Final = 10.0
_OWN_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreachable(Exception):
    """The post itself fails: no other message would get through now either."""


class Rejected(Exception):
    """This one message was turned away; others may pass."""


class Transport(Protocol):
    """Carries one message; returning means that the other side has taken it."""

    def send(self, message: EmailMessage) -> None:
        """Hand a message over, or raise ``Unreachable`` or ``Rejected``."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Writes each message as a file named by its Message-ID: the same message twice is one file."""

    path: Path

    def send(self, message: EmailMessage) -> None:
        """Write under another name, sync, rename: a reader never sees half a message."""
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32]
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            handle, half = tempfile.mkstemp(dir=self.path, prefix=".", suffix=".part")
        except OSError as error:
            raise Unreachable(_words(error)) from error
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(message.as_bytes(policy=SMTP))
                file.flush()
                os.fsync(file.fileno())
            Path(half).replace(self.path / f"{name}.eml")
        except OSError as error:
            with contextlib.suppress(OSError):
                Path(half).unlink()
            raise Unreachable(_words(error)) from error


@dataclass(frozen=True, slots=True, repr=False)
class MailServer:
    """Speaks SMTP; with TLS from the start, or from STARTTLS on where the server offers it.

    A password is sent over TLS only, except to a server on this very machine.
    """

    host: str
    port: int
    user: str = ""
    password: str = ""
    tls: bool = False
    trust: ssl.SSLContext | None = None  # None: the machine's own list of authorities

    def send(self, message: EmailMessage) -> None:
        """One connection for each message: a mail server that hangs up costs only one."""
        try:
            with self._connected() as server:
                server.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError, UnicodeEncodeError) as error:
            raise Rejected(_words(error)) from error
        except smtplib.SMTPDataError as error:
            kind = Rejected if error.smtp_code >= 500 else Unreachable
            raise kind(_words(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(_words(error)) from error

    def _connected(self) -> smtplib.SMTP:
        trust = self.trust or ssl.create_default_context()
        if self.tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=_PATIENCE_S, context=trust)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=_PATIENCE_S)
        try:
            server.ehlo()
            sealed = self.tls
            if not sealed and server.has_extn("starttls"):
                server.starttls(context=trust)
                server.ehlo()
                sealed = True
            if self.user:
                if not sealed and self.host not in _OWN_MACHINE:
                    raise smtplib.SMTPException("the server offers no TLS; the password was not sent")  # noqa: TRY301
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def transport(url: str) -> Transport | None:
    """The transport that ``LICHSONG_SMTP_URL`` names; None for an empty one: messages wait.

    Args:
        url: ``smtp://user:password@host:port`` (port 25 unless told), ``smtps://…`` (465), ``file:///folder``.

    Raises:
        Refused: ``mail.unknown_address`` for anything else.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("mail.unknown_address") from error
    if parts.scheme == "file" and not host and parts.path:
        return Folder(Path(unquote(parts.path)))
    if parts.scheme not in {"smtp", "smtps"} or not host:
        raise Refused("mail.unknown_address")
    tls = parts.scheme == "smtps"
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port or (465 if tls else 25), name, password, tls)


def _words(error: Exception) -> str:
    """A trouble in one short line for the outbox; no secrets: only the kind of error and what the other side said."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
