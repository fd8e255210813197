"""The admin panel: the delivery log, readers and notes of one's own brands, to be looked at, without anything secret."""

import pytest
from factories import at, make_reader

from analytics.models import ChatHook, ReportMail, ReportNote
from analytics.reports.chat import write_hook

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(ours, theirs, aiko):
    """One of each in both brands, so that a leak has something to leak."""
    for brand in (ours, theirs):
        reader = make_reader(brand, f"reader@{brand.slug}.example", confirm_token=f"token-{brand.slug}")
        ReportMail.objects.create(
            brand=brand, reader=reader, week_start="2026-11-09", due_at=at("2026-11-17T00:00Z"), subject=f"subject-{brand.slug}",
            run_after=at("2026-11-17T00:00Z"), message_id=f"<{brand.slug}@example.com>", to=reader.email, html="<p>html</p>",
        )  # fmt: skip
        ReportNote.objects.create(brand=brand, week_start="2026-11-09", text=f"note-{brand.slug}", by=aiko)
        write_hook(brand=brand, url=f"https://hooks.slack.com/services/{brand.slug}", language="en", by=aiko)
    return ours


@pytest.mark.parametrize(
    ("path", "shown"),
    [("reportmail", "reader"), ("reportreader", "reader@ours.example"), ("reportnote", "note-ours"), ("chathook", "ours")],
)
def test_lists_hold_ones_own_brand_alone(as_aiko, rows, path, shown):
    page = as_aiko.get(f"/admin/analytics/{path}/").content.decode()
    assert shown.lower() in page.lower()
    for word in ("reader@theirs.example", "note-theirs", ">Theirs<", "…eirs"):
        assert word not in page
    assert as_aiko.get(f"/admin/analytics/{path}/add/").status_code == 403


def test_the_delivery_log_is_filtered_and_searched_and_changes_nothing(as_aiko, rows):
    log = "/admin/analytics/reportmail/"
    assert "1 report mail" in as_aiko.get(f"{log}?delivery__exact=waiting&q=subject-ours").content.decode()
    row, other = (ReportMail.objects.get(brand__slug=slug) for slug in ("ours", "theirs"))
    assert as_aiko.post(f"{log}{row.pk}/change/", {"delivery": "sent"}).status_code == 403
    assert as_aiko.get(f"{log}{other.pk}/change/").status_code == 302
    assert "<p>html" not in as_aiko.get(f"{log}{row.pk}/change/").content.decode()


def test_nothing_secret_is_shown_or_asked_for(as_aiko, rows):
    reader, hook = rows.reportreaders.get(), ChatHook.objects.get(brand=rows)
    assert "token-ours" not in as_aiko.get(f"/admin/analytics/reportreader/{reader.pk}/change/").content.decode()
    assert hook.sealed_url not in as_aiko.get(f"/admin/analytics/chathook/{hook.pk}/change/").content.decode()
    assert as_aiko.get("/admin/analytics/reportreader/?confirm_token__startswith=t").status_code == 400
    assert as_aiko.get("/admin/analytics/chathook/?sealed_url__startswith=A").status_code == 400
