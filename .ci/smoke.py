# ruff: noqa: INP001 - a script, not a package
"""The first command of the README, as a newcomer runs it: clone, start, sign in, import a file, see it, stop.

Standard library only. Ends with exit code 0 and "smoke: passed", or with a traceback after the launcher's lines.
"""

import csv
import http.cookiejar
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import uuid
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DATA_DIR", "SITE_URL", "EMAIL_BACKEND", "VIRTUAL_ENV")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in OURS}
FIRST_START, NEXT_START = 60, 10  # seconds that the two starts may take (here: only told)
VIEWS = 8_765_432  # on one day: no day of the demo brand comes near


class Browser:
    """Cookies, CSRF and redirects; no JavaScript, which no page needs."""

    def __init__(self, site: str):
        self._site = site
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies, urllib.request.ProxyHandler({}))

    def get(self, path: str) -> str:
        with self._opener.open(self._site + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, page: str, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None) -> str:
        """Send the form that stands on `page` to `path`."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(page))[1]
        kind, body = _multipart({"csrfmiddlewaretoken": token, **fields}, files or {})
        request = urllib.request.Request(self._site + path, body, {"Content-Type": kind})
        with self._opener.open(request, timeout=60) as answer:
            return answer.read().decode()


def _multipart(fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[str, bytes]:
    edge = uuid.uuid4().hex
    parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
    parts += [(f'name="{name}"; filename="{file}"', content) for name, (file, content) in files.items()]
    head = f"--{edge}\r\nContent-Disposition: form-data; "
    body = b"".join(head.encode() + label.encode() + b"\r\n\r\n" + value + b"\r\n" for label, value in parts)
    return f"multipart/form-data; boundary={edge}", body + f"--{edge}--\r\n".encode()


class Quickstart:
    """`python3 manage.py quickstart` in a clone, its lines kept and shown."""

    def __init__(self, clone: Path, data_dir: Path, port: int):
        self._log = data_dir.parent / f"log-{time.monotonic()}"
        self._began = time.monotonic()
        with self._log.open("w") as out:
            command = ["python3", "manage.py", "quickstart", "--port", str(port), "--data-dir", str(data_dir)]
            self._process = subprocess.Popen(command, cwd=clone, env=ENVIRONMENT, stdout=out, stderr=subprocess.STDOUT)

    @property
    def output(self) -> str:
        return self._log.read_text()

    def until_ready(self) -> float:
        """Seconds from the command to the block with the address."""
        while "Ctrl-C stops everything" not in self.output:
            assert self._process.poll() is None, f"ended with {self._process.returncode}"
            assert time.monotonic() - self._began < 300, "not ready after 300 s"
            time.sleep(0.1)
        return time.monotonic() - self._began

    def stop(self) -> None:
        """SIGTERM: exit code 0, and no process that says `manage.py quickstart` or belongs to its data is left."""
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(timeout=60)
        assert code == 0, f"exit code {code} after SIGTERM"

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            self._process.wait(timeout=60)


def processes_about(place: Path) -> list[str]:
    """Command lines of live processes that work in, or were started out of, `place`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if words and int(process.name) != os.getpid() and f"{place}/" in words + str((process / "cwd").readlink()) + "/":
                found.append(words)
        except OSError:  # ended meanwhile
            continue
    return found


def studio_zip(day: date) -> tuple[str, bytes]:
    """What TikTok Studio gives for three days, `day` the last, with a number that nobody else has."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(["Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares"])
    for back in (2, 1, 0):
        then = day - timedelta(days=back)
        writer.writerow([f"{then:%B} {then.day}", VIEWS if back == 0 else 1000, 10, 5, 4, 3])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Overview.csv", "\ufeff" + table.getvalue())
    return "Overview.zip", packed.getvalue()


def use(site: str, sign_in: tuple[str, str]) -> None:
    """Sign in, upload, say yes to the preview, find the number on the dashboard."""
    browser = Browser(site)
    browser.post("/account/login/", "/account/login/", {"login": sign_in[0], "password": sign_in[1]})
    day = datetime.now(UTC).date() - timedelta(days=2)
    browser.post("/b/demo/imports/", "/b/demo/imports/upload/", {}, {"files": studio_zip(day)})
    deadline = time.monotonic() + 120
    while not (asked := re.search(r"/b/demo/imports/\d+/apply/", page := browser.get("/b/demo/imports/"))):
        assert time.monotonic() < deadline, f"no preview waits for a yes:\n{page}"
        time.sleep(1)
    browser.post("/b/demo/imports/", asked[0], {})
    while str(VIEWS) not in re.sub(r"[,\s]", "", page := browser.get("/b/demo/dashboard/")):
        assert time.monotonic() < deadline, f"{VIEWS} is not on the dashboard:\n{page}"
        time.sleep(1)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tkcommerce-smoke-") as place:
        os.chmod(place, 0o755)  # PostgreSQL, under root, runs as nobody and has to get in
        clone, data_dir = Path(place) / "clone", Path(place) / "data"
        subprocess.run(["git", "clone", "--quiet", CHECKOUT, clone], check=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        started = Quickstart(clone, data_dir, port)
        try:
            print(f"smoke: first start, packages included: {started.until_ready():.1f} s (aim: {FIRST_START})", flush=True)
            use(f"http://127.0.0.1:{port}", re.search(r"^  (\S+@\S+)  password (\S+)", started.output, re.MULTILINE).groups())
            check = ["python3", "manage.py", "makemigrations", "--check", "--dry-run"]
            subprocess.run(check, cwd=clone, env=ENVIRONMENT | {"DATA_DIR": str(data_dir)}, check=True)
            started.stop()
            started = Quickstart(clone, data_dir, port)
            print(f"smoke: next start: {started.until_ready():.1f} s (aim: {NEXT_START})", flush=True)
            started.stop()
            assert processes_about(Path(place)) == [], processes_about(Path(place))
        except BaseException:
            print(started.output, file=sys.stderr)
            raise
        finally:
            started.end()
    print("smoke: passed")


if __name__ == "__main__":
    main()
