"""Reads an e-mail that was saved as a file (.eml): who wrote it, what it says, what is attached. Offline.

It gives the words as they would be pasted from a mail program („Von: …“, „Betreff: …“, the text); what of that names
somebody is for `rules.slips`. Nothing of a mail is run, loaded or kept here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path

from bezirkskoordination.i18n import N_
from bezirkskoordination.records.refusal import Refused

SUFFIX = ".eml"
LARGEST_MAIL = 30 * 1024**2
#: What a slip takes of a text; a longer mail is no note any more.
_MOST = 10_000
_TOO_LARGE = N_("Mails", "„{}“ ist größer als {} MB. Bitte den Text der E-Mail kopieren und einfügen.")
_UNREADABLE = N_("Mails", "„{}“ lässt sich nicht lesen. Bitte den Text der E-Mail kopieren und einfügen.")
_NO_MAIL = N_(
    "Mails", "„{}“ ist keine E-Mail, die sich lesen lässt (.eml). Bitte den Text kopieren und in den Zettel einfügen."
)
_OUTLOOK = N_(
    "Mails",
    "„{}“ ist eine Outlook-Datei. Bitte dort „Speichern unter … .eml“ wählen, oder den Text kopieren und einfügen.",
)
_SECRET = N_(
    "Mails",
    "„{}“ ist verschlüsselt. Bitte im Mailprogramm öffnen, den Text kopieren und einfügen.",
)
_FROM, _SUBJECT = N_("Mails", "Von: {}"), N_("Mails", "Betreff: {}")
_ATTACHED = N_("Mails", "Anlagen: {}")
_CUT = N_("Mails", "[Text gekürzt]")
_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a mail."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as words (sender, subject, text, names of the attachments), and the files that came with it."""

    words: str
    attached: tuple[Attached, ...] = ()


def read(path: Path) -> Mail:
    """The mail in a file. Raises Refused, with what to do instead, when there is none to be read."""
    if path.suffix.lower() == ".msg":
        raise Refused(_OUTLOOK, path.name)
    try:
        if path.stat().st_size > LARGEST_MAIL:
            raise Refused(_TOO_LARGE, path.name, LARGEST_MAIL // 1024**2)
        data = path.read_bytes()
    except OSError as error:
        raise Refused(_UNREADABLE, path.name) from error
    return parse(data, path.name)


def parse(data: bytes, name: str = "") -> Mail:
    """The mail in some bytes; `name` is what a refusal calls it."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        sender, subject = _header(message, "from"), _header(message, "subject")
        if message.get_content_type() in _ENCRYPTED:
            raise Refused(_SECRET, name)
        text = "\n".join(filter(None, (part.strip() for part in _texts(message))))
        attached = tuple(_attached(message))
    except (ValueError, LookupError, AttributeError, IndexError, TypeError) as error:  # what `email` breaks with
        raise Refused(_NO_MAIL, name) from error
    if not sender and not subject:
        raise Refused(_NO_MAIL, name)
    if len(text) > _MOST:
        text = f"{text[:_MOST].rsplit(maxsplit=1)[0]} {_CUT}"
    head = [_FROM(sender)] if sender else []
    head += [_SUBJECT(subject)] if subject else []
    tail = [_ATTACHED(", ".join(one.name for one in attached))] if attached else []
    return Mail("\n".join(filter(None, (*head, text, *tail))), attached)


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name) or "").split())


def _texts(message: EmailMessage) -> Iterator[str]:
    """The words of a mail: its plain text, else what its HTML says; of a forwarded mail those of that, too."""
    body = message.get_body(preferencelist=("plain", "html"))
    if isinstance(body, EmailMessage):
        said = _content(body)
        yield _words_of(said) if body.get_content_subtype() == "html" else said
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_content()
            if isinstance(inner, EmailMessage):
                yield "\n".join(filter(None, (_FROM(_header(inner, "from")), _SUBJECT(_header(inner, "subject")))))
                yield from _texts(inner)


def _content(part: EmailMessage) -> str:
    """The text of a part, in whatever encoding it claims; what cannot be decoded stands as „�“."""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # an encoding that does not exist, or is not that
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def _attached(message: EmailMessage) -> Iterator[Attached]:
    for part in message.iter_attachments():
        name, raw = part.get_filename(), part.get_payload(decode=True)
        if name and isinstance(raw, bytes) and raw:
            yield Attached(Path(name.replace("\\", "/")).name, raw)


# --- HTML ---------------------------------------------------------------------------------------

_UNSAID = {"script", "style", "head", "title"}
_BREAKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "table"}


class _Words(HTMLParser):
    """The words of a page, a line for each paragraph; pictures and scripts say nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._unsaid = 0

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag in _UNSAID:
            self._unsaid += 1
        elif tag in _BREAKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID:
            self._unsaid = max(0, self._unsaid - 1)
        elif tag in _BREAKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.said.append(re.sub(r"\s+", " ", data))


def _words_of(html: str) -> str:
    page = _Words()
    page.feed(html)
    page.close()
    lines = (" ".join(line.split()) for line in "".join(page.said).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
