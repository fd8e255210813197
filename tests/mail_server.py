"""A real SMTP server that keeps its own book of what it took, and fails as it is told."""

import asyncio
import random
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

FAST, SLOW = 0.0, 0.06  # seconds that it thinks before it says that it took a mail


class MailServer:
    """`mails` are those it took; `of_address` and `of_mail` answer for a recipient or a mail, None: as usual."""

    def __init__(self, *, thinks=FAST, seed=1):
        self.mails, self.connections, self.thinks, self.chance = [], 0, thinks, random.Random(seed)
        self.of_address = self.of_mail = lambda _text: None

    @property
    def ids(self):
        return [mail["Message-ID"] for mail in self.mails]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        refusal = self.of_address(address)
        if not refusal:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        refusal = self.of_mail(mail)
        if refusal == "hang up":
            server.transport.abort()
            return "421 gone"
        if refusal and not refusal.startswith("lose"):
            return refusal
        self.mails.append(mail)
        if refusal:  # "lose the answer"
            server.transport.abort()
        await asyncio.sleep(self.chance.random() * self.thinks)
        return "250 2.0.0 taken"


@contextmanager
def mail_server(settings=None, *, port=0, **options):
    """Runs in a thread; Django's settings, if given, send there."""
    server = MailServer(**{name: options.pop(name) for name in ("thinks", "seed") if name in options})
    controller = Controller(server, hostname="127.0.0.1", port=port or free_port(), **options)
    controller.start()
    server.port = controller.port
    if settings:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    try:
        yield server
    finally:
        controller.stop()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]
