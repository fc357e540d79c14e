"""Secrets derived from the site's one key: link tokens, history seals. A token is never stored, only its hash."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass


def token_hash(token: str) -> str:
    """What is kept of a token; 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def fresh_token() -> str:
    """256 random bits as 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Everything that is signed with the site's key, each purpose apart from the others."""

    secret: str

    def sign(self, purpose: str, text: str) -> bytes:
        """HMAC-SHA256 of ``text`` for one purpose."""
        return hmac.digest(self.secret.encode(), f"{purpose}\0{text}".encode(), "sha256")

    def link_token(self, purpose: str, nonce: str) -> str:
        """The token that belongs to a link row: the same each time, unknown without the key."""
        return base64.urlsafe_b64encode(self.sign(f"link:{purpose}", nonce)).rstrip(b"=").decode()

    def seal(self, before: str, text: str) -> str:
        """The seal of a history row over the seal before it."""
        return self.sign("history", f"{before}\n{text}").hex()
