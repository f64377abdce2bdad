"""FSDP on two processes: who stores what, and the same training as on one."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard

WORLD, STEPS = 2, 5


def make_model() -> nn.Sequential:
    """Three layers of 64 x 64, the same weights everywhere."""
    torch.manual_seed(0)
    layers = [layer for _ in range(3) for layer in (nn.Linear(64, 64), nn.Tanh())]
    return nn.Sequential(*layers).double()


def make_data() -> torch.Tensor:
    """16 examples; the model learns to give back its input."""
    random = torch.Generator().manual_seed(1)
    return torch.randn(16, 64, generator=random, dtype=torch.float64)


def stored(model: nn.Module, optimizer: torch.optim.Optimizer) -> tuple[int, int, int]:
    """Values of weights, gradients and optimizer that this process holds."""

    def local(tensor: torch.Tensor) -> int:
        return getattr(tensor, "to_local", lambda: tensor)().numel()

    states = [s for one in optimizer.state.values() for s in one.values() if s.ndim]
    weights = list(model.parameters())
    grads = [p.grad for p in weights]
    return sum(map(local, weights)), sum(map(local, grads)), sum(map(local, states))


def train(model: nn.Module, optimizer: torch.optim.Optimizer, x: torch.Tensor) -> None:
    """A few steps of Adam; the loop knows nothing of sharding."""
    for _ in range(STEPS):
        optimizer.zero_grad()
        nn.functional.mse_loss(model(x), x).backward()
        optimizer.step()


# --8<-- [start:worker]
def worker(rank: int, folder: str) -> None:
    """Shard each layer, then the rest; then train as always."""
    dist.init_process_group(
        "gloo", init_method=f"file://{folder}/meeting", rank=rank, world_size=WORLD
    )
    mesh = init_device_mesh("cpu", (WORLD,))  # "cuda" on GPUs
    model = make_model()
    for layer in model:
        if isinstance(layer, nn.Linear):
            fully_shard(layer, mesh=mesh)  # fetched and freed layer by layer
    fully_shard(model, mesh=mesh)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)  # after sharding
    train(model, optimizer, make_data()[rank::WORLD])
    # --8<-- [end:worker]
    whole = {name: p.full_tensor().detach() for name, p in model.named_parameters()}
    result = {"whole": whole, "stored": stored(model, optimizer)}
    torch.save(result, f"{folder}/rank{rank}.pt")
    dist.destroy_process_group()


def main() -> None:
    """Compare with one process that holds everything."""
    if sys.platform == "linux":
        os.environ["GLOO_SOCKET_IFNAME"] = "lo"  # stay on this machine
    with tempfile.TemporaryDirectory() as folder:
        mp.spawn(worker, args=(folder,), nprocs=WORLD)
        results = [torch.load(Path(folder) / f"rank{r}.pt") for r in range(WORLD)]
    model = make_model()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    train(model, optimizer, make_data())
    print("values stored   weights  gradients  optimizer")
    print("one process     {:7,}  {:9,}  {:9,}".format(*stored(model, optimizer)))
    for rank, result in enumerate(results):
        line = "{:7,}  {:9,}  {:9,}".format(*result["stored"])
        print(f"sharded, rank {rank} {line}")
        for name, p in model.named_parameters():
            sharded = result["whole"][name]
            torch.testing.assert_close(sharded, p.detach(), rtol=0, atol=1e-9)
    print(f"weights after {STEPS} steps of Adam: equal")


if __name__ == "__main__":
    main()
