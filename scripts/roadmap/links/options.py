"""The options of the `links` verb, apart from what it does: no network code is loaded for them."""

import argparse
from pathlib import Path

from roadmap.links.formats import FORMATS
from roadmap.links.settings import Settings


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the verb."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="every address (the default)")
    which.add_argument(
        "--changed", nargs="?", const="origin/main", metavar="BASE",
        help="only lines changed since BASE (origin/main); remembers nothing",
    )  # fmt: skip
    which.add_argument("--list", action="store_true", help="only list addresses and places")
    which.add_argument("--sync", action="store_true", help="ask nothing; add and drop records only")
    parser.add_argument("--site", type=Path, metavar="DIR", help="also the links of a built site")
    parser.add_argument("--match", metavar="TEXT", help="only addresses that contain TEXT")
    parser.add_argument("--limit", type=int, metavar="N", help="at most N addresses")
    for name in FORMATS:
        parser.add_argument(
            f"--{name}", metavar="FILE", help=f"write the report as {name} (- here)"
        )
    usual = Settings()
    for option, value, says in (
        ("--pace", usual.pace, "least seconds between two requests to a host"),
        ("--request-limit", usual.request_limit, "seconds for one request"),
        ("--address-limit", usual.address_limit, "seconds for one try of an address"),
        ("--run-limit", usual.run_limit, "seconds for the whole run"),
        ("--backoff", usual.backoff, "seconds before the second try"),
    ):
        parser.add_argument(
            option, type=float, default=value, metavar="S", help=f"{says} ({value:g})"
        )
    parser.add_argument("--per-host", type=int, default=usual.per_host, metavar="N",
                        help=f"requests to a host at a time ({usual.per_host})")  # fmt: skip
    parser.add_argument("--allow-private", action="store_true",
                        help="also ask loopback and private addresses")  # fmt: skip
    parser.add_argument("--resume", action=argparse.BooleanOptionalAction, default=True,
                        help="go on where a killed run ended")  # fmt: skip
    parser.add_argument("--stand-in", action="append", default=[], metavar="HOST=ORIGIN",
                        help=argparse.SUPPRESS)  # fmt: skip
