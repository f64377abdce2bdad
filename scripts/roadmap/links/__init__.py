"""Checks external addresses and remembers, with dates, how each one stood.

Why an engine of our own stands beside the linkchecker package. For the pages of the built site
linkchecker is right: it crawls them over a local server and finds dead pages and assets (see
tests/links/test_internal.py; fragments are checked by tests/test_site.py, because linkchecker's
anchor plugin parses a page once for each anchor). For external addresses it is not: it knows ok
and error only, so that a removed video, a soft 404 and a parked domain are fine to it, while a
login wall or one 503 is an error; and a host that hangs holds up its whole run.

The client is aiohttp: it is released often, takes a resolver of ours (so the address that was
vetted is the address that is connected to), hands over the body undecoded and chunk by chunk (so
that a compressed bomb costs no memory), and leaves each redirect to the caller. Only `fetch` and
`resolve` import it: building the site needs no network code.
"""
