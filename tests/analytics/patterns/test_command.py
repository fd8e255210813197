"""`manage.py learn_patterns`: for analysts, on any table, without services."""

import json
import math
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from django.core.management import CommandError, call_command
from simulator import make_up

BASE = Path(__file__).resolve().parents[3]


def run(path, *options):
    out = StringIO()
    call_command("learn_patterns", str(path), *options, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def brand():
    return make_up(150, seed=2).frame


@pytest.fixture
def path(brand, tmp_path):
    path = tmp_path / "videos.csv"
    brand.to_csv(path, index=False)
    return path


COLUMNS = ["--published-at", "published_at", "--age-days", "age_days", "--followers", "followers", "--boosted", "boosted"]


def test_the_table_speaks_plainly(brand, path):
    lines = run(path, "--outcome", "views", "--facets", "hook, theme", *COLUMNS).splitlines()
    assert lines[0].startswith("150 videos, 0 left out")
    assert lines[3].split() == ["verdict", "factor", "90", "%", "range", "P(>1)", "n", "needs", "level"]
    levels = lines[4 : lines.index("", 4)]
    assert len(levels) == brand["hook"].nunique() + brand["theme"].nunique()
    assert {line.split()[0] for line in levels} <= {"winner", "promising", "average", "unproven", "losing"}
    assert "not proof of a cause" in lines[lines.index("", 4) + 1]


def test_json_is_one_document_without_nan(brand, path):
    def refuse(constant):
        raise AssertionError(constant)

    document = json.loads(run(path, "--outcome", "views", "--facets", "hook", *COLUMNS, "--json"), parse_constant=refuse)
    assert (document["reason"], document["videos"], len(document["levels"])) == (None, 150, brand["hook"].nunique())
    first = document["levels"][0]
    assert (first["facet"], first["level"]) == ("hook", "hook 0")
    assert math.log(first["factor"]) == pytest.approx(first["lift"])
    assert {type(level["still_needed"]) for level in document["levels"]} <= {int, type(None)}


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_other_separators_and_encodings_give_the_same_answer(brand, path, tmp_path, separator, encoding):
    other = tmp_path / "other.csv"
    brand.to_csv(other, index=False, sep=separator, encoding=encoding)
    asked = ["--outcome", "views", "--facets", "hook,theme", "--json"]
    one, two = (json.loads(run(table, *asked)) for table in (path, other))
    assert one["levels"] == two["levels"]


def test_levels_stay_as_written_and_thousands_may_have_commas(tmp_path):
    path = tmp_path / "videos.csv"
    rows = [f'{"01" if row % 2 else "1"},"{(row + 1) * 1000:,}"' for row in range(20)]
    path.write_text("\n".join(["hour,views", *rows, "", "01,"]))
    document = json.loads(run(path, "--outcome", "views", "--facets", "hour", "--json"))
    assert [level["level"] for level in document["levels"]] == ["01", "1"]
    assert (document["videos"], document["left_out"]) == (20, 1)


def test_hashtags_and_pairs_are_compared_too(brand, tmp_path):
    path = tmp_path / "videos.csv"
    tagged = pd.concat([brand, brand]).assign(tags=["#sale #new", "#sale", "#new", ""] * 75)
    tagged.to_csv(path, index=False)
    asked = ["--outcome", "views", "--facets", "hook,theme", "--hashtags", "tags", "--pairs", "hook:theme", "--json"]
    levels = json.loads(run(path, *asked))["levels"]
    assert {level["facet"] for level in levels} == {"hook", "theme", "hashtag", "hook × theme"}
    with pytest.raises(CommandError, match="a pair is of two facets: hooks"):
        run(path, *asked[:-2], "hooks:theme")


def test_too_little_is_a_sentence(tmp_path):
    path = tmp_path / "videos.csv"
    path.write_text("hook,views\na,1\nb,2\n")
    assert "No answer: only 2 videos have a usable outcome; at least 8 are needed." in run(
        path, "--outcome", "views", "--facets", "hook"
    )
    assert json.loads(run(path, "--outcome", "views", "--facets", "hook", "--json"))["levels"] == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"just words\nand more\n", "is not a table: its first line has no comma, semicolon or tab"),
        (b"PK\x03\x04\x00\x00rest of a zip", "is not a table: it is no text"),
        (b"hook,views\na,1\n", "no such column: likes, theme"),
    ],
)
def test_what_is_wrong_is_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "videos.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(path, "--outcome", "likes", "--facets", "theme" if b"views" in content else "hook")
    assert sentence.split(": ")[0] in str(refused.value)
    assert str(refused.value).count("\n") == 0


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        run(tmp_path / "none.csv", "--outcome", "views", "--facets", "hook")


def test_it_runs_without_any_service(path):
    environment = {"PATH": os.environ["PATH"]}
    asked = [str(path), "--outcome", "views", "--facets", "hook", "--no-drift", "--half-life-days", "90", "--seed", "3"]
    command = [sys.executable, "manage.py", "learn_patterns", *asked]
    ended = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "hook = hook 0" in ended.stdout


@pytest.mark.samples
def test_a_real_brand():
    path = Path(os.environ.get("TKCOMMERCE_SAMPLES", BASE.parent / "shared/samples")) / "patterns/facebook_cosmetics.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    document = json.loads(run(path, "--outcome", "T_Reach", "--facets", "Type,Category", "--boosted", "Paid", "--json"))
    winners = {(level["facet"], level["level"]) for level in document["levels"] if level["verdict"] == "winner"}
    assert ("Type", "Status") in winners
