"""Ticks, evidence and what an edit takes away; the checklist of a video; its items and words as a brand edits them."""

from datetime import date

import pytest
from factories import make_planned_video

from planner.approval.commenting import add_comment, remove_comment, restore_comment
from planner.checklist.editing import add_word, hide_item, hide_word, save_item, show_item, show_word
from planner.checklist.of_video import sheet_of
from planner.checklist.seed import ITEMS
from planner.checklist.ticking import tick, untick
from planner.models import ChecklistItem, NgWord, Product, VideoProduct
from planner.refusals import NotOfBrand, Refused
from planner.scheduling import edit_video


@pytest.fixture
def video(ours):
    return make_planned_video(ours, date(2030, 11, 25), hook="初雪の日", caption="工場の朝", state="editing")


def item(brand, code):
    return brand.checklistitems.get(code=code)


def line(video, code):
    return next(line for line in sheet_of(video).lines if line.item.code == code)


def refused(act, **kwargs):
    with pytest.raises(Refused) as told:
        act(**kwargs)
    return str(told.value)


def sell(video, category, **fields):
    product = Product.objects.create(brand=video.brand, name="化粧水", category=category, currency="JPY", **fields)
    VideoProduct.objects.create(brand=video.brand, video=video, product=product)


def test_a_new_brand_has_the_whole_list_and_its_words(ours):
    assert list(ours.checklistitems.values_list("code", flat=True)) == [one.code for one in ITEMS]
    assert set(ours.ngwords.values_list("law", flat=True)) == {"yakkiho", "keihyoho"}


def test_what_applies_follows_who_speaks_and_what_is_sold(video):
    assert [line(video, code).outcome for code in ("pr_label", "staff_post", "yakkiho_check")] == ["not_needed"] * 3
    video.relation = "staff"
    assert line(video, "staff_post").blocks
    sell(video, "cosmetics")
    assert line(video, "yakkiho_check").blocks


def test_a_video_without_product_may_be_about_any_that_the_brand_sells(ours, video):
    Product.objects.create(brand=ours, name="サプリ", category="supplement")
    assert line(video, "yakkiho_check").blocks


def test_a_person_ticks_and_takes_it_back(video, aiko):
    made = tick(video=video, item=item(video.brand, "rights"), by=aiko, evidence=" Folder 12 ")
    assert (line(video, "rights").outcome, made.evidence) == ("done", "Folder 12")
    assert refused(tick, video=video, item=item(video.brand, "rights"), by=aiko).endswith("is ticked already.")
    untick(tick=made, by=aiko)
    assert line(video, "rights").outcome == "open"
    made.refresh_from_db()
    assert (made.taken_back_by, made.taken_back_at is not None) == (aiko, True)
    assert refused(untick, tick=made, by=aiko) == "This tick was taken back already."


def test_what_the_program_says_is_not_overruled_without_proof(video, aiko):
    sell(video, "cosmetics")
    assert "is checked by program" in refused(tick, video=video, item=item(video.brand, "sound_licence"), by=aiko)
    edit_video(video=video, by=aiko, version=video.version, caption="シミに効く")
    video.refresh_from_db()
    words = item(video.brand, "yakkiho_words")
    assert [found.word for found in line(video, "yakkiho_words").finding.found] == ["効く"]
    assert refused(tick, video=video, item=words, by=aiko).endswith("needs proof: a few words, a link or an attachment.")
    tick(video=video, item=words, by=aiko, evidence="Checked by Sakura")
    assert line(video, "yakkiho_words").outcome == "done"


def test_what_the_program_passed_needs_no_tick(video, aiko):
    assert "is met already" in refused(tick, video=video, item=item(video.brand, "brand_words"), by=aiko)


def test_an_edit_takes_away_the_ticks_that_are_about_it(video, aiko):
    own = save_item(item=ChecklistItem(brand=video.brand), by=aiko, label_en="Own item")
    for one in (item(video.brand, "claims"), item(video.brand, "rights"), own):
        tick(video=video, item=one, by=aiko)
    edited = edit_video(video=video, by=aiko, version=video.version, caption="工場の夜")
    assert [line(edited, code).outcome for code in ("claims", "rights", own.code)] == ["open", "done", "open"]
    edited = edit_video(video=edited, by=aiko, version=edited.version, notes="a note")
    assert line(edited, "rights").outcome == "done"


def test_foreign_rows_and_closed_videos_are_refused(ours, theirs, video, aiko):
    with pytest.raises(NotOfBrand):
        tick(video=video, item=item(theirs, "rights"), by=aiko)
    made = tick(video=video, item=item(ours, "rights"), by=aiko)
    type(video).objects.filter(pk=video.pk).update(state="posted", posted_day=date(2026, 11, 1))
    video.refresh_from_db()
    closed = "This video is posted: its checklist is closed."
    assert refused(tick, video=video, item=item(ours, "claims"), by=aiko) == closed
    assert refused(untick, tick=made, by=aiko) == closed


def test_a_brand_edits_its_items(ours, aiko, video):
    assert refused(save_item, item=ChecklistItem(brand=ours), by=aiko, label_ja=" ") == "Write what is to be checked."
    own = save_item(item=ChecklistItem(brand=ours), by=aiko, label_ja="字幕", severity="block")
    assert (own.label_en, line(video, own.code).blocks) == ("字幕", True)
    hide_item(item=own, by=aiko)
    assert own.code not in [one.item.code for one in sheet_of(video).lines]
    show_item(item=own, by=aiko)
    assert line(video, own.code).blocks


def test_a_brand_edits_its_words(ours, aiko):
    assert refused(add_word, brand=ours, word=" ", law="brand", by=aiko) == "Write the word."
    word = add_word(brand=ours, word="やばい", law="brand", by=aiko)
    assert refused(add_word, brand=ours, word="やばい", law="brand", by=aiko) == "“やばい” is in the list already."
    hide_word(word=word, by=aiko)
    again = add_word(brand=ours, word="やばい", law="brand", by=aiko, instead="とても")
    assert (again.pk, again.instead, again.hidden_at) == (word.pk, "とても", None)
    assert show_word(word=again, by=aiko).hidden_at is None
    assert NgWord.objects.filter(brand=ours, word="やばい").count() == 1


def test_comments_are_removed_and_brought_back_by_their_writer_alone(video, aiko, ben):
    assert refused(add_comment, video=video, text=" ", by=aiko) == "The comment is empty."
    said = add_comment(video=video, text=" Nice ", by=aiko)
    assert said.text == "Nice"
    assert refused(remove_comment, comment=said, by=ben) == "Only whoever wrote a comment removes it."
    assert remove_comment(comment=said, by=aiko).removed_at is not None
    assert restore_comment(comment=said, by=aiko).removed_at is None
