"""What must always hold, each one SQL query. A row found is a bug; `manage.py check_invariants` looks for them."""

from collections.abc import Iterator

from tkcommerce.brands.invariants import of_brands
from tkcommerce.work.invariants import Invariant, of_work

from .fact_invariants import of_facts
from .sale_invariants import of_sales


def invariants() -> list[Invariant]:
    return [*of_work(), *_of_imports(), *_of_sums(), *of_sales(), *of_facts(), *_of_mails(), *_of_patterns(), *of_brands()]


_READINGS = (
    "accountdayreading", "activehourreading", "audiencesharereading", "videoreading", "ordertelling", "periodtelling",
    "stockreading", "voicereading", "settlementreading", "liveminutereading", "curvereading",
)  # fmt: skip


def _of_imports() -> Iterator[Invariant]:
    counted = " + ".join(f"(SELECT count(*) FROM analytics_{name} r WHERE r.table_id = t.id)" for name in _READINGS)
    yield Invariant(
        "applied_import_has_its_readings",
        "A table of an applied import has no reading, though it had good rows, or readings without good rows.",
        f"""SELECT t.id, t.kind, t.rows_good, {counted} AS readings
            FROM analytics_importedtable t JOIN analytics_metricimport i ON i.id = t.metric_import_id
            WHERE i.stage = 'applied' AND (t.rows_good = 0) <> ({counted} = 0)""",
    )
    yield Invariant(
        "only_the_edition_shown_counts",
        "A table counts though its import was undone, or read anew as another edition since; or does not though it should.",
        """SELECT t.id, t.edition, i.edition AS shown, i.stage, t.live
           FROM analytics_importedtable t JOIN analytics_metricimport i ON i.id = t.metric_import_id
           WHERE t.live <> (i.stage = 'applied' AND t.edition = i.edition)""",
    )
    yield Invariant(
        "applied_import_is_done",
        "What an import wrote and the word that it is done are one commit; here they differ.",
        """SELECT id, state, stage FROM analytics_metricimport
           WHERE (stage = 'applied') <> (state = 'done') AND stage <> 'reverted'""",
    )


def _of_mails() -> Iterator[Invariant]:
    """A mail that went out again because a person asked has a number of its own; unconfirmed ones are none of these."""
    yield Invariant(
        "report_week_goes_out_once",
        "A reader was sent the same week twice without anybody asking.",
        """SELECT reader_id, week_start, count(*) FROM analytics_reportmail
           WHERE delivery = 'sent' AND number = 1 GROUP BY 1, 2 HAVING count(*) > 1""",
    )
    yield Invariant(
        "report_mail_ends_as_its_work_does",
        "A mail's delivery and the state of its work contradict each other.",
        """SELECT id, state, delivery FROM analytics_reportmail
           WHERE (state = 'done') <> (delivery IN ('sent', 'skipped')) AND state <> 'dropped'
           OR state = 'failed' AND delivery NOT IN ('failed', 'unconfirmed') AND finished_at < now() - interval '1 minute'
           OR state = 'held' AND delivery <> 'unconfirmed'""",
    )


def _of_patterns() -> Iterator[Invariant]:
    yield Invariant(
        "patterns_are_looked_at_each_night",
        "A brand's current patterns were neither made nor confirmed for three days, and no person was told why.",
        """SELECT r.id, r.brand_id, r.confirmed_at FROM analytics_patternrun r
           WHERE r.is_current AND r.confirmed_at < now() - interval '3 days' AND NOT EXISTS (
               SELECT FROM analytics_patternwork w WHERE w.brand_id = r.brand_id AND w.state IN ('failed', 'held'))""",
    )
    yield Invariant(
        "runs_of_patterns_are_whole",
        "A run of patterns lacks a fit over all videos of one of its outcomes.",
        """SELECT r.id, count(f.id) FROM analytics_patternrun r
           LEFT JOIN analytics_patternfit f ON f.run_id = r.id AND f.scope = ''
           GROUP BY r.id HAVING count(f.id) = 0""",
    )
    yield Invariant(
        "forecasts_are_of_the_current_run",
        "A forecast stands there that is not of its brand's current run.",
        """SELECT v.id, v.run_id FROM analytics_videoforecast v JOIN analytics_patternrun r ON r.id = v.run_id
           WHERE NOT r.is_current""",
    )
    yield Invariant(
        "verdicts_are_numbers",
        "A verdict holds something that is not a number.",
        """SELECT id, lift, factor FROM analytics_patternverdict
           WHERE 'NaN' IN (lift, sd, factor, lo90, hi90, p_positive, p_over_10pct, s_value)
           OR 'Infinity' IN (lift, sd, factor, lo90, hi90)""",
    )
    yield Invariant(
        "only_believed_winners_are_shown",
        "A level is shown as winning that the estimate or the brand's own record does not let us call so.",
        """SELECT id, verdict, shown, chance FROM analytics_patternverdict
           WHERE shown = 'winner' AND (verdict <> 'winner' OR chance IS NULL)""",
    )


def _of_sums() -> Iterator[Invariant]:
    """Written apart from the roll-ups' own SQL: newest non-null reading by DISTINCT ON."""
    for column in ("video_views", "likes", "followers"):
        yield Invariant(
            f"account_day_{column}",
            "An account's day differs from its newest live reading, and is not marked to be rebuilt.",
            f"""WITH newest AS ({_newest("accountdayreading", "account_id, r.day", column)}),
                differ AS (
                    SELECT coalesce(d.brand_id, n.brand_id) AS brand_id, account_id, day,
                           d.{column} AS kept, n.{column} AS recomputed
                    FROM analytics_accountday d FULL JOIN newest n USING (account_id, day)
                    WHERE d.{column} IS DISTINCT FROM n.{column})
                SELECT * FROM differ WHERE {_not_stale("account", "AND m.day = differ.day")}""",
        )
    for column in ("views", "likes"):
        yield Invariant(
            f"video_total_{column}",
            "A video's total differs from its newest live reading, and no day of the brand's videos is marked to be rebuilt.",
            f"""WITH newest AS ({_newest("videoreading", "video_id", column)}),
                differ AS (
                    SELECT coalesce(d.brand_id, n.brand_id) AS brand_id, video_id,
                           d.{column} AS kept, n.{column} AS recomputed
                    FROM analytics_videototal d FULL JOIN newest n USING (video_id)
                    WHERE d.{column} IS DISTINCT FROM n.{column})
                SELECT * FROM differ WHERE {_not_stale("video")}""",
        )


def _newest(readings: str, grain: str, column: str) -> str:
    """The newest non-null `column` of live tables, by grain."""
    return f"""SELECT DISTINCT ON (r.{grain}) r.brand_id, r.{grain}, r.{column}
        FROM analytics_{readings} r JOIN analytics_importedtable t ON t.id = r.table_id AND t.live
        WHERE r.{column} IS NOT NULL ORDER BY r.{grain}, r.as_of DESC, r.table_id DESC"""


def _not_stale(grain: str, more: str = "") -> str:
    """Of a row of `differ`: no mark of its brand and this grain, `more` narrows which, says that it will be rebuilt."""
    mark = f"m.brand_id = differ.brand_id AND m.grain = '{grain}' {more}"
    return f"NOT EXISTS (SELECT FROM analytics_staleday m WHERE {mark})"
