"""The week as a message for a team's chat. Source of the format: Slack's incoming webhooks and Block Kit reference."""

from django.utils import translation
from django.utils.translation import gettext as _

from analytics.models.reports import Edition
from analytics.reports.content import WeeklyContent
from analytics.reports.parts import Row, Story
from analytics.reports.story import story_of

MOST_FIELDS = 10  # Slack refuses a section with more
LONGEST_HEADER = 150
LONGEST_TEXT = 3000


def chat_message(content: WeeklyContent, *, language: str, link: str) -> dict:
    """The marketers' story as JSON that Slack-compatible webhooks take: `text` for notifications, and `blocks`."""
    story = story_of(content, edition=Edition.MARKETER, language=language)
    with translation.override(language):
        blocks = [
            {"type": "header", "text": {"type": "plain_text", "text": _cut(story.headline, LONGEST_HEADER)}},
            _text(f"*{_escaped(story.brand)}*  {_escaped(story.period)}\n{_escaped(' '.join(story.lead))}"),
            *_sections(story),
            {
                "type": "context",
                "elements": [{"type": "mrkdwn", "text": _cut(_escaped(" ".join(story.foot)) or "–", LONGEST_TEXT)}],
            },
            {"type": "actions", "elements": [_button(story.button.words, story.button.url), _button(_("Read all of it"), link)]},
        ]
    return {"text": _escaped(story.subject), "blocks": blocks}


def _sections(story: Story) -> list[dict]:
    """The numbers as fields, lists as lines; the days are left to the page."""
    blocks = []
    for section in story.sections:
        if section.kind == "figures":
            fields = [{"type": "mrkdwn", "text": _figure(row)} for row in section.rows[:MOST_FIELDS]]
            blocks.append({"type": "section", "fields": fields})
        elif section.kind == "items":
            lines = [f"*{_escaped(section.title)}*", *map(_item, section.rows), _escaped(section.foot)]
            blocks.append(_text("\n".join(filter(None, lines))))
    return blocks


def _foot(story: Story) -> list[dict]:
    text = _cut(_escaped("\n".join(story.foot)), LONGEST_TEXT)
    return [{"type": "context", "elements": [{"type": "mrkdwn", "text": text}]}] if text else []


def _figure(row: Row) -> str:
    told = " ".join(filter(None, (row.change, row.verdict)))
    return f"*{_escaped(row.name)}*\n{_escaped(row.figure)}" + (f" ({_escaped(told)})" if told else "")


def _item(row: Row) -> str:
    name = _escaped(row.name).replace("|", "¦")
    return f"• {f'<{row.url}|{name}>' if row.url else name}: {_escaped(row.note)}"


def _text(text: str) -> dict:
    return {"type": "section", "text": {"type": "mrkdwn", "text": _cut(text, LONGEST_TEXT)}}


def _button(words: str, url: str) -> dict:
    return {"type": "button", "text": {"type": "plain_text", "text": words[:75]}, "url": url}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _escaped(text: str) -> str:
    """Slack's three: without them <!channel> in a title would call everybody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
