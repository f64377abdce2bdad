"""What the standard library gives: settings, counting, files, laziness."""

import json
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from scratch import Dataset, batches


# --8<-- [start:standard]
@dataclass(frozen=True)
class Config:
    """Settings of a run; @dataclass writes __init__ and a readable print."""

    rate: float = 0.01
    batch_size: int = 32


def settings_file(config: Config, folder: Path) -> Config:
    """Write the settings as JSON and read them back; `with` closes the file."""
    path = folder / "config.json"
    with path.open("w", encoding="utf-8") as file:
        json.dump(asdict(config), file)
    return Config(**json.loads(path.read_text(encoding="utf-8")))


def first_words(text: str, count: int) -> list[tuple[str, int]]:
    """The most frequent words, most frequent first."""
    return Counter(text.lower().split()).most_common(count)


# --8<-- [end:standard]


def main() -> None:
    """Show each of them."""
    config = Config(batch_size=2)
    print(config)
    with tempfile.TemporaryDirectory() as folder:
        assert settings_file(config, Path(folder)) == config
    try:
        config.rate = 1.0
    except AttributeError as error:
        print(type(error).__name__, error)
    print(first_words("the cat sat on the mat the end", 1))
    data = Dataset(list(range(1_000_000)), [0] * 1_000_000)
    first = islice(batches(data, config.batch_size), 2)  # the first two batches only
    print(list(first))


if __name__ == "__main__":
    main()
