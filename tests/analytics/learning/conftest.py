import pytest
from videos_made import add_videos


@pytest.fixture
def winning(ours):
    """Ours, with 90 videos of which those that begin with a question are seen three times as often."""
    add_videos(ours, 90, lifts={"hook.question": 1.1})
    return ours
