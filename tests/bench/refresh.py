"""Refreshing many feeds, beside newsboat on the same feeds in the same run.

Feeds of invented items are served on the loopback interface by a process of their own. Prints the
seconds and the peak memory of: the first refresh; one in which nothing is new; and for newsboat,
where it is installed, the same. What newsboat does not do (grouping, comparing) is in our figures.

    python -m tests.bench.refresh [FEEDS [ITEMS]]      200 feeds of 500 items unless said
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

_FEEDS, _ITEMS = 200, 500
_CHARACTERS = 600
"""Of an item's text, as in the published measurements of newsboat (its issue 3210)."""
_SEED = 20_261
_SYLLABLES = re.findall(
    "[a-z]+", "ba be do fa ga ki lo mu na or pe qui ra sol tu ver wan xe yor zi"
)


_COMPILE = "import reader.cli.main, reader.services.refresh, reader.services.archived"
"""What loads most of the program, so that the first refresh does not compile it."""


def words(draw: random.Random) -> Iterator[str]:
    """Yield invented words, a sentence's end now and then."""
    while True:
        for place in range(draw.randint(8, 18)):
            word = "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4)))
            yield word.title() if place == 0 else word
        yield "."


def text(draw: random.Random) -> str:
    """Return invented prose."""
    made, size = [], 0
    for word in words(draw):
        made.append(word)
        size += len(word) + 1
        if size > _CHARACTERS and word == ".":
            return " ".join(made).replace(" .", ".")
    raise AssertionError("words never end")


def feed(number: int, items: int) -> bytes:
    """Return a feed as Atom."""
    draw = random.Random(_SEED + number)
    entries = "".join(
        f"<entry><id>urn:{number}:{item}</id><title>{escape(' '.join(text(draw).split()[:8]))}"
        f'</title><link href="https://outlet{number}.example/{item}"/>'
        f"<updated>2026-03-{1 + item % 28:02d}T0{item % 10}:00:00Z</updated>"
        f'<content type="html">&lt;p&gt;{text(draw)}&lt;/p&gt;</content></entry>'
        for item in range(items)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Outlet {number}</title><id>urn:{number}</id>"
        f'<link href="https://outlet{number}.example/"/><updated>2026-03-01T00:00:00Z</updated>'
        f"{entries}</feed>"
    ).encode()


def _serve(feeds: int, items: int, port: Connection) -> None:
    documents = {f"/{number}": feed(number, items) for number in range(feeds)}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = documents[self.path]
            tag = f'"{self.path[1:]}"'
            # newsboat 2.21 sends an entity tag back without its quotation marks.
            if self.headers.get("If-None-Match", "").strip('"') == tag.strip('"'):
                self.send_response(304)
                self.send_header("ETag", tag)
                self.end_headers()
                return
            self.send_response(200)
            self.send_header("Content-Type", "application/atom+xml")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("ETag", tag)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port.send(server.server_address[1])
    server.serve_forever()


@contextmanager
def serving(feeds: int, items: int) -> Iterator[list[str]]:
    """Serve feeds from another process and give their addresses."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(feeds, items, there), daemon=True)
    process.start()
    port = here.recv()
    try:
        yield [f"http://127.0.0.1:{port}/{number}" for number in range(feeds)]
    finally:
        process.terminate()
        process.join()


def measured(command: Sequence[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """Run a command; return its seconds, its CPU seconds and its peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        assert process.stderr is not None
        print(process.stderr.read().decode("utf-8", "replace")[:500])
    return seconds, usage.ru_utime + usage.ru_stime, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def _tell(what: str, figures: tuple[float, float, float]) -> None:
    seconds, cpu, memory = figures
    print(f"{what:34s} {seconds:7.2f} s  {cpu:7.2f} s CPU  {memory:6.0f} MB", flush=True)


def ours(addresses: Sequence[str], folder: Path) -> None:
    """Refresh our archive twice, as for who has installed the program: with its byte code."""
    (folder / "urls").write_text("\n".join(addresses), "utf-8")
    environment = {
        "READER_ARCHIVE": str(folder / "archive.sqlite"),
        "READER_CONFIG": str(folder / "config.toml"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    reader = [sys.executable, "-m", "reader"]
    # Addresses of a list are not typed by a person, so that private ones would be refused.
    adding = "import sys; from tests.bench.refresh import subscribe; subscribe(sys.argv[1:])"
    measured([sys.executable, "-c", adding, *addresses], environment)
    measured([sys.executable, "-c", _COMPILE], environment)
    _tell("reader, first refresh", measured([*reader, "refresh"], environment))
    for _ in range(3):
        _tell("reader, nothing new", measured([*reader, "refresh"], environment))
    _tell("reader list --limit 20", measured([*reader, "list", "--limit", "20"], environment))
    _tell("reader search", measured([*reader, "search", "babado", "lomuna*"], environment))
    size = (folder / "archive.sqlite").stat().st_size / 1e6
    print(f"{'the archive':34s} {size:7.0f} MB")


def subscribe(addresses: Sequence[str]) -> None:
    """Subscribe to addresses as if a person had typed them."""
    from reader.archive import feeds
    from reader.archive.connection import Archive

    with Archive(Path(os.environ["READER_ARCHIVE"])).writing() as connection:
        for address in addresses:
            feeds.add(connection, address, now=time.time(), typed=True)


def theirs(addresses: Sequence[str], folder: Path) -> None:
    """Refresh newsboat's cache twice."""
    program = shutil.which("newsboat")
    if program is None:
        print("newsboat: not installed (Debian's package newsboat)")
        return
    urls, cache, config = folder / "urls", folder / "cache.db", folder / "config"
    urls.write_text("\n".join(addresses), "utf-8")
    config.write_text("reload-threads 8\nmax-items 0\n", "utf-8")
    command = [program, "-u", str(urls), "-c", str(cache), "-C", str(config), "-x", "reload"]
    environment = {"HOME": str(folder), "TERM": "xterm"}
    _tell("newsboat, first refresh", measured(command, environment))
    for _ in range(3):
        _tell("newsboat, nothing new", measured(command, environment))


def main(arguments: Sequence[str]) -> int:
    counts = [*map(int, arguments), *(_FEEDS, _ITEMS)[len(arguments) :]]
    print(f"{counts[0]} feeds of {counts[1]} items")
    with serving(*counts) as addresses, tempfile.TemporaryDirectory() as folder:
        for name, run in (("reader", ours), ("newsboat", theirs)):
            own = Path(folder) / name
            own.mkdir()
            run(addresses, own)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
