"""Sale.nth and first_day: a customer's first, second … order within one shop, by instant, then order id.

Cancelled orders and samples are nothing bought: they have no number.
"""

from datetime import date

from django.db.backends.utils import CursorWrapper

from .kept import CANCELLED
from .told import Values

NUMBER = f"""
    WITH bought AS (
        SELECT s.id, s.nth AS before, s.ordered_at, s.order_id, s.shop, s.customer_key, s.day,
               NOT s.is_sample AND NOT {CANCELLED.format("s")} AS counts
        FROM customer c JOIN analytics_sale s
        ON s.brand_id = %(brand)s AND s.shop = c.shop AND s.customer_key = c.customer_key AND s.customer_key <> ''
    ), numbered AS (
        SELECT id, before,
               CASE WHEN counts THEN
                   row_number() OVER (PARTITION BY shop, customer_key, counts ORDER BY ordered_at, order_id) END AS nth,
               min(day) FILTER (WHERE counts) OVER (PARTITION BY shop, customer_key) AS first_day
        FROM bought
    )
    UPDATE analytics_sale s SET nth = n.nth, first_day = n.first_day FROM numbered n
    WHERE s.id = n.id AND (s.nth, s.first_day) IS DISTINCT FROM (n.nth::integer, n.first_day)
    RETURNING s.day, (n.before = 1, n.before > 1) IS DISTINCT FROM (n.nth = 1, n.nth > 1)
"""


def number(cursor: CursorWrapper, values: Values) -> set[date]:
    """The days on which an order became or ceased to be somebody's first one."""
    cursor.execute(NUMBER, values)
    return {day for day, is_other in cursor.fetchall() if is_other}
