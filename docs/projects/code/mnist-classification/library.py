"""The same network in PyTorch, with the same command line as starter.py."""

import numpy as np
import starter
import torch
from starter import kit
from torch import nn

torch.set_num_threads(1)


# --8<-- [start:train]
def build(layers: starter.Layers) -> nn.Sequential:
    """A module that starts from the weights of the NumPy network."""
    (w1, b1), (w2, b2) = layers
    model = nn.Sequential(nn.Linear(*w1.shape), nn.ReLU(), nn.Linear(*w2.shape))
    state = {"0.weight": w1.T, "0.bias": b1, "2.weight": w2.T, "2.bias": b2}
    model.load_state_dict({k: torch.tensor(v) for k, v in state.items()}, assign=True)
    return model  # assign keeps float64; PyTorch stores W as (d_out, d_in)


def train(
    data: starter.Data, epochs: int, seed: int, hidden: int
) -> tuple[starter.Layers, list[dict]]:
    """The loop of starter.train: autograd and SGD instead of our own gradients."""
    rng = np.random.default_rng(seed)
    x, y = torch.tensor(data.train.x), torch.tensor(data.train.y)
    model = build(starter.init([x.shape[1], hidden, 10], rng, data.train.x.dtype.type))
    optimizer = torch.optim.SGD(model.parameters(), lr=starter.LEARNING_RATE)
    history = []
    for epoch in range(1, epochs + 1):
        order = torch.tensor(rng.permutation(len(y)))
        for rows in order.split(starter.BATCH):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()
        layers = export(model)
        scores = {
            n: starter.score(layers, getattr(data, n)) for n in ("train", "valid")
        }
        history.append({"epoch": epoch, **scores})
        kit.progress(epoch, epochs, f"epoch {epoch}")
    return layers, history


# --8<-- [end:train]


def export(model: nn.Sequential) -> starter.Layers:
    """The weights as NumPy arrays (d_in, d_out) and (d_out,)."""
    return [
        (linear.weight.detach().numpy().T, linear.bias.detach().numpy())
        for linear in (model[0], model[2])
    ]


def run(data: starter.Data, epochs: int, seed: int) -> kit.Result:
    """Train and judge; on the bundled digits, compare with NumPy weight by weight."""
    hidden = starter.HIDDEN["bundled" if data.train.x.shape[1] == 64 else "real"]
    layers, history = train(data, epochs, seed, hidden)
    if hidden == starter.HIDDEN["bundled"]:
        ours, _ = starter.train(data, epochs, seed, hidden)
        for pair, twin in zip(ours, layers, strict=True):
            for expected, found in zip(pair, twin, strict=True):
                np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6)
        print("all weights agree with starter.py")
    return starter.result(data, layers, history)


if __name__ == "__main__":
    kit.main(starter.PROJECT._replace(train=run))
