"""TikTok → Settings → Download your data, as JSON (user_data_tiktok.json): when what was posted, and its likes to date.

No table but a tree, read by analytics/importing/post_history.py. The file also holds messages, logins and what was watched:
only the branch of posts is read.
"""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_data.posts",
    title=gettext_noop("TikTok: your data, posts"),
    kind="video",
    grain=("external_id",),
    columns=(Column("posts", ("Post.Posts.VideoList",), required=True),),
)
