"""Baselines that a network has to beat, on the same parts of the data."""

import warnings

import starter
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

MODELS = {
    "Most frequent digit": DummyClassifier(strategy="most_frequent"),
    "Nearest mean image": NearestCentroid(),
    "Logistic regression": LogisticRegression(max_iter=2000),
    "3 nearest neighbors": KNeighborsClassifier(n_neighbors=3),
}


def scores(data: starter.Data) -> dict[str, dict[str, float]]:
    """Validation and test accuracy of every baseline, fitted on the training part."""
    found = {}
    with warnings.catch_warnings():
        # NearestCentroid mentions the corner pixels, which are the same in all images.
        warnings.simplefilter("ignore", UserWarning)
        for name, model in MODELS.items():
            model.fit(*data.train)
            found[name] = {
                "valid": round(model.score(*data.valid), 4),
                "test": round(model.score(*data.test), 4),
            }
    return found


if __name__ == "__main__":
    for name, score in scores(starter.load(starter.options().data)).items():
        valid, test = 100 * score["valid"], 100 * score["test"]
        print(f"{name:20} valid {valid:.1f}%  test {test:.1f}%")
