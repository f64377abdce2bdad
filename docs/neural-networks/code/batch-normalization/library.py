"""Batch, layer and group normalization in PyTorch, checked against scratch.py."""

import numpy as np
import scratch
import torch
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:model]
def build() -> nn.Sequential:
    """No bias before batch normalization: its shift does the same."""
    return nn.Sequential(
        nn.Linear(64, 128, bias=False),
        nn.BatchNorm1d(128),  # over the batch; BatchNorm2d for images
        nn.ReLU(),
        nn.Linear(128, 10),
    )


@torch.no_grad()
def predict(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """Classes in inference mode; the mode before the call comes back."""
    was_training = model.training
    model.eval()
    classes = model(x).argmax(dim=1)
    model.train(was_training)
    return classes


# --8<-- [end:model]


def same_layer() -> None:
    """Outputs, gradients and running statistics over two batches; inference."""
    ours, theirs = scratch.BatchNorm((1, 1)), nn.BatchNorm1d(1).double()
    ours.gamma[:], ours.beta[:] = 2, 1
    nn.init.constant_(theirs.weight, 2.0)
    nn.init.constant_(theirs.bias, 1.0)
    g = np.array([[0.4], [-0.2], [0.1], [0.5]])
    for batch in (scratch.column(2, 4, 6, 8), scratch.column(4, 8, 8, 12)):
        z = torch.from_numpy(batch).double().requires_grad_()
        y = theirs(z)
        theirs.zero_grad()
        y.backward(torch.from_numpy(g))
        expected = ours.forward(batch.astype(float), training=True)
        dz, d_gamma, d_beta = ours.backward(g)
        for found, value in (
            (y.detach(), expected),
            (z.grad, dz),
            (theirs.weight.grad, d_gamma[0]),
            (theirs.bias.grad, d_beta[0]),
            (theirs.running_mean, ours.mean[0]),
            (theirs.running_var, ours.var[0]),
        ):
            torch.testing.assert_close(found, torch.from_numpy(value))
    running = theirs.running_mean.item(), theirs.running_var.item()
    print(f"running mean {running[0]:.4f}, running variance {running[1]:.4f}")
    theirs.eval()
    print(f"inference, z = 5: {theirs(torch.tensor([[5.0]]).double()).item():.4f}")


def relatives() -> None:
    """Layer and group normalization do not use the batch."""
    z = torch.tensor([[2.0, 4.0, 9.0], [4.0, 8.0, 9.0]], dtype=torch.float64)
    found = nn.LayerNorm(3).double()(z).detach()
    torch.testing.assert_close(found, torch.from_numpy(scratch.layer_norm(z.numpy())))
    print("layer norm agrees: True")
    images = torch.randn(2, 6, 4, 4, generator=torch.Generator().manual_seed(0))
    groups = nn.GroupNorm(3, 6)(images).detach()  # 3 groups of 2 channels
    flat = images.view(2, 3, -1)  # one row for each image and group
    mean, var = flat.mean(-1, keepdim=True), flat.var(-1, correction=0, keepdim=True)
    expected = ((flat - mean) / torch.sqrt(var + 1e-5)).view_as(images)
    torch.testing.assert_close(groups, expected, atol=1e-5, rtol=1e-5)
    print("group norm agrees: True")
    batch = nn.BatchNorm2d(6)
    assert batch.running_mean.shape == (6,)
    print(f"BatchNorm2d(6): {sum(p.numel() for p in batch.parameters())} parameters")


def modes() -> None:
    """A batch of one, and the switch between the modes."""
    model = build()
    try:
        model(torch.zeros(1, 64))
    except ValueError as error:
        print(str(error).split(",")[0])
    x = torch.randn(8, 64, generator=torch.Generator().manual_seed(1))
    predict(model, x)
    assert model.training
    kept = {name for name, _ in model.named_buffers()}
    print("saved with the model:", ", ".join(sorted(kept)))


if __name__ == "__main__":
    same_layer()
    relatives()
    modes()
