"""A small mail server on a socket of its own, to see what really goes over the wire."""

import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self


@dataclass
class PostOffice:
    """Takes messages by SMTP (RFC 5321, without extensions); ``refused`` and ``broken`` decide what it turns away."""

    received: list[EmailMessage] = field(default_factory=list)
    refused: frozenset[str] = frozenset()  # addresses that do not exist here
    broken: bool = False  # hangs up after the message, without an answer

    def __enter__(self) -> Self:
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def _handler(self) -> Any:
        office = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self.say("220 post office")
                while (line := self.rfile.readline()) and self.answer(line.split()[0].upper(), line):
                    pass

            def answer(self, word: bytes, line: bytes) -> bool:
                """Whether the talk goes on."""
                if word == b"DATA":
                    self.say("354 go on")
                    return self.take()
                unknown = word == b"RCPT" and any(a.encode() in line for a in office.refused)
                words = {b"QUIT": "221 bye", b"EHLO": "250-post office\r\n250 8BITMIME"}.get(word, "250 ok")
                self.say("550 no such person" if unknown else words)
                return word != b"QUIT"

            def take(self) -> bool:
                lines = []
                while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                    lines.append(line[1:] if line.startswith(b"..") else line)
                office.received.append(message_from_bytes(b"".join(lines), policy=default))  # type: ignore[arg-type]
                if office.broken:
                    return False
                self.say("250 taken")
                return True

            def say(self, words: str) -> None:
                self.wfile.write(words.encode() + b"\r\n")

        return Talk
