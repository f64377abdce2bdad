"""The same workflow in scikit-learn, checked against scratch.py."""

import numpy as np
import scratch
import validation
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import (
    confusion_matrix,
    f1_score,
    precision_score,
    recall_score,
    roc_auc_score,
)
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.neighbors import NearestCentroid
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


# --8<-- [start:library]
def workflow() -> tuple[np.ndarray, float]:
    """Split, cross-validate on the training part, test once."""
    x, y = load_breast_cancer(return_X_y=True)  # (569, 30), (569,)
    x_train, x_test, y_train, y_test = train_test_split(
        x, y, test_size=0.2, stratify=y, random_state=0
    )
    # fit() of the pipeline learns scaling and model from the same rows
    model = make_pipeline(StandardScaler(), NearestCentroid())
    folds = cross_val_score(model, x_train, y_train, cv=5)
    return folds, model.fit(x_train, y_train).score(x_test, y_test)


# --8<-- [end:library]


def main() -> None:
    """Compare measures and folds with our own."""
    y, score = scratch.LABELS, scratch.SCORES
    guess = (score >= 0.5).astype(int)
    tp, fn, fp, tn = scratch.counts(y, guess)
    assert confusion_matrix(y, guess).tolist() == [[tn, fp], [fn, tp]]
    print("confusion_matrix:", confusion_matrix(y, guess).tolist())
    ours = scratch.measures(tp, fn, fp, tn)
    for name, function in (
        ("precision", precision_score),
        ("recall", recall_score),
        ("F1", f1_score),
    ):
        assert np.isclose(function(y, guess), ours[name])
        print(f"{function.__name__:<16}{function(y, guess):.4f}")
    assert np.isclose(roc_auc_score(y, score), scratch.auc(y, score))
    print(f"roc_auc_score   {roc_auc_score(y, score):.4f}")

    rows = np.random.default_rng(0).permutation(569)[:80]
    cut = scratch.k_fold(80, 5, np.random.default_rng(1))
    model = make_pipeline(StandardScaler(), NearestCentroid())
    theirs = cross_val_score(model, validation.X[rows], validation.Y[rows], cv=cut)
    own = [validation.accuracy(rows[a], rows[b]) for a, b in cut]
    assert np.allclose(theirs, own)
    print("five folds agree with ours:", np.allclose(theirs, own))

    folds, test = workflow()
    print("breast cancer: folds", " ".join(f"{f:.2f}" for f in folds))
    print(f"mean of folds {folds.mean():.2f}, test {test:.2f}")


if __name__ == "__main__":
    main()
