"""Two brands of the same shape and three people: Aiko manages ours, Ben may only look, Chika belongs to theirs."""

import os
import sys
from pathlib import Path

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as manage.py does, before numpy is loaded
sys.path.insert(0, str(Path(__file__).parent))  # `import factories`, `import oracles` from every test

from chat_server import ChatServer  # noqa: E402 (found only through the line above)
from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.translation.reloader import translation_file_changed  # noqa: E402
from factories import join, make_brand, make_user  # noqa: E402 (found only through the line above)

from tkcommerce.brands.models import Role  # noqa: E402
from tkcommerce.translations import CATALOGUE, compile_catalogue  # noqa: E402


@pytest.fixture(scope="session", autouse=True)
def japanese():
    """Tests read the catalogue as it stands; git keeps only its source."""
    compile_catalogue()
    translation_file_changed(None, CATALOGUE.with_suffix(".mo"))


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    """One round of hashing: the real one costs 0.2 s for each person a test makes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _static_directory():
    """Whitenoise warns of a missing one."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _static_files_as_they_stand(settings):
    """No collectstatic before a test: names stay plain, and the live server finds the files where they lie."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture
def ours(db):
    return make_brand("ours", name="しずくの庭")


@pytest.fixture
def theirs(db):
    return make_brand("theirs", name="Theirs")


@pytest.fixture
def aiko(ours):
    user = make_user("aiko@example.com", name="Aiko")
    join(user, ours, Role.MANAGER)
    return user


@pytest.fixture
def ben(ours):
    user = make_user("ben@example.com", name="Ben")
    join(user, ours, Role.VIEWER)
    return user


@pytest.fixture
def chika(theirs):
    user = make_user("chika@example.com", name="Chika")
    join(user, theirs, Role.OWNER)
    return user


@pytest.fixture
def as_aiko(client, aiko):
    client.force_login(aiko)
    return client


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


@pytest.fixture
def as_chika(client, chika):
    client.force_login(chika)
    return client


@pytest.fixture
def chat_server(tmp_path, monkeypatch):
    """A chat that can be posted to, on this machine, with a certificate that only this test trusts."""
    server = ChatServer(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    yield server
    server.close()


@pytest.fixture(autouse=True)
def _english():
    """What a test itself says is English; requests and mails choose the language of their reader."""
    with translation.override("en"):
        yield
