"""Files of a video: a stranger's bytes are decoded or only handed out, never believed; what is removed can come back."""

import os
import struct
import zlib
from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories import make_planned_video
from PIL import Image

from planner.models import Attachment
from planner.refusals import Refused
from planner.undoing import undo_change
from planner.video_page.attached_files import forget_files, kind_of
from planner.video_page.attaching import attach_file, remove_file, shown_name

MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 64
PDF = b"%PDF-1.7\n<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _media(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def video(ours):
    return make_planned_video(ours, date(2099, 1, 1))


def picture(form="JPEG", size=(60, 90), **save):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **save)
    return out.getvalue()


def upload(content, name="a.jpg"):
    return SimpleUploadedFile(name, content, "text/html")


def attach(video, aiko, content, kind="reference", name="a.jpg"):
    return attach_file(video=video, kind=kind, upload=upload(content, name), by=aiko)


def asked(client, address):
    """Status and headers; a file is read to its end, which closes it."""
    response = client.get(address)
    if response.streaming:
        b"".join(response)
    return response


def address(name, attachment):
    return reverse(f"planner:attachment-{name}", args=["ours", attachment.pk])


def test_a_picture_is_written_anew_without_its_place_and_upright(video, aiko):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010E] = "secret place"
    content = picture(exif=exif, size=(60, 90)) + b"<script>behind the picture</script>"
    kept = attach(video, aiko, content, kind="cover")
    with kept.file.open() as file:
        written = file.read()
    with Image.open(BytesIO(written)) as again:
        assert (again.size, dict(again.getexif()), again.format) == ((90, 60), {}, "JPEG")
    assert (b"secret" in written, b"script" in written, kept.content_type) == (False, False, "image/jpeg")
    assert (kept.size, kept.name, video.changes.get().fields) == (len(written), "a.jpg", {f"cover:{kept.pk}": [None, "a.jpg"]})


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_of_pictures_have_a_thumbnail(video, aiko, as_aiko, form):
    kept = attach(video, aiko, picture(form, size=(1080, 1920)))
    thumb = as_aiko.get(address("thumb", kept))
    with Image.open(BytesIO(b"".join(thumb))) as small:
        assert (small.size, thumb["Content-Type"], thumb["X-Content-Type-Options"]) == ((270, 480), "image/webp", "nosniff")
    whole = asked(as_aiko, address("picture", kept))
    assert (whole.status_code, whole["Content-Type"]) == (200, f"image/{form.lower()}")


