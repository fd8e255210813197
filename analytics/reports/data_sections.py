"""What the data need from a person, and how far they can be trusted. Speaks the active language."""

from django.utils.translation import gettext as _, ngettext

from analytics.reports.content import Gap, StuckImport, WeeklyContent
from analytics.reports.links import pages_of
from analytics.reports.parts import Link, Row, Section, clean
from analytics.reports.wording import sentences, several_days, today_of
from tkcommerce import words


def help_section(content: WeeklyContent) -> Section | None:
    """For a week without numbers: what to download, and where to put it."""
    if content.has_data:
        return None
    studio = _("Analytics: download Overview, Content, Viewers and Followers. The zip files are fine as they are.")
    shopify = _("Orders: export them as CSV, for the sales of your own shop.")
    rows = (Row("TikTok Studio", note=studio), Row("Shopify", note=shopify))
    foot = _("It takes about three minutes, and every import can be undone.")
    return Section("items", _("Two files bring your week to life"), rows, foot)


def problems_section(content: WeeklyContent, *, most: int) -> Section | None:
    gaps = content.gaps if content.has_data else ()  # without any data the whole letter is about this
    rows = [_stuck_row(one, content) for one in content.stuck[:most]] + [_gap_row(gap, content) for gap in gaps[:most]]
    if not rows:
        return None
    hidden = content.stuck_count + len(gaps) - len(rows)
    foot = ngettext("And %(n)s more.", "And %(n)s more.", hidden) % {"n": words.count(hidden)} if hidden > 0 else ""
    return Section("items", _("Data to look after"), tuple(rows), foot, Link(_("Import files"), pages_of(content).imports()))


def _stuck_row(one: StuckImport, content: WeeklyContent) -> Row:
    state = _("The import waits for your answer.") if one.is_held else _("The import did not work.")
    return Row(clean(one.filename), note=sentences((state, _reason(one))), url=pages_of(content).import_one(one.id))


def _reason(one: StuckImport) -> str:
    """As the import page tells it; a profile that it names, in the reader's language too."""
    params = {name: clean(_(value) if name == "profile" else str(value)) for name, value in one.params.items()}
    return _(one.message) % params if one.message else ""


def _gap_row(gap: Gap, content: WeeklyContent) -> Row:
    name = f"@{clean(gap.handle)}" if gap.handle else _("Orders")
    if gap.last is None:
        return Row(name, note=_("Nothing has been imported yet."))
    day = words.day_word(gap.last, today=today_of(content))
    return Row(name, note=_("The data end on %(day)s. A new export completes the week.") % {"day": day})


def trust_lines(content: WeeklyContent) -> tuple[str, ...]:
    """As of when, how many of the seven days, how many videos with a reading, what is provisional."""
    coverage, today = content.coverage, today_of(content)
    told = []
    if coverage.as_of is not None:
        told.append(
            ngettext(
                "Data as of %(as_of)s: %(n)s of the %(days)s days is known. Days are those of %(zone)s.",
                "Data as of %(as_of)s: %(n)s of the %(days)s days are known. Days are those of %(zone)s.",
                coverage.days_known,
            )
            % {
                "as_of": words.day_word(coverage.as_of, today=today),
                "n": coverage.days_known,
                "days": len(content.days),
                "zone": words.zone_word(content.brand.zone),
            }
        )
    if coverage.posted:
        told.append(
            ngettext(
                "%(read)s of %(n)s video posted in the week has a reading.",
                "%(read)s of %(n)s videos posted in the week have a reading.",
                coverage.posted,
            )
            % {"read": words.count(coverage.read), "n": words.count(coverage.posted)}
        )
    if coverage.provisional and content.has_data:
        told.append(_("Provisional: %(days)s.") % {"days": several_days(coverage.provisional, today=today)})
    return tuple(told)
