"""PyTorch beside our functions: fake quantization, pruning, distillation loss."""

from __future__ import annotations

import numpy as np
import scratch
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import prune


def main() -> None:
    """Compare each with NumPy."""
    rng = np.random.default_rng(0)
    w = rng.normal(size=(6, 4))
    tw = torch.tensor(w, dtype=torch.float32)
    q, s = scratch.symmetric(tw.numpy().astype(float), 8, axis=0)
    # --8<-- [start:quantize]
    scale = tw.abs().amax(dim=0) / 127  # one per column
    back = torch.fake_quantize_per_channel_affine(
        tw,
        scale,
        torch.zeros(4, dtype=torch.int32),
        axis=1,
        quant_min=-127,
        quant_max=127,
    )
    # --8<-- [end:quantize]
    torch.testing.assert_close(back.double(), torch.tensor(q * s), rtol=0, atol=1e-5)
    print("8 bits per channel: equal to NumPy within 1e-5")

    layer = nn.Linear(6, 4, bias=False)
    with torch.no_grad():
        layer.weight.copy_(tw.T)  # PyTorch stores W transposed
    # --8<-- [start:prune]
    prune.l1_unstructured(layer, "weight", amount=0.5)  # adds a mask
    prune.remove(layer, "weight")  # makes the zeros permanent
    # --8<-- [end:prune]
    ours = torch.tensor((w * scratch.prune(w, 0.5)).T, dtype=torch.float32)
    torch.testing.assert_close(layer.weight.data, ours)
    print("half of the weights pruned: equal; the tensor still holds", end="")
    print(f" {layer.weight.numel()} numbers")

    z, t = rng.normal(size=(2, 5, 3))
    labels = np.array([0, 2, 1, 1, 0])
    tau, alpha = 4.0, 0.5
    loss, grad = scratch.distillation(z, t, np.eye(3)[labels], tau, alpha)
    student = torch.tensor(z, requires_grad=True)
    teacher, target = torch.tensor(t), torch.tensor(labels)
    # --8<-- [start:distill]
    soft = F.kl_div(
        F.log_softmax(student / tau, dim=1),  # the student comes first, as logarithms
        F.softmax(teacher / tau, dim=1),
        reduction="batchmean",  # mean over examples; "mean" also divides by classes
    )
    total = alpha * tau**2 * soft + (1 - alpha) * F.cross_entropy(student, target)
    total.backward()
    # --8<-- [end:distill]
    torch.testing.assert_close(total.item(), float(loss))
    torch.testing.assert_close(student.grad, torch.tensor(grad))
    print("distillation: loss and gradient equal")


if __name__ == "__main__":
    main()
