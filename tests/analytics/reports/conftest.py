import pytest
from mail_server import mail_server


@pytest.fixture
def server(settings):
    """A real SMTP server that reports are sent to."""
    with mail_server(settings) as running:
        yield running
