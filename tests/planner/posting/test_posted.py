"""Recording posted videos, beside what else writes about them at the same moment."""

from datetime import date

import psycopg
import pytest
from django.db import connection, transaction
from factories import make_account, make_brand, make_posted_video

from planner.posting.posted import PostedVideo, record_posted_videos

DAY = date(2026, 11, 1)


@pytest.mark.django_db(transaction=True)
def test_a_roll_up_of_the_same_videos_need_not_wait():
    """It holds what the import asks for next: each waiting for the other, the database would end one of them."""
    account = make_account(make_brand("busy"))
    make_posted_video(account, DAY, external_id="7")
    told = PostedVideo("7", DAY, None, "a new caption", "", "video", is_newest=True)
    with transaction.atomic(), psycopg.connect(**connection.get_connection_params()) as other:
        record_posted_videos(brand=account.brand, account=account, videos=[told])
        other.execute("SELECT FROM planner_video FOR KEY SHARE NOWAIT")  # as the foreign keys of its rows do