def bomb(width, height):
    """A PNG that says it is huge."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    "content",
    [
        bomb(8000, 8000),
        bomb(12_000, 12_000),
        bomb(60_000, 60_000),
        picture()[:300],
        b"\xff\xd8\xff nonsense",
        b"GIF89a" + b"\0" * 40,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script>",
        b"MZ\x90",
        b"PK\x03\x04",
        b"x",
    ],
)
def test_bombs_broken_pictures_and_other_kinds_are_refused_whatever_their_name(video, aiko, content):
    with pytest.raises(Refused):
        attach(video, aiko, content, name="nice.jpg")
    assert Attachment.objects.count() == 0


def test_what_is_too_large_is_refused(video, aiko, settings):
    settings.UPLOAD_LIMIT = 50
    with pytest.raises(Refused):
        attach(video, aiko, MP4)


@pytest.mark.parametrize(
    ("content", "kind"), [(MP4, "video/mp4"), (MP4.replace(b"mp42", b"qt  "), "video/quicktime"), (PDF, "application/pdf")]
)
def test_clips_and_papers_are_downloads_and_nothing_else(video, aiko, as_aiko, content, kind):
    kept = attach(video, aiko, content, name="台本.pdf")
    assert (kept.content_type, kind_of(content[:16])) == (kind, kind)
    response = as_aiko.get(address("file", kept))
    assert (b"".join(response), response["Content-Type"], response["X-Content-Type-Options"]) == (
        content, "application/octet-stream", "nosniff",
    )  # fmt: skip
    assert response["Content-Disposition"].startswith("attachment;")
    assert asked(as_aiko, address("picture", kept)).status_code == asked(as_aiko, address("thumb", kept)).status_code == 404


def test_a_cover_is_a_picture_and_the_next_takes_its_place_and_gives_it_back(video, aiko):
    with pytest.raises(Refused):
        attach(video, aiko, PDF, kind="cover")
    first, second = (attach(video, aiko, picture(size=(n, 90)), kind="cover") for n in (50, 60))
    assert list(video.attachments.filter(removed_at=None)) == [second]
    undo_change(video=second.video, by=aiko, version=3)
    assert list(video.attachments.filter(removed_at=None)) == [first]


def test_a_removed_file_is_gone_for_readers_and_comes_back_by_undo(video, aiko, as_aiko):
    kept = attach(video, aiko, PDF)
    html = as_aiko.post(address("remove", kept), follow=True).content.decode()
    assert (html.count("“a.jpg” is removed."), asked(as_aiko, address("file", kept)).status_code) == (1, 404)
    as_aiko.post(reverse("planner:video-undo", args=["ours", video.pk]), {"version": 3})
    assert asked(as_aiko, address("file", kept)).status_code == 200
    gone = remove_file(attachment=kept, by=aiko)
    with pytest.raises(Refused):
        remove_file(attachment=kept, by=aiko)
    assert gone.version == 5


def test_the_page_takes_a_file_and_says_what_is_wrong_with_another(as_aiko, video):
    add = reverse("planner:attachment-add", args=["ours", video.pk])
    good = as_aiko.post(add, {"kind": "proof", "file": upload(PDF, "../../etc/許諾.pdf")}, follow=True).content.decode()
    assert (good.count("“許諾.pdf” is added."), video.attachments.get().name) == (1, "許諾.pdf")
    assert "none of JPEG" in as_aiko.post(add, {"kind": "proof", "file": upload(b"MZ")}, follow=True).content.decode()
    assert "Choose a file" in as_aiko.post(add, {"kind": "nonsense"}, follow=True).content.decode()


def test_other_brands_and_viewers_get_only_what_is_theirs(video, aiko, client, ben, chika):
    kept = attach(video, aiko, picture())
    client.force_login(ben)
    assert asked(client, address("file", kept)).status_code == asked(client, address("thumb", kept)).status_code == 200
    assert client.post(address("remove", kept)).status_code == 403
    client.force_login(chika)
    for name in ("file", "picture", "thumb"):
        assert asked(client, address(name, kept)).status_code == 404
        assert asked(client, address(name, kept).replace("/ours/", "/theirs/")).status_code == 404


def test_the_bytes_of_a_dropped_video_are_closed(video, aiko, as_aiko):
    kept = attach(video, aiko, PDF)
    type(video).objects.update(state="dropped")
    assert asked(as_aiko, address("file", kept)).status_code == 404


@pytest.mark.parametrize(
    ("name", "shown"), [("C:\\x\\y.png", "y.png"), ("a\u202egnp.exe", "agnp.exe"), ("\x00", "?"), ("长" * 300, "长" * 200)]
)
def test_a_strangers_file_name_is_only_words(name, shown):
    assert shown_name(name) == shown


def stored(settings):
    return sorted(path.name for path in settings.MEDIA_ROOT.glob("attachments/*/*"))


def age(settings):
    for path in settings.MEDIA_ROOT.glob("attachments/*/*"):
        os.utime(path, (0, 0))


def test_removed_bytes_go_after_thirty_days_unless_another_video_has_the_same(ours, video, aiko, settings):
    gone, shared = attach(video, aiko, picture()), attach(video, aiko, PDF)
    other = attach(make_planned_video(ours, date(2099, 1, 2)), aiko, PDF)
    for removed in (gone, shared):
        remove_file(attachment=removed, by=aiko)
    age(settings)
    assert (forget_files(), len(stored(settings))) == (0, 3)
    Attachment.objects.exclude(removed_at=None).update(removed_at="2026-01-01T00:00:00Z")
    assert forget_files() == 0  # it looks once an hour
    cache.clear()
    assert (forget_files(), stored(settings), Attachment.objects.count()) == (2, [other.sha256], 3)
    video.refresh_from_db()
    with pytest.raises(Refused):
        undo_change(video=video, by=aiko, version=video.version)


def test_what_a_killed_upload_left_goes_after_a_day(video, aiko, settings):
    kept = attach(video, aiko, picture())
    for left in ("incoming/half", f"{video.brand_id}/{'f' * 64}"):
        (settings.MEDIA_ROOT / "attachments" / left).write_bytes(b"stranger")
    assert forget_files() == 0
    age(settings)
    cache.clear()
    assert (forget_files(), stored(settings)) == (2, [kept.sha256, f"{kept.sha256}.thumb"])


def test_nothing_half_is_left_of_what_was_too_large(video, aiko, settings):
    settings.UPLOAD_LIMIT = 50
    with pytest.raises(Refused):
        attach(video, aiko, MP4)
    assert stored(settings) == []
