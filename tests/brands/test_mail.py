"""Mail cannot be steered by the names people give, and reads the same as text and as HTML."""

import pytest
from django.template import engines

from tkcommerce.brands.models import Brand
from tkcommerce.mail import build_mail, one_line


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a\r\nBcc: x@example.com", "a Bcc: x@example.com"),
        ("a\x00b", "a b"),
        ("pay\u202egnp.exe", "pay gnp.exe"),
        ("a\u2028b\u2066c", "a b c"),
        ("  しずくの庭  ", "しずくの庭"),
    ],
)
def test_a_header_is_one_honest_line(name, header):
    assert one_line(name) == header


def test_names_are_text_in_both_bodies():
    brand = Brand(name="<b>R&D</b>\r\nBcc: x@example.com")
    context = {"brand": brand, "inviter": "", "email": "d@example.com", "url": "https://x.test/i/", "days": 14}
    message = build_mail(name="invitation", to="d@example.com", language="en", context=context)
    html = message.alternatives[0].content
    assert message.subject == "Invitation to <b>R&D</b> Bcc: x@example.com"
    assert message.message()["Bcc"] is None
    assert "the TikTok commerce of <b>R&D</b>" in message.body
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in html
    assert "<b>" not in html
    assert engines["django"].engine.autoescape is True
