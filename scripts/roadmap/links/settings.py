"""Limits and manners of a run. Times in seconds, sizes in bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

USER_AGENT = "deep-learning-roadmap-links/1.0 (checks each linked page once a week)"
# Hosts that ask for a slower pace than ours. arXiv: one request in three seconds.
SLOW_HOSTS = {"arxiv.org": 3.0, "export.arxiv.org": 3.0}


@dataclass(frozen=True)
class Settings:
    """How a run behaves; the defaults are those of the weekly run."""

    per_host: int = 2  # requests at a time
    pace: float = 0.5  # least time between two requests to a host
    paces: Mapping[str, float] = field(default_factory=lambda: MappingProxyType(SLOW_HOSTS))
    parallel: int = 64  # requests at a time over all hosts
    request_limit: float = 20.0  # one request with its body
    address_limit: float = 60.0  # all requests of one try of an address
    run_limit: float = 1800.0
    tries: int = 3
    backoff: float = 2.0  # first wait, doubled each time, with jitter
    longest_wait: float = 120.0  # a Retry-After beyond this ends the tries
    hops: int = 10
    give_up_after: int = 3  # time-outs, or refusals, in a row: the host is asked no more
    bytes_read: int = 512 * 1024  # of the body, as it travels
    bytes_decoded: int = 2 * 1024 * 1024
    allow_private: bool = False
    # Stand-ins for hosts: "www.youtube.com" -> "http://127.0.0.1:8000". For tests and benches.
    stand_ins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    user_agent: str = USER_AGENT

    def pace_of(self, host: str) -> float:
        """Least time between two requests to `host`; never faster than the general pace."""
        return max(self.pace, self.paces.get(host, 0.0))
