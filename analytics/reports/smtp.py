"""Hand mails to the mail server, each at most once: the caller hears of the last moment at which nothing has been sent yet.

SMTP gives a mail to the server with the final dot of DATA; a connection that ends before it leaves nothing behind (RFC 5321,
4.1.1.4). Whoever dies between the dot and the reply cannot know (RFC 1047), so that moment is written down before the dot.
"""

import re
import smtplib
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend

from tkcommerce.mail import one_line

PATIENCE = 60  # seconds for the word after the dot: servers look for spam before they answer; the caller's lease lasts longer
BAD_ADDRESS = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")  # RFC 3463 and its registry
NOT_THE_ADDRESS = re.compile("relay|auth|spam|block|polic|reputation|denied|dkim|spf", re.IGNORECASE)
BeforeDot = Callable[[], None]


class OutcomeUnknown(Exception):
    """The mail was handed over, and the server's answer was lost: perhaps it is sent."""


class TwoPhase:
    """For smtplib.SMTP: `before_dot` is called when all of a mail but its final dot is out; what it raises takes it back."""

    before_dot: BeforeDot
    reply = ""

    def data(self, msg: bytes) -> tuple[int, bytes]:
        self.putcmd("data")
        code, text = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, text)
        body = re.sub(rb"(?m)^\.", b"..", msg)
        try:
            self.send(body if body.endswith(b"\r\n") else body + b"\r\n")
            self.before_dot()
        except BaseException:
            self.close()  # not quit: that would be taken for a line of the mail
            raise
        return self._dot()

    def _dot(self) -> tuple[int, bytes]:
        try:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else it waits for the receipt of the body
            self.sock.settimeout(PATIENCE)
            self.send(b".\r\n")
            code, text = self.getreply()
            self.sock.settimeout(self.timeout)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise OutcomeUnknown(str(error)) from error
        self.reply = _words(code, text)
        return code, text


class Smtp(TwoPhase, smtplib.SMTP):
    pass


class SmtpOverTls(TwoPhase, smtplib.SMTP_SSL):
    pass


class TwoPhaseBackend(smtp.EmailBackend):
    """Django's own, with its settings (EMAIL_HOST, EMAIL_USE_TLS …) and its care for addresses."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return SmtpOverTls if self.use_ssl else Smtp

    def drop(self) -> None:
        """Without a word to the server."""
        for half_open in (self.connection, self._partial_connection):
            if half_open is not None:
                half_open.close()
        self.connection = self._partial_connection = None


class Outbox:
    """One connection for many mails. `unreachable` after the server let nobody in: the next mail would not get in either."""

    def __init__(self) -> None:
        configured = get_connection()
        is_smtp = isinstance(configured, smtp.EmailBackend)
        self._backend: BaseEmailBackend = TwoPhaseBackend() if is_smtp else configured
        self.unreachable = False

    def send(self, message: EmailMessage, *, before_dot: BeforeDot) -> str:
        """The server's reply. Raises what smtplib raises, what `before_dot` raises, and OutcomeUnknown."""
        if not isinstance(self._backend, TwoPhaseBackend):
            return self._send_otherwise(message, before_dot)
        was_idle = not self._open()
        try:
            return self._send(message, before_dot)
        except (OSError, smtplib.SMTPException) as error:
            if not was_idle or not _is_gone(error):
                raise
        self._open()  # the server had hung up on an idle connection, or had taken its fill of it
        return self._send(message, before_dot)

    def close(self) -> None:
        try:
            self._backend.close()
        except (OSError, smtplib.SMTPException):
            if isinstance(self._backend, TwoPhaseBackend):
                self._backend.drop()

    def _open(self) -> bool:
        """Whether this connection is a new one."""
        try:
            return self._backend.open()
        except (OSError, smtplib.SMTPException):
            self.unreachable = True
            self._backend.drop()
            raise

    def _send(self, message: EmailMessage, before_dot: BeforeDot) -> str:
        self._backend.connection.before_dot = before_dot
        try:
            self._backend.send_messages([message])
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            if self._backend.connection.sock is None:  # after 421
                self._backend.drop()
            raise
        except BaseException:
            self._backend.drop()
            raise
        return self._backend.connection.reply

    def _send_otherwise(self, message: EmailMessage, before_dot: BeforeDot) -> str:
        before_dot()
        try:
            self._backend.send_messages([message])
        except Exception as error:
            raise OutcomeUnknown(f"{type(error).__name__}: {error}") from error
        return type(self._backend).__module__


class Verdict(Enum):
    LATER = "later"
    REFUSED = "refused"
    BAD_ADDRESS = "bad address"


@dataclass(frozen=True)
class Refusal:
    verdict: Verdict
    reply: str


def refusal_of(error: OSError | smtplib.SMTPException) -> Refusal:
    """What a failure before the server took the mail means. Our own troubles with the server (sign-in, sender) may pass."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return Refusal(_of_recipient(code, _words(code, text)), _words(code, text))
    if isinstance(error, smtplib.SMTPResponseException):
        is_final = isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
        return Refusal(Verdict.REFUSED if is_final else Verdict.LATER, _words(error.smtp_code, error.smtp_error))
    return Refusal(Verdict.LATER, one_line(f"{type(error).__name__}: {error}")[:200])


def _of_recipient(code: int, words: str) -> Verdict:
    if code < 500:
        return Verdict.LATER
    status = re.search(r"\b5\.\d{1,3}\.\d{1,3}\b", words)
    if status:
        return Verdict.BAD_ADDRESS if status[0] in BAD_ADDRESS else Verdict.REFUSED
    names_it = code in (550, 551, 553) and not NOT_THE_ADDRESS.search(words)
    return Verdict.BAD_ADDRESS if names_it else Verdict.REFUSED


def _is_gone(error: OSError | smtplib.SMTPException) -> bool:
    """The connection, not the mail, is the trouble."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code == 421 for code, _text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code == 421
    return isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError)


def _words(code: int, text: bytes | str) -> str:
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return one_line(f"{code} {told}")[:200]
