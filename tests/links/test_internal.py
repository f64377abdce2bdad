"""The pages of the built site, crawled by linkchecker over a local server: dead pages and assets.

Its anchor plugin stays off: it parses a page once for each anchor. tests/test_site.py checks
the anchors in one pass. A planted fault shows that the crawl sees anything at all.
"""

import csv
import subprocess
import sys
from pathlib import Path

from browser import QuietHandler, served

CONFIG = "[checking]\nmaxrequestspersecond=1000\nthreads=4\n[filtering]\ncheckextern=0\n"


class Handler(QuietHandler):
    """Tells linkchecker that it may ask quickly; to others it is slow, one request in 0.35 s."""

    def end_headers(self) -> None:
        """Add the header that linkchecker looks for."""
        self.send_header("LinkChecker", "allow")
        super().end_headers()


def crawl(url: str, folder: Path) -> dict[str, str]:
    """Address -> result of each link below `url` that linkchecker does not find valid."""
    (folder / "linkcheckerrc").write_text(CONFIG)
    # Onto the standard output: as root, linkchecker becomes nobody, who may not write here.
    command = [
        Path(sys.executable).with_name("linkchecker"), "--config", folder / "linkcheckerrc",
        "--no-status", "--no-robots", "-o", "csv/utf-8", url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode in (0, 1), done.stderr
    lines = [line for line in done.stdout.splitlines() if line[:1] != "#"]
    rows = csv.DictReader(lines, delimiter=";")
    return {row["urlname"]: row["result"] for row in rows if row["valid"] != "True"}


def test_no_page_or_asset_is_dead(site_dir: Path, tmp_path: Path) -> None:
    with served(site_dir, Handler) as url:
        assert crawl(url, tmp_path) == {}


def test_the_crawl_finds_a_dead_page_and_a_dead_asset(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    page = "<a href=gone/>x</a><img src=gone.png><a href=fine.html>y</a><a href='#no-anchor'>z</a>"
    (tmp_path / "site/index.html").write_text(page)
    (tmp_path / "site/fine.html").write_text("fine")
    with served(tmp_path / "site", Handler) as url:
        assert set(crawl(url, tmp_path)) == {"gone/", "gone.png"}
