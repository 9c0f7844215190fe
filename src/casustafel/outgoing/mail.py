"""A draft of a mail, without attachment, that a mail program opens to be sent (domain.md §9)."""

import re
from email.message import EmailMessage
from email.policy import SMTP

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def address_in(text: str) -> str:
    """Return the first address in what somebody wrote of a contact; empty when there is none."""
    found = _ADDRESS.search(text)
    return found[0] if found else ""


def draft(subject: str, body: str, to: str = "") -> bytes:
    """Return a draft (.eml); `to` may not be known."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = to
    message["Subject"] = subject
    message.set_content(body, cte="base64")
    return message.as_bytes()
