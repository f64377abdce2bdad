"""Mask traps in PyTorch: conventions, rows without keys, alignment, axis order."""

from __future__ import annotations

import warnings

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn

warnings.filterwarnings("ignore", message=".*prototype.*")


def nans(x: torch.Tensor) -> str:
    """Say whether a tensor holds NaN."""
    return "NaN" if x.isnan().any() else "finite"


def conventions() -> None:
    """One boolean mask, two opposite meanings."""
    q, k, v = (
        torch.tensor(scratch.X @ w) for w in (scratch.W_Q, scratch.W_K, scratch.W_V)
    )
    mask = torch.tensor(scratch.causal_mask(3))
    right = scratch.attention(q.numpy(), k.numpy(), v.numpy(), mask.numpy())[0]
    same = F.scaled_dot_product_attention(q[None], k[None], v[None], attn_mask=mask)[0]
    assert np.allclose(same, right)
    print("scaled_dot_product_attention: True = may look")

    x = torch.tensor(scratch.X[None], dtype=torch.float32)
    mha = nn.MultiheadAttention(2, 1, batch_first=True)
    _, w = mha(x, x, x, attn_mask=mask)
    print("nn.MultiheadAttention, same mask: token 1 sees itself", end=" ")
    print(f"{w[0, 0, 0]:.4f}, last row {nans(w[0, 2])}")
    _, w = mha(x, x, x, attn_mask=~mask)
    print(f"nn.MultiheadAttention, inverted: token 1 sees itself {w[0, 0, 0]:.4f}")
    zero_inf = torch.zeros(3, 3).masked_fill(~mask, -torch.inf)
    _, w2 = mha(x, x, x, attn_mask=zero_inf)
    torch.testing.assert_close(w, w2)
    print("float mask (0 keeps, -inf blocks): one meaning everywhere")


def empty_row() -> None:
    """A query whose keys are all masked."""
    mask = np.array([[False, False, False], [True, True, False], [True, True, True]])
    with np.errstate(invalid="ignore"):
        out = scratch.attention(scratch.X, scratch.X, scratch.X, mask)[0]
    print("NumPy, row 1:", out[0])

    x = torch.tensor(scratch.X[None], dtype=torch.float32)
    m = torch.tensor(mask)
    out = F.scaled_dot_product_attention(x, x, x, attn_mask=m)[0, 0]
    print("scaled_dot_product_attention, row 1:", out.numpy())

    mha = nn.MultiheadAttention(2, 2, batch_first=True)
    y, _ = mha(x, x, x, attn_mask=~m)
    print("MultiheadAttention, need_weights=True, row 1:", nans(y[0, 0]))
    y[:, 1:].sum().backward()  # the broken row is not even in the loss
    print("  gradient of the weights without row 1:", nans(mha.in_proj_weight.grad))
    y, _ = mha(x, x, x, attn_mask=~m, need_weights=False)
    print("MultiheadAttention, need_weights=False, training:", nans(y[0, 0]))
    mha.eval()
    with torch.no_grad():
        y, _ = mha(x, x, x, attn_mask=~m, need_weights=False)
    print("MultiheadAttention, need_weights=False, eval, no_grad:", nans(y[0, 0]))


# --8<-- [start:safe]
def safe_attention(
    q: np.ndarray, k: np.ndarray, v: np.ndarray, mask: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Attention that returns zeros for a query without any allowed key."""
    alive = mask.any(axis=-1, keepdims=True)  # (..., T_q, 1)
    out, weights = scratch.attention(q, k, v, mask | ~alive)  # open the dead rows
    return np.where(alive, out, 0.0), np.where(alive, weights, 0.0)  # then zero them


# --8<-- [end:safe]


def alignment() -> None:
    """is_causal with one new query and five cached keys."""
    rng = np.random.default_rng(2)
    q = torch.tensor(rng.normal(size=(1, 1, 4)))
    k = torch.tensor(rng.normal(size=(1, 5, 4)))
    out = F.scaled_dot_product_attention(q, k, k, is_causal=True)
    print("is_causal, 1 query, 5 keys: only key 1 seen:", torch.allclose(out, k[:, :1]))


def axis_order() -> None:
    """batch_first=False mixes the sequences of a batch that is (N, T, d)."""
    torch.manual_seed(0)
    x = torch.randn(2, 5, 8)
    changed = x.clone()
    changed[1] += 1.0  # touch the second sequence only
    for flag in (True, False):
        mha = nn.MultiheadAttention(8, 2, batch_first=flag)
        gap = (mha(x, x, x)[0][0] - mha(changed, changed, changed)[0][0]).abs().max()
        print(
            f"batch_first={flag}: sequence 1 depends on sequence 2: {gap.item() > 1e-4}"
        )


if __name__ == "__main__":
    conventions()
    empty_row()
    dead = np.array([[False, False, False], [True, True, False], [True, True, True]])
    safe, _ = safe_attention(scratch.X, scratch.X, scratch.X, dead)
    assert np.isfinite(safe).all()
    assert not safe[0].any()
    print("safe_attention, row 1:", safe[0])
    alignment()
    axis_order()
