"""One connection, many mails, and the moment before the dot: against a real SMTP server."""

import smtplib
import ssl
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core import mail as django_mail
from django.core.mail import EmailMultiAlternatives
from mail_server import mail_server

from analytics.reports.smtp import Outbox, OutcomeUnknown, Verdict, refusal_of


def message(number=1, text="Hello\n.\n..two\n", to="aiko@example.com"):
    return EmailMultiAlternatives(f"Report {number}", text, to=[to], headers={"Message-ID": f"<{number}@example.com>"})


def nothing():
    pass


@pytest.fixture
def outbox(server):
    with closing(Outbox()) as opened:
        yield opened


def test_many_mails_go_over_one_connection_and_lines_of_dots_arrive(outbox, server):
    replies = [outbox.send(message(number), before_dot=nothing) for number in (1, 2, 3)]
    assert replies == ["250 2.0.0 taken"] * 3
    assert (server.ids, server.connections) == (["<1@example.com>", "<2@example.com>", "<3@example.com>"], 1)
    assert server.mails[0].get_content().splitlines() == ["Hello", ".", "..two"]


def test_before_the_dot_the_server_has_nothing_and_after_it_everything(outbox, server):
    seen = []
    outbox.send(message(), before_dot=lambda: seen.append(len(server.mails)))
    assert (seen, len(server.mails)) == ([0], 1)


def test_what_is_taken_back_before_the_dot_never_arrives_and_the_next_one_does(outbox, server):
    with pytest.raises(ZeroDivisionError):
        outbox.send(message(1), before_dot=lambda: 1 / 0)
    outbox.send(message(2), before_dot=nothing)
    assert server.ids == ["<2@example.com>"]


@pytest.mark.parametrize(("answer", "arrived"), [("lose the answer", 1), ("hang up", 0)])
def test_an_answer_that_is_lost_after_the_dot_is_unknown(outbox, server, answer, arrived):
    server.of_mail = lambda _mail: answer
    with pytest.raises(OutcomeUnknown):
        outbox.send(message(), before_dot=nothing)
    assert len(server.mails) == arrived


def test_a_connection_that_the_server_closed_meanwhile_is_opened_again(outbox, server):
    outbox.send(message(1), before_dot=nothing)
    outbox._backend.connection.sock.shutdown(2)
    outbox.send(message(2), before_dot=nothing)
    assert (server.ids, server.connections) == (["<1@example.com>", "<2@example.com>"], 2)


def test_a_server_that_is_away_is_unreachable(settings):
    with mail_server(settings):
        pass
    with closing(Outbox()) as outbox:
        with pytest.raises(ConnectionRefusedError) as error:
            outbox.send(message(), before_dot=nothing)
        assert outbox.unreachable
    assert refusal_of(error.value).verdict is Verdict.LATER


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("450 4.2.1 greylisted, come back", Verdict.LATER),
        ("452 4.2.2 full for now", Verdict.LATER),
        ("421 too many", Verdict.LATER),
        ("550 5.1.1 no such user", Verdict.BAD_ADDRESS),
        ("550 No such user here", Verdict.BAD_ADDRESS),
        ("553 5.1.3 bad syntax", Verdict.BAD_ADDRESS),
        ("550 5.7.1 relaying denied", Verdict.REFUSED),
        ("550 relay not permitted", Verdict.REFUSED),
        ("552 5.2.2 mailbox full", Verdict.REFUSED),
        ("554 5.7.1 blocked as spam", Verdict.REFUSED),
    ],
)
def test_what_the_server_says_of_a_recipient(outbox, server, answer, verdict):
    server.of_address = lambda address: answer if address.startswith("bad") else None
    with pytest.raises(smtplib.SMTPRecipientsRefused) as error:
        outbox.send(message(1, to="bad@example.com"), before_dot=nothing)
    assert (refusal_of(error.value).verdict, refusal_of(error.value).reply) == (verdict, answer)
    outbox.send(message(2), before_dot=nothing)
    assert server.ids == ["<2@example.com>"]


@pytest.mark.parametrize(
    ("answer", "verdict"), [("451 4.3.0 later", Verdict.LATER), ("554 5.6.0 not like this", Verdict.REFUSED)]
)
def test_what_the_server_says_of_a_mail(outbox, server, answer, verdict):
    server.of_mail = lambda _mail: answer
    with pytest.raises(smtplib.SMTPDataError) as error:
        outbox.send(message(), before_dot=nothing)
    assert refusal_of(error.value).verdict is verdict


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPAuthenticationError(535, b"wrong password"),
        smtplib.SMTPSenderRefused(550, b"5.7.1 not your address", "us@example.com"),
        smtplib.SMTPServerDisconnected("gone"),
        TimeoutError("timed out"),
    ],
)
def test_our_own_troubles_with_the_server_may_pass(error):
    assert refusal_of(error).verdict is Verdict.LATER


def test_other_ways_of_sending_have_the_same_moment(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with closing(Outbox()) as outbox:
        assert outbox.send(message(1), before_dot=nothing) == "django.core.mail.backends.locmem"
        with pytest.raises(ZeroDivisionError):
            outbox.send(message(2), before_dot=lambda: 1 / 0)
        with pytest.raises(OutcomeUnknown):
            outbox.send(EmailMultiAlternatives("a\nb", "", to=["x@example.com"]), before_dot=nothing)
    assert [parseaddr(sent.to[0])[1] for sent in django_mail.outbox] == ["aiko@example.com"]


def certificate(directory):
    """Made up here, for 127.0.0.1, and good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = directory / "cert.pem"
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(("password", "arrives"), [("right", True), ("wrong", False)])
def test_it_signs_in_over_tls(settings, tmp_path, monkeypatch, password, arrives):
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(path)

    def may_enter(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"right", handled=False)

    with mail_server(settings, tls_context=tls, auth_required=True, authenticator=may_enter) as server:
        settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "localhost", True
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", password
        with closing(Outbox()) as outbox:
            if arrives:
                outbox.send(message(), before_dot=nothing)
            else:
                with pytest.raises(smtplib.SMTPAuthenticationError):
                    outbox.send(message(), before_dot=nothing)
        assert len(server.mails) == arrives
