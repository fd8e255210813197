"""The frame in a browser: signing in, language, appearance, brand, keys, errors; ja and en, phone and desktop, light and dark."""

import pytest
from allauth.account.models import EmailAddress
from axe import assert_accessible
from django.core.cache import cache
from factories import join, make_brand
from screens import EVERY_SCREEN, PHONE, name_of

from tkcommerce.brands.models import Role

every_screen = pytest.mark.parametrize("browser_page", EVERY_SCREEN, indirect=True, ids=name_of)
on_a_phone = pytest.mark.parametrize("browser_page", [{"viewport": PHONE}], indirect=True, ids=["phone"])


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def known(aiko):
    """Aiko with a confirmed address: she can use the form."""
    cache.clear()  # five wrong passwords close the door for minutes
    EmailAddress.objects.create(user=aiko, email=aiko.email, primary=True, verified=True)
    return aiko


@every_screen
def test_signing_in_through_the_form(browser_page, known):
    language = browser_page.evaluate("navigator.language")[:2]
    known.language = language
    known.save()
    browser_page.goto("/")
    assert browser_page.locator("html").get_attribute("lang") == language
    assert_accessible(browser_page)
    assert fits(browser_page)
    browser_page.fill("[name=login]", known.email)
    browser_page.fill("[name=password]", "wrong")
    browser_page.click("main button")
    assert browser_page.locator(".note.stop").count() == 1
    assert_accessible(browser_page)
    browser_page.fill("[name=password]", "a long enough password")
    browser_page.click("main button")
    browser_page.wait_for_url("**/b/ours/")
    assert browser_page.locator("html").get_attribute("lang") == language
    assert_accessible(browser_page)
    assert fits(browser_page)


@every_screen
@pytest.mark.parametrize("address", ["/account/signup/", "/account/password/reset/", "/account/password/reset/done/"])
def test_pages_before_signing_in(browser_page, address, db):
    browser_page.goto(address)
    assert browser_page.locator(".top [name=language]").is_visible()
    assert_accessible(browser_page)
    assert fits(browser_page)


@every_screen
def test_pages_of_the_person(browser_page, sign_in, aiko):
    page = sign_in(aiko)
    for address in ("/preferences/", "/account/password/change/", "/account/email/", "/account/logout/"):
        page.goto(address)
        assert_accessible(page)
        assert fits(page)


def test_language_and_appearance_switch_at_once_and_stay(browser_page, sign_in, aiko):
    page = sign_in(aiko)
    page.goto("/b/ours/")
    page.get_by_role("button", name="日本語").click()
    assert page.locator("html").get_attribute("lang") == "ja"
    page.locator(".top details.menu summary").last.click()
    page.locator("button[name=theme][value=dark]:visible").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert_accessible(page)


def test_switching_the_brand(browser_page, sign_in, aiko, theirs):
    join(aiko, theirs, Role.VIEWER)
    page = sign_in(aiko)
    page.goto("/")
    assert_accessible(page)
    page.get_by_role("link", name="しずくの庭").click()
    page.wait_for_url("**/b/ours/")
    page.locator(".rail .brand-switch summary").click()
    assert_accessible(page)
    page.locator(".rail .brand-switch").get_by_role("link", name="Theirs").click()
    page.wait_for_url("**/b/theirs/")


@on_a_phone
def test_a_phone_has_five_places_and_the_rest_under_more(browser_page, sign_in, aiko):
    page = sign_in(aiko)
    page.goto("/b/ours/")
    assert page.locator(".tabbar > ul > li").count() == 5
    page.locator(".tabbar .more summary").click()
    assert_accessible(page)
    assert fits(page)
    page.locator(".tabbar .more").get_by_role("link", name="Preferences").click()
    page.wait_for_url("**/preferences/")


def test_keyboard_alone_reaches_everything(browser_page, sign_in, aiko):
    page = sign_in(aiko)
    page.goto("/b/ours/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()
    page.locator(".rail .brand-switch summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".rail .brand-switch .menu-list").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".rail .brand-switch .menu-list").is_hidden()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/b/ours/calendar/")
    page.keyboard.press("/")
    page.keyboard.type("g h n")
    assert page.locator("#find").input_value() == "g h n"


@every_screen
def test_an_error_page_stays_in_the_frame(browser_page, sign_in, ben):
    browser_page.watch.expect("404")
    page = sign_in(ben)
    assert page.goto("/b/not-mine/").status == 404
    assert_accessible(page)
    assert fits(page)
    page.locator("main .btn.main-act").click()
    page.wait_for_url("**/b/ours/")


def test_without_javascript_the_menus_and_switches_work(browser, live_server, client, aiko, db):
    make_brand("unseen")
    client.force_login(aiko)
    cookie = client.cookies["session"]
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto("/b/ours/")
        page.locator(".rail .brand-switch summary").click()
        assert page.locator(".rail .brand-switch").get_by_role("link").count() == 1
        page.get_by_role("button", name="日本語").click()
        assert page.locator("html").get_attribute("lang") == "ja"
