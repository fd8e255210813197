"""One brand's week, read from the database."""

from datetime import datetime

from analytics.reports.content import WeeklyContent
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days


def build_content(brand: Brand, week: Days, *, now: datetime) -> WeeklyContent:
    """What is known at `now` of the brand's week, days of its zone. The only reader of the database among the reports; a constant
    number of queries."""
    raise NotImplementedError
