import pytest


@pytest.fixture
def own_media(settings, tmp_path):
    """A private storage of this test alone."""
    settings.MEDIA_ROOT = tmp_path
