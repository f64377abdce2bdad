"""Exercise 3: a vocabulary, from text to numbers and back."""

from collections import Counter

TEXT = "the cat sat on the mat the cat slept"


# --8<-- [start:vocabulary]
class Vocabulary:
    """Word <-> id; id 0 stands for every word that was not seen or too rare."""

    def __init__(self, text: str, least: int = 1):
        if least < 1:
            raise ValueError(f"least must be at least 1, got {least}")
        counts = Counter(text.split())
        kept = [word for word, n in counts.most_common() if n >= least]
        self.words = ["<unk>", *kept]
        self.ids = {word: i for i, word in enumerate(self.words)}

    def __len__(self) -> int:
        return len(self.words)

    def encode(self, text: str) -> list[int]:
        """Ids of the words; unknown words get 0."""
        return [self.ids.get(word, 0) for word in text.split()]

    def decode(self, ids: list[int]) -> str:
        """The words of the ids; an id that does not exist is an error."""
        if any(not 0 <= i < len(self) for i in ids):
            raise ValueError(f"ids must lie in 0..{len(self) - 1}, got {ids}")
        return " ".join(self.words[i] for i in ids)


# --8<-- [end:vocabulary]


def main() -> None:
    """Encode a seen and an unseen sentence; a bad id."""
    words = Vocabulary(TEXT)
    print(len(words), words.words)
    print(words.encode("the cat sat"), words.encode("the dog sat"))
    assert words.decode(words.encode(TEXT)) == TEXT
    print(words.decode(words.encode("the dog sat")))
    print(Vocabulary(TEXT, least=2).words)
    try:
        words.decode([1, -1])
    except ValueError as error:
        print("ValueError:", error)


if __name__ == "__main__":
    main()
