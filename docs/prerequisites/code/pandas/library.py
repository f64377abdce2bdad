"""The same in pandas, checked against scratch.py."""

import warnings
from io import StringIO

import numpy as np
import pandas as pd
import scratch


# --8<-- [start:library]
def customers() -> dict:
    """read_csv, groupby, merge and an array, in pandas."""
    df = pd.read_csv(StringIO(scratch.CUSTOMERS))  # or a file name
    calls = pd.read_csv(StringIO(scratch.CALLS))
    prices = df.groupby("plan")["monthly"].mean()
    joined = df.merge(calls, on="id", how="left")

    counts = calls.groupby("id").size().rename("calls")  # one row per id
    safe = df.merge(counts, on="id", how="left", validate="one_to_one")
    safe["calls"] = safe["calls"].fillna(0)

    train, test = df.iloc[:4], df.iloc[4:]
    fill = train["monthly"].median()
    filled = train["monthly"].fillna(fill)
    plans = sorted(train["plan"].unique())

    def to_array(part: pd.DataFrame) -> np.ndarray:
        plan = pd.Categorical(part["plan"], categories=plans)
        x = pd.get_dummies(pd.Series(plan, index=part.index))
        price = part["monthly"].fillna(fill)
        x["price"] = (price - filled.mean()) / filled.std(ddof=0)
        x["missing"] = part["monthly"].isna()
        return x.to_numpy(dtype="float64")  # (N, 4)

    arrays = [to_array(train), to_array(test)]
    return {"df": df, "prices": prices, "joined": joined, "safe": safe, "x": arrays}


# --8<-- [end:library]


def traps() -> None:
    """Claims of the table of failures."""
    df = pd.DataFrame({"x": [1, 2], "k": ["a", None]})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        df[df["x"] > 1]["x"] = 0
    print("chained assignment warns:", caught[0].category.__name__)
    assert df["x"].tolist() == [1, 2]
    df.loc[df["x"] > 1, "x"] = 0
    assert df["x"].tolist() == [1, 0]
    print("groups with a missing key:", len(df.groupby("k").size()), "of 2 rows")
    left, right = pd.Series([1, 2], index=[0, 1]), pd.Series([1, 2], index=[5, 6])
    print("sum with other labels:", (left + right).tolist())
    text = pd.Series(["7", "1,200", "unknown"])
    print("to_numeric, coerce:", pd.to_numeric(text, errors="coerce").tolist())
    ids = pd.DataFrame({"id": [1, 2]}).merge(
        pd.DataFrame({"id": [1], "agent": [7]}), on="id", how="left"
    )
    print("whole numbers after a left merge:", ids["agent"].dtype)
    try:
        pd.DataFrame({"id": [1]}).merge(
            pd.DataFrame({"id": [1, 1]}), on="id", validate="many_to_one"
        )
    except pd.errors.MergeError:
        print("validate: MergeError")


def main() -> None:
    """Compare with scratch.py."""
    found = customers()
    df = found["df"]
    print(df.dtypes.to_string())
    print("missing:", df.isna().sum().to_dict())
    table = scratch.read_csv(scratch.CUSTOMERS)
    ours = scratch.group_by(table, "plan", "monthly", scratch.mean)
    assert found["prices"].to_dict() == ours
    joined = scratch.merge(table, scratch.read_csv(scratch.CALLS), "id", "left")
    assert found["joined"]["id"].tolist() == joined["id"]
    print(found["safe"].to_string(index=False))
    train = scratch.rows(table, 0, 4)
    values = scratch.statistics(train)
    for x, part in zip(found["x"], (train, scratch.rows(table, 4, 6)), strict=True):
        assert np.allclose(x, scratch.to_array(part, *values))
    print("groups, merge and arrays agree with scratch.py")
    traps()


if __name__ == "__main__":
    main()
