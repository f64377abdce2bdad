"""The same measures from libraries: scikit-learn for F1, PyTorch for perplexity."""

import numpy as np
import scratch
import torch
from sklearn.metrics import accuracy_score, f1_score

torch.set_num_threads(1)


def main() -> None:
    """Random labels and logits; both ways agree."""
    rng = np.random.default_rng(0)
    truth, guess = rng.integers(0, 4, (2, 200)).tolist()
    # --8<-- [start:agree]
    assert np.isclose(scratch.accuracy(guess, truth), accuracy_score(truth, guess))
    macro = f1_score(truth, guess, average="macro")
    assert np.isclose(scratch.macro_f1(guess, truth), macro)
    micro = f1_score(truth, guess, average="micro")
    assert np.isclose(micro, accuracy_score(truth, guess))  # one label per example

    logits = torch.tensor(rng.normal(size=(50, 30)))  # (T, V)
    target = torch.tensor(rng.integers(0, 30, 50))  # (T,)
    loss = torch.nn.functional.cross_entropy(logits, target)
    picked = logits.softmax(dim=1)[torch.arange(50), target]  # (T,)
    ours = scratch.perplexity(picked.tolist(), units=50)
    torch.testing.assert_close(torch.tensor(ours).double(), loss.exp())
    # --8<-- [end:agree]
    print("accuracy and macro F1 equal scikit-learn's; micro F1 equals accuracy")
    print("perplexity equals exp of PyTorch's cross-entropy")


if __name__ == "__main__":
    main()
