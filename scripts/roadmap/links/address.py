"""What an address is before anything is asked: its parts, safe spelling, whether it is private."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from socket import inet_aton
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit, urlunsplit

import idna

# Names that RFC 2606 and RFC 6761 keep out of the DNS: they are never looked up.
RESERVED = ("invalid", "test", "example", "onion", "local", "internal")
_NAT64 = IPv6Network("64:ff9b::/96")
_SAFE = "!$%&'()*+,/:;=?@~"
_NAME = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_ARXIV = re.compile(r"/(?:abs|pdf|html)/(.+?)(?:v\d+)?(?:\.pdf)?$")


class InvalidAddressError(ValueError):
    """An address that no request can be made from."""


@dataclass(frozen=True)
class Address:
    """An http(s) address in the spelling that is sent; `fragment` is decoded and not sent."""

    url: str
    host: str
    fragment: str = ""

    @property
    def full(self) -> str:
        """The address with its fragment."""
        return f"{self.url}#{quote(self.fragment, safe=_SAFE)}" if self.fragment else self.url

    @property
    def path(self) -> str:
        """The path, `/` when the address has none."""
        return urlsplit(self.url).path or "/"

    @property
    def query(self) -> dict[str, str]:
        """The query as a dict; the first value of a key counts."""
        return {key: values[0] for key, values in parse_qs(urlsplit(self.url).query).items()}


def parse(url: str) -> Address:
    """The address; raises InvalidAddressError with the reason."""
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise InvalidAddressError("a blank, control character or backslash in it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidAddressError(str(error)) from None
    if parts.scheme not in ("http", "https"):
        raise InvalidAddressError(f"not http or https: {parts.scheme[:20] or 'no scheme'}")
    if parts.username is not None or parts.password is not None:
        raise InvalidAddressError("a user name in it")
    host = _host(parts.hostname or "")
    shown = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    place = shown if port in (None, usual) else f"{shown}:{port}"
    path = quote(parts.path or "/", safe=_SAFE)
    sent = SplitResult(parts.scheme, place, path, quote(parts.query, safe=_SAFE), "")
    return Address(urlunsplit(sent), host, unquote(parts.fragment))


def _host(name: str) -> str:
    """The host in ASCII; raises InvalidAddressError."""
    if not name:
        raise InvalidAddressError("no host in it")
    if ip := literal(name):
        return str(ip)
    try:
        # Not the codec of the standard library: browsers keep the sharp s since IDNA 2008.
        ascii_name = name if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
        ascii_name = ascii_name.lower()
    except UnicodeError:
        raise InvalidAddressError(f"not a host name: {name[:80]}") from None
    labels = ascii_name.rstrip(".").split(".")
    if len(ascii_name) > 253 or not all(_NAME.fullmatch(label) for label in labels):
        raise InvalidAddressError(f"not a host name: {name[:80]}")
    return ascii_name


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host is written as, in any way clients accept; None for a name."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        pass
    if not re.fullmatch(r"(?:(?:0x[0-9a-f]*|\d+)\.){0,3}(?:0x[0-9a-f]*|\d+)", host, re.I):
        return None
    try:
        return IPv4Address(inet_aton(host))
    except (OSError, ValueError):
        return None


def is_reserved(host: str) -> bool:
    """Whether the name can never be a public host."""
    return host.rstrip(".").rpartition(".")[2] in RESERVED


def is_private(ip: str) -> bool:
    """Whether an IP address is anything but a public one; unwraps IPv4 inside IPv6."""
    address = ip_address(ip.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_private(str(inner))
    return not address.is_global or address.is_multicast


def same_page(url: str) -> str:
    """A key that is equal for spellings of one page: scheme, www, slash, video and paper forms."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path, query = parts.path.rstrip("/"), parts.query
    if host == "youtu.be":
        host, path, query = "youtube.com", "/watch", f"v={path.lstrip('/')}"
    if host == "youtube.com":
        given = parse_qs(query)
        wanted = "v" if path == "/watch" else "list"
        query = f"{wanted}={given[wanted][0]}" if wanted in given else ""
    paper = _ARXIV.match(path) if host.endswith("arxiv.org") else None
    if paper:
        path = f"/abs/{paper.group(1)}"
    if host == "dx.doi.org":
        host = "doi.org"
    return f"{host}{unquote(path)}?{query}#{parts.fragment}"
