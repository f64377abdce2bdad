"""A response body read within limits: what travels, what it unpacks to, and how it was cut."""

import codecs
import re
import zlib

# Deflate reaches 1032:1 on a constant; real pages stay below 50:1.
BOMB_RATIO = 150
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.I)


class Body:
    """Takes chunks as they come and keeps at most `decoded` bytes of what they unpack to."""

    def __init__(self, encoding: str, travelled: int, decoded: int) -> None:
        self.data = bytearray()
        self.cut = ""
        self.received = 0
        self._travelled, self._decoded = travelled, decoded
        # 47: zlib or gzip by its header. Raw deflate, which some servers send, is left as it is.
        self._unpack = zlib.decompressobj(47) if encoding in ("gzip", "deflate", "x-gzip") else None

    def feed(self, chunk: bytes) -> bool:
        """Take a chunk; False when no more is wanted."""
        self.received += len(chunk)
        room = self._decoded - len(self.data)
        if self._unpack is None:
            self.data += chunk[:room]
        else:
            try:
                self.data += self._unpack.decompress(chunk, max(room, 1))
            except zlib.error:
                self.cut = "broken"
                return False
        if len(self.data) >= self._decoded:
            is_bomb = self._unpack is not None and len(self.data) > BOMB_RATIO * self.received
            self.cut = "bomb" if is_bomb else "size"
        elif self.received >= self._travelled:
            self.cut = "size"
        return not self.cut


def decode(data: bytes, content_type: str) -> str:
    """The text of a body: declared charset, else that of a meta tag, else UTF-8; never raises."""
    header = re.search(r"charset\s*=\s*[\"']?([\w-]{2,40})", content_type, re.I)
    meta = _META.search(data[:2048])
    name = header.group(1) if header else meta.group(1).decode("ascii") if meta else "utf-8"
    try:
        info = codecs.lookup(name)
        if not info._is_text_encoding:  # `zip` is a codec as well
            name = "utf-8"
    except LookupError:
        name = "utf-8"
    try:
        return data.decode(name, errors="replace")
    except (UnicodeError, ValueError):
        return data.decode("utf-8", errors="replace")
