"""E-mails, mailboxes, and pages that browsers save in the form of one (MHTML)."""

import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime

from sitegen.read.captures.page import decoded, markup_text, page_text, plain_decoded
from sitegen.read.captures.text import CapturedText, CaptureError, joined_names, part_of, told
from sitegen.text import is_web_address

HEAD_BYTES = 4096
_FIELD = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = re.compile(rb"(?:\A|(?<=\n)\r?\n)From \S+[^\n]*\d{4}\r?\n(?=[A-Za-z-]+:)")
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
_MARKS = re.compile(
    r"\A\s*(?:(?:re|aw|sv|antw|(?P<forward>fwd?|wg|vb|vs|tr|rv))(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
# What mail to many bears: RFC 2369 (List-Unsubscribe), RFC 2919 (List-Id), and what senders of much mail add.
_LIST_FIELDS = ("List-Id", "List-Unsubscribe", "List-Post", "Feedback-ID")
MIN_FIELDS = 2


def is_mail(data: bytes, name: str) -> bool:
    """Whether some bytes begin with the fields of an e-mail."""
    del name
    return len(_FIELD.findall(data[:HEAD_BYTES])) >= MIN_FIELDS


def is_mhtml(data: bytes, name: str) -> bool:
    """Whether some bytes are a page that a browser saved in the form of an e-mail."""
    return is_mail(data, name) and b"multipart/related" in data[:HEAD_BYTES].lower()


def is_mailbox(data: bytes, name: str) -> bool:
    """Whether some bytes are e-mails one behind the other."""
    del name
    return bool(_MBOX.match(data))


def read_mail(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the text of an e-mail."""
    del name, columns
    return [_text_of(_message(data))]


def read_mailbox(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the texts of the e-mails in a mailbox, each by the id of its message."""
    del name, columns
    starts = [match.start() + len(match[0]) - len(match[0].lstrip()) for match in _MBOX.finditer(data)]
    texts = []
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        message = _message(_QUOTED_FROM.sub(rb"\1", data[start:end].partition(b"\n")[2]))
        subject, identity = str(message.get("Subject", "")), str(message.get("Message-ID", ""))
        texts.append(
            _text_of(message, part_of(f"{subject} {_short(identity)}".strip(), str(message.get("Date", ""))))
        )
    return texts


def _short(identity: str) -> str:
    """Return the beginning of the id of a message, which tells it from others of its subject."""
    return re.sub(r"[^\w]", "", identity.partition("@")[0])[:8]


def read_mhtml(data: bytes, name: str, columns: Mapping[str, str]) -> list[CapturedText]:
    """Return the text of the page that a browser saved: the first part that is HTML."""
    del name, columns
    message = _message(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            html = decoded(_bytes_of(part), part.get_content_charset() or "")
            facts = (("address", address if is_web_address(address) else ""), ("retrieved", _day(message)))
            return [page_text(html, *facts)]
    raise CaptureError("it is a saved web page (MHTML) without a page in it")


def _message(data: bytes) -> EmailMessage:
    message: EmailMessage = message_from_bytes(data, policy=policy.default)
    return message


def _bytes_of(part: "Message[str, str]") -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _text_of(message: EmailMessage, part: str = "") -> CapturedText:
    """Return the text of an e-mail: its plain part, else the visible text of the other one."""
    body = message.get_body(("plain", "html"))
    if body is None:
        raise CaptureError("it is an e-mail without a text")
    data, charset = _bytes_of(body), body.get_content_charset() or ""
    is_page = body.get_content_type() == "text/html"
    text = markup_text(decoded(data, charset)) if is_page else plain_decoded(data, charset)[0]
    facts = told(
        ("title", _MARKS.sub("", str(message.get("Subject", "")))),
        ("author", joined_names(_senders(message))),
        ("date", _moment(message)),
        ("source", _host_of_sender(message)),
        (
            "address",
            next(
                filter(is_web_address, (str(message.get(name, "")) for name in ("Archived-At", "X-URL"))), ""
            ),
        ),
    )
    return CapturedText(text, facts, part)


def _is_forwarded(message: EmailMessage) -> bool:
    """Whether somebody passed it on, so that the sender neither wrote nor published it."""
    marks = _MARKS.match(str(message.get("Subject", "")))
    return bool(marks and marks["forward"])


def _senders(message: EmailMessage) -> Iterator[str]:
    if _is_forwarded(message):
        return
    for shown, _ in getaddresses([str(message.get("From", ""))]):
        if shown and "@" not in shown:
            yield shown


def _host_of_sender(message: EmailMessage) -> str:
    """Return the host that published a message; empty for a person's mail, whose host is a provider's."""
    if _is_forwarded(message) or not any(message.get(name) for name in _LIST_FIELDS):
        return ""
    addresses = (address for _, address in getaddresses([str(message.get("From", ""))]))
    return next((address.rpartition("@")[2].lower() for address in addresses if "@" in address), "")


def _moment(message: EmailMessage) -> str:
    """Return when a message was sent, in ISO form; an empty text where it tells that not."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).isoformat(timespec="minutes")
    except (ValueError, TypeError, IndexError):
        return ""


def _day(message: EmailMessage) -> str:
    return _moment(message)[:10]
