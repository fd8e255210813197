"""What a killed reader leaves in the temporary directory is swept away an hour later; what is in use stays."""

import os
import tempfile
import time

import pytest

from analytics.importing.working_folders import LEFT_AFTER, forget_left_behind, working_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(temporary, name, *, seconds_ago, file_seconds_ago=None):
    folder = temporary / name
    folder.mkdir()
    (folder / "rows.0").write_text("1\n")
    for path, ago in ((folder / "rows.0", file_seconds_ago or seconds_ago), (folder, seconds_ago)):
        os.utime(path, (time.time() - ago, time.time() - ago))
    return folder


def test_only_folders_of_ours_that_nobody_writes_in_are_swept(temporary):
    old, now = LEFT_AFTER + 60, 5
    killed = left(temporary, "tkcommerce-import-a", seconds_ago=old)
    left(temporary, "tkcommerce-import-b", seconds_ago=now)
    left(temporary, "tkcommerce-import-c", seconds_ago=old, file_seconds_ago=now)
    foreign = left(temporary, "other-d", seconds_ago=old)
    temporary.joinpath("tkcommerce-import-link").symlink_to(foreign)

    assert forget_left_behind() == 1
    assert not killed.exists()
    kept = {"tkcommerce-import-b", "tkcommerce-import-c", "tkcommerce-import-link", "other-d"}
    assert {path.name for path in temporary.iterdir()} == kept
    assert (foreign / "rows.0").exists()


def test_a_working_folder_goes_with_its_object_and_is_recognised(temporary):
    with working_folder() as name:
        os.utime(name, (0, 0))
        assert forget_left_behind() == 1
    assert list(temporary.iterdir()) == []
