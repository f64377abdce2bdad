"""The table behind the timeline; years are checked against the catalogue."""

from pathlib import Path

import yaml

# --8<-- [start:table]
# year, label, id of the original in the catalogue ("" where it holds none)
MILESTONES = (
    (1943, "McCulloch and Pitts: threshold units", "mcculloch-pitts"),
    (1958, "Rosenblatt: perceptron", "perceptron"),
    (1969, "Minsky and Papert: limits of one layer", "perceptrons-book"),
    (1970, "Linnainmaa: reverse mode", ""),
    (1980, "Fukushima: neocognitron", "neocognitron"),
    (1982, "Werbos: reverse mode for networks", ""),
    (1986, "Rumelhart, Hinton, Williams: hidden units", "backprop"),
    (1989, "LeCun: convolutional net for zip codes", "lecun-1989"),
    (1994, "Bengio: why long memories are hard", "vanishing-1994"),
    (1997, "Hochreiter, Schmidhuber: LSTM", "lstm"),
    (2006, "Hinton, Salakhutdinov: deep autoencoders", "autoencoder"),
    (2009, "Deng: ImageNet", "imagenet"),
    (2012, "Krizhevsky: AlexNet", "alexnet"),
    (2017, "Vaswani: Transformer", "transformer"),
)
WINTERS = ((1974, 1980), (1987, 1993))  # as commonly dated; the first is disputed
# --8<-- [end:table]


def main() -> None:
    """Compare every year with the record of the original paper."""
    path = Path(__file__).parents[3] / "_data" / "papers.yml"
    records = {record["id"]: record for record in yaml.safe_load(path.read_text())}
    checked = [(year, key) for year, _, key in MILESTONES if key]
    assert all(records[key]["year"] == year for year, key in checked)
    assert [row[0] for row in MILESTONES] == sorted(row[0] for row in MILESTONES)
    print(f"{len(MILESTONES)} milestones, {len(checked)} agree with the catalogue")


if __name__ == "__main__":
    main()
