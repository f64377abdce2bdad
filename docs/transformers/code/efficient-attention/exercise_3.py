"""The backward pass in blocks: probabilities are computed again, not stored."""

from __future__ import annotations

import numpy as np
import scratch


def backward(q, k, v, out, log_sum, d_out, block):
    """Gradients of q, k, v from blocks; log_sum (T, 1) is kept from the forward."""
    scale = 1 / np.sqrt(q.shape[1])
    dq, dk, dv = np.zeros_like(q), np.zeros_like(k), np.zeros_like(v)
    row = (d_out * out).sum(axis=1, keepdims=True)  # (T, 1)
    for i in range(0, len(q), block):
        a = slice(i, i + block)
        for j in range(0, len(k), block):
            b = slice(j, j + block)
            p = np.exp(scale * q[a] @ k[b].T - log_sum[a])  # (B, B), exact weights
            dv[b] += p.T @ d_out[a]
            ds = p * (d_out[a] @ v[b].T - row[a]) * scale
            dq[a] += ds @ k[b]
            dk[b] += ds.T @ q[a]
    return dq, dk, dv


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    q, k, v, d_out = rng.normal(size=(4, 24, 8))
    s = q @ k.T / np.sqrt(8)
    log_sum = np.log(np.exp(s).sum(axis=1, keepdims=True))
    grads = backward(q, k, v, scratch.attention(q, k, v), log_sum, d_out, 8)
    for name, x, grad in zip("qkv", (q, k, v), grads, strict=True):
        worst = 0.0
        for index in ((0, 0), (5, 3), (23, 7)):
            slope, old = 0.0, x[index]
            for sign in (1, -1):
                x[index] = old + sign * 1e-5
                slope += sign * (scratch.attention(q, k, v) * d_out).sum() / 2e-5
            x[index] = old
            worst = max(worst, abs(slope - grad[index]))
        print(f"gradient of {name}: equal to the measured slope: {worst < 1e-7}")
        assert worst < 1e-7
