"""Settings that make a run over the local web short."""

from roadmap.links.settings import Settings

SHORT = Settings(
    request_limit=1.0,
    address_limit=3.0,
    backoff=0.05,
    pace=0.01,
    paces={},
    longest_wait=3.0,
    run_limit=60.0,
)
