"""A draft of a mail, without attachment, that a mail program opens to be sent (domain.md §9)."""

from email.message import EmailMessage
from email.policy import SMTP


def draft(subject: str, body: str, to: str = "") -> bytes:
    """Return a draft (.eml); `to` may not be known."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to:
        message["To"] = to
    message["Subject"] = subject
    message.set_content(body, cte="base64")
    return message.as_bytes()
