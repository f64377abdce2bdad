"""PyTorch and SciPy: the same statistics, checked against scratch.py."""

import numpy as np
import scratch
import seeds
import torch
from scipy import stats
from torch import nn
from torch.testing import assert_close


# --8<-- [start:torch]
def same_in_torch() -> None:
    """PyTorch divides by N - 1 unless told otherwise, NumPy by N."""
    x = torch.tensor(scratch.SAMPLE)
    assert_close(x.var().item(), scratch.variance(scratch.SAMPLE))
    assert_close(x.var(correction=0).item(), float(np.var(scratch.SAMPLE)))
    pair = torch.tensor([[1.0, 2, 3, 4, 5], [2, 1, 4, 3, 5]])
    assert_close(torch.corrcoef(pair)[0, 1].item(), 0.8)
    print("variance", x.var().item(), "and", x.var(correction=0).item())


def same_in_scipy() -> None:
    """Paired t-test and a permutation test of the five seeds."""
    d = scratch.B - scratch.A
    result = stats.ttest_rel(scratch.B, scratch.A)
    interval = result.confidence_interval(0.95)
    flips = stats.permutation_test(
        (d,), np.mean, permutation_type="samples", n_resamples=np.inf
    )
    assert np.isclose(flips.pvalue, scratch.sign_flip_p(d))
    print(f"t {result.statistic:.4f}, p {result.pvalue:.4f}", end=", ")
    print(f"interval {interval.low:.4f} to {interval.high:.4f}")
    print(f"sign flips: p {flips.pvalue:.4f}")


# --8<-- [end:torch]


def checks() -> None:
    """The typed-in points of Student's t; batch normalization uses both variances."""
    for df, point in (*scratch.T95.items(), (3, 3.182)):
        assert abs(stats.t.ppf(0.975, df) - point) < 5e-4
    a, b = seeds.compare()
    print(f"ten splits: paired t-test p {stats.ttest_rel(b, a).pvalue:.3f}", end=", ")
    print(f"unpaired {stats.ttest_ind(b, a).pvalue:.2f}")
    layer = nn.BatchNorm1d(1, momentum=1.0)  # running value = the last batch
    x = torch.tensor(scratch.SAMPLE, dtype=torch.float32)[:, None]
    out = layer(x)
    inside = (x.max() - x.mean()) / out.max()  # the sd it divided by
    print(f"BatchNorm: divides by the root of {inside.item() ** 2:.2f}", end=", ")
    print(f"stores {layer.running_var.item():.2f}")


if __name__ == "__main__":
    same_in_torch()
    same_in_scipy()
    checks()
