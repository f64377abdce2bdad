"""What pandas does with small tables, in plain Python; then an array for a network."""

from collections.abc import Callable
from statistics import mean, median

import numpy as np

CUSTOMERS = """\
id,plan,monthly,left
1,basic,10,1
2,basic,,0
3,basic,14,1
4,pro,30,0
5,pro,34,0
6,pro,,1
"""
CALLS = """\
id,reason
1,price
1,outage
4,billing
9,price
"""


# --8<-- [start:tables]
Table = dict[str, list]  # column name -> cells; None: missing


def read_csv(text: str) -> Table:
    """Columns named by the header; a type is guessed per column."""
    header, *rows = (line.split(",") for line in text.splitlines())
    columns = zip(*rows, strict=True)
    return {n: convert(c) for n, c in zip(header, columns, strict=True)}


def convert(cells: tuple[str, ...]) -> list:
    """Numbers if every cell that is there is one, else text."""
    known = [cell or None for cell in cells]
    try:
        return [None if cell is None else float(cell) for cell in known]
    except ValueError:
        return known


def group_by(table: Table, by: str, column: str, f: Callable) -> dict:
    """Split the column by the key, apply f to each part, combine."""
    groups: dict = {}
    for key, value in zip(table[by], table[column], strict=True):
        part = groups.setdefault(key, [])
        if value is not None:  # skipped, not counted as 0
            part.append(value)
    return {key: f(part) for key, part in groups.items()}


def merge(left: Table, right: Table, on: str, how: str = "inner") -> Table:
    """Every pair of rows with equal keys; "left" keeps lonely left rows."""
    pairs: list[tuple[int, int | None]] = []
    for i, key in enumerate(left[on]):
        found = [j for j, other in enumerate(right[on]) if other == key]
        pairs += [(i, j) for j in found]
        if not found and how == "left":
            pairs.append((i, None))
    joined = {name: [cells[i] for i, _ in pairs] for name, cells in left.items()}
    for name, cells in right.items():
        if name != on:
            joined[name] = [None if j is None else cells[j] for _, j in pairs]
    return joined


# --8<-- [end:tables]


# --8<-- [start:array]
def to_array(
    table: Table, plans: list, fill: float, mu: float, sd: float
) -> np.ndarray:
    """(N, d): one column per plan, standardized price, was it missing?"""
    price = np.array([fill if p is None else p for p in table["monthly"]])
    gone = np.array([p is None for p in table["monthly"]])  # (N,)
    hot = np.array([[p == q for q in plans] for p in table["plan"]])  # (N, K)
    return np.column_stack([hot, (price - mu) / sd, gone])


# --8<-- [end:array]


def rows(table: Table, start: int, stop: int) -> Table:
    """Some rows of a table."""
    return {name: cells[start:stop] for name, cells in table.items()}


def statistics(train: Table) -> tuple[list, float, float, float]:
    """Categories, median, mean and deviation, from the training rows only."""
    plans = sorted(set(train["plan"]))
    fill = median(p for p in train["monthly"] if p is not None)
    filled = np.array([fill if p is None else p for p in train["monthly"]])
    return plans, fill, float(filled.mean()), float(filled.std())


def main() -> None:
    """Print and assert the numbers of the page."""
    customers, calls = read_csv(CUSTOMERS), read_csv(CALLS)
    print("monthly:", customers["monthly"])
    for f in (len, mean):
        means = group_by(customers, "plan", "monthly", f)
        print(f"{f.__name__} of monthly per plan:", means)
    shares = group_by(customers, "plan", "left", mean)
    print("share who left:", {k: round(v, 4) for k, v in shares.items()})
    zero = dict(customers, monthly=[p or 0 for p in customers["monthly"]])
    zeros = group_by(zero, "plan", "monthly", mean)
    print("mean with 0 for missing:", {k: round(v, 2) for k, v in zeros.items()})

    joined = merge(customers, calls, on="id", how="left")
    before, after = mean(customers["left"]), mean(joined["left"])
    print(f"left: {before:.4f} of 6 rows; {after:.4f} of {len(joined['id'])} rows")
    assert (before, after) == (3 / 6, 4 / 7)

    a = {"id": [1.0, 2.0, 3.0], "plan": ["basic", "pro", "basic"]}
    b = {"id": [1.0, 1.0, 4.0], "reason": ["price", "outage", "billing"]}
    for how in ("inner", "left"):
        table = merge(a, b, on="id", how=how)
        print(f"{how} merge:")
        for row in zip(*(table[n] for n in ("id", "plan", "reason")), strict=True):
            print("  ", *row)
    assert len(merge(a, b, "id")["id"]) == 2
    assert len(merge(a, b, "id", "left")["id"]) == 4

    train, test = rows(customers, 0, 4), rows(customers, 4, 6)
    plans, fill, mu, sd = statistics(train)
    print(f"training rows: median {fill}, mean {mu}, deviation {sd:.4f}")
    print(f"median of all rows: {statistics(customers)[1]}")
    for name, part in (("train", train), ("test", test)):
        print(f"{name}, columns {plans}, price, missing")
        for row in to_array(part, plans, fill, mu, sd):
            print("  " + " ".join(f"{v:7.4f}" for v in row))
    x = to_array(train, plans, fill, mu, sd)
    assert x.shape == (4, 4)
    assert np.allclose([x[:, 2].mean(), x[:, 2].std()], [0, 1])


if __name__ == "__main__":
    main()
