"""The same operations in PyTorch, checked against scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn
from torch.testing import assert_close


# --8<-- [start:torch]
def same_in_torch() -> None:
    """Products, norms, eigenvalues and singular values agree with scratch.py."""
    X, W, b, A = map(torch.tensor, (scratch.X, scratch.W, scratch.b, scratch.A))
    Z = X @ W + b  # (2, 3) @ (3, 2) + (2,) -> (2, 2)
    ours = scratch.broadcast_add(scratch.matmul(scratch.X, scratch.W), scratch.b)
    assert_close(Z, torch.tensor(ours))
    assert_close(torch.einsum("ij,jk->ik", X, W), X @ W)  # sums over j
    assert_close(torch.linalg.norm(Z), torch.tensor(7.0, dtype=torch.float64))

    values, vectors = torch.linalg.eigh(A.T @ A)  # ascending; eigenvectors in columns
    largest, _ = scratch.power_iteration(scratch.A.T @ scratch.A, steps=20)
    assert_close(values[-1].item(), largest)
    assert_close((vectors * values) @ vectors.T, A.T @ A)

    U, s, Vt = torch.linalg.svd(A)  # s descending; signs of vectors are free
    assert_close(U @ torch.diag(s) @ Vt, A)
    rank_one = s[0] * torch.outer(U[:, 0], Vt[0])
    assert_close(rank_one, torch.tensor(scratch.low_rank(scratch.A, 1)))
    print("eigenvalues", [f"{x:.4f}" for x in values.tolist()])
    print("singular values", [f"{x:.4f}" for x in s.tolist()])


# --8<-- [end:torch]


# --8<-- [start:layer]
def layer() -> None:
    """nn.Linear stores the transpose of our W."""
    linear = nn.Linear(3, 2, dtype=torch.float64)
    print("weight", tuple(linear.weight.shape), "bias", tuple(linear.bias.shape))
    with torch.no_grad():
        linear.weight.copy_(torch.tensor(scratch.W.T))  # (d_out, d_in)
        linear.bias.copy_(torch.tensor(scratch.b))
        print("Z", linear(torch.tensor(scratch.X)).tolist())

    queries = torch.zeros(8, 4, 10, 16)  # (N, heads, T, d)
    keys = torch.zeros(8, 4, 10, 16)
    scores = queries @ keys.transpose(-2, -1)  # one product per head
    print("scores", tuple(scores.shape))


# --8<-- [end:layer]


def main() -> None:
    """Run both and the claims of the text."""
    same_in_torch()
    layer()
    for dtype, n in ((torch.float32, 2**24), (torch.bfloat16, 256)):
        same = torch.tensor(float(n), dtype=dtype) + 1 == n
        print(f"{dtype}: {n:,} + 1 == {n:,} is {same.item()}")
    wide = torch.zeros(2, 3)
    for operation, other, text in (
        (torch.matmul, wide, "shapes cannot be multiplied (2x3 and 2x3)"),
        (torch.add, torch.zeros(2), "must match the size of tensor b (2)"),
    ):
        try:
            operation(wide, other)
        except RuntimeError as error:
            print("RuntimeError: ...", text if text in str(error) else error)
    shared = np.zeros(2)
    torch.from_numpy(shared).add_(1)
    print("array after add_ on its tensor:", shared.tolist())


if __name__ == "__main__":
    main()
