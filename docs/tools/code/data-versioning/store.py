"""The idea behind data versioning: a store in which the name is the content's hash."""

import hashlib
import tempfile
from pathlib import Path


# --8<-- [start:store]
def put(store: Path, content: bytes) -> str:
    """Keep the content under its hash; the same content is kept once."""
    name = hashlib.md5(content, usedforsecurity=False).hexdigest()
    (store / name).write_bytes(content)
    return name


def get(store: Path, name: str) -> bytes:
    """The content with this hash. Raises ValueError when it was changed."""
    content = (store / name).read_bytes()
    if hashlib.md5(content, usedforsecurity=False).hexdigest() != name:
        raise ValueError(f"{name} was damaged")
    return content


# --8<-- [end:store]

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        store = Path(name)
        # --8<-- [start:use]
        first = put(store, b"x,y\n1,2\n")
        second = put(store, b"x,y\n1,2\n3,4\n")
        again = put(store, b"x,y\n1,2\n")
        print("first ", first)
        print("second", second)
        print("again ", again)
        print("contents kept:", len(list(store.iterdir())))
        print("first version:", get(store, first))
        # --8<-- [end:use]
        assert first == again != second
        (store / first).write_bytes(b"x,y\n1,9\n")
        try:
            get(store, first)
        except ValueError as error:
            print("after tampering:", str(error)[-11:])
