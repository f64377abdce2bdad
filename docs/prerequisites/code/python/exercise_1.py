"""Exercise 1: predict what is printed; names, objects, comprehensions."""


def change(values: list[int], number: int) -> None:
    """Change the list in place; the new number stays inside."""
    values.append(number)
    number += 1


def replace(values: list[int]) -> None:
    """Give the local name to another list; the caller does not notice."""
    values = [0]
    values.append(1)


def main() -> None:
    """The five lines of the exercise."""
    losses, step = [3, 2], 1
    change(losses, step)
    replace(losses)
    print("A", losses, step)

    first = {"rate": 1, "sizes": [8, 4]}
    second = dict(first)
    second["rate"] = 2
    second["sizes"].append(2)
    print("B", first)

    print("C", [n * n for n in range(6) if n % 2 == 1])
    print("D", {word: len(word) for word in ["a", "net", "a"]})
    words = ["loss", "rate", "step"]
    print("E", words[-1], words[:2], words[::-1][0], len(words[1:1]))


if __name__ == "__main__":
    main()
