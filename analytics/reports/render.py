"""Stories → a letter, in HTML and in plain text. The web version shows the same stories in templates/analytics/report.html."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from css_inline import CSSInliner
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _, ngettext

from analytics.reports.content import WeeklyContent
from analytics.reports.parts import Link, Story, clean
from analytics.reports.story import story_of
from analytics.reports.wording import sentences, short_days
from tkcommerce.dates import Days
from tkcommerce.mail import one_line

LONGEST_SUBJECT = 200  # the ledger keeps 255
# Mail programs want styles on the elements; the rules for dark mode and small screens can only stay a style sheet.
INLINER = CSSInliner(keep_at_rules=True, load_remote_stylesheets=False, minify_css=True)
INDENT = re.compile(r"\n\s+")
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Letter:
    """`subject` is one line without control characters, at most 200 characters; `html` is at most 100 kB."""

    subject: str
    preheader: str
    text: str
    html: str


@dataclass(frozen=True)
class Links:
    """Absolute addresses: the web version, the reader's settings, and the page that stops the mail."""

    web: str
    settings: str
    unsubscribe: str


def render_letter(
    contents: Sequence[WeeklyContent],
    *,
    edition: str,
    language: str,
    reader: str,
    note: Mapping[int, str],
    links: Links,
) -> Letter:
    """One letter to `reader` (a name, or ""); several contents make one combined letter. `note` is by brand id."""
    combined = len(contents) > 1
    stories = [story_of(content, edition=edition, language=language, brief=combined) for content in contents]
    with translation.override(language):
        subject = one_line(_combined_subject(contents) if combined else stories[0].subject)[:LONGEST_SUBJECT]
        preheader = _combined_preheader(stories) if combined else _preheader(stories[0])
        values = {
            "language": language,
            "subject": subject,
            "preheader": preheader,
            "parts": [(story, _note(note.get(story.brand_id, ""))) for story in stories],
            "combined": combined,
            "button": Link(_("Read all of it"), links.web) if combined else stories[0].button,
            "reader": clean(reader),
            "links": links,
        }
        html = get_template("emails/weekly/letter.html").render(values)
        text = get_template("emails/weekly/letter.txt").template.render(Context(values, autoescape=False))
    return Letter(subject, preheader, BLANK_LINES.sub("\n\n", text).strip() + "\n", INLINER.inline(INDENT.sub("\n", html)))


def _combined_subject(contents: Sequence[WeeklyContent]) -> str:
    """All dates that the letter tells of: brands may begin their weeks on different days."""
    days = Days(min(content.days.start for content in contents), max(content.days.end for content in contents))
    told = {"n": len(contents), "days": short_days(days)}
    return ngettext("The week of %(n)s brand (%(days)s)", "The week of %(n)s brands (%(days)s)", len(contents)) % told


def _preheader(story: Story) -> str:
    """What the subject does not tell yet: the second line if there is one."""
    return story.lead[-1]


def _combined_preheader(stories: Sequence[Story]) -> str:
    return sentences(_("%(brand)s: %(headline)s.") % {"brand": story.brand, "headline": story.headline} for story in stories)


def _note(text: str) -> str:
    """A person's words: her line breaks stay, control characters do not."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()
