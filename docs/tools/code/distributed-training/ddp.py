"""DistributedDataParallel on two processes of one machine, checked against one."""

import os
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import nn
from torch.distributed.algorithms.ddp_comm_hooks.default_hooks import allreduce_hook
from torch.nn.parallel import DistributedDataParallel

WORLD = 2  # processes
STEPS = 3  # small batches per update, for accumulation


def make_model() -> nn.Module:
    """The same first weights in every process."""
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(8, 16), nn.Tanh(), nn.Linear(16, 1)).double()


def make_data() -> tuple[torch.Tensor, torch.Tensor]:
    """One batch of 12 examples."""
    random = torch.Generator().manual_seed(1)
    return (
        torch.randn(12, 8, generator=random, dtype=torch.float64),
        torch.randn(12, 1, generator=random, dtype=torch.float64),
    )


def gradients(model: nn.Module) -> torch.Tensor:
    """All gradients in one vector."""
    return torch.cat([p.grad.flatten() for p in model.parameters()])


# --8<-- [start:worker]
def worker(rank: int, folder: str) -> None:
    """What each process runs; `rank` is its number, 0 or 1."""
    dist.init_process_group(
        "gloo",  # "nccl" on NVIDIA GPUs
        init_method=f"file://{folder}/meeting",  # leave out under torchrun
        rank=rank,  # and these two
        world_size=WORLD,
    )
    x, y = make_data()
    xs, ys = x[rank::WORLD], y[rank::WORLD]  # this process's 6 of 12 examples

    alone = make_model()
    nn.functional.mse_loss(alone(xs), ys).backward()  # nobody averages

    model = DistributedDataParallel(make_model())  # the only change to the model
    nn.functional.mse_loss(model(xs), ys).backward()  # averages while it runs
    # --8<-- [end:worker]
    result = {"alone": gradients(alone), "averaged": gradients(model.module)}
    result["traffic"] = [accumulate(xs, ys, quiet) for quiet in (False, True)]
    torch.save(result, f"{folder}/rank{rank}.pt")
    dist.destroy_process_group()


def count_exchanges(model: DistributedDataParallel) -> list[int]:
    """A list that gets an entry, the number of values, per exchange."""
    sent: list[int] = []

    def hook(
        group: dist.ProcessGroup, bucket: dist.GradBucket
    ) -> torch.futures.Future[torch.Tensor]:
        sent.append(bucket.buffer().numel())
        return allreduce_hook(group, bucket)

    model.register_comm_hook(dist.group.WORLD, hook)
    return sent


def accumulate(
    xs: torch.Tensor, ys: torch.Tensor, quiet: bool
) -> tuple[torch.Tensor, list[int]]:
    """Gradients of three small batches, and what was exchanged for them."""
    model = DistributedDataParallel(make_model())
    sent = count_exchanges(model)
    # --8<-- [start:accumulate]
    parts = list(zip(xs.chunk(STEPS), ys.chunk(STEPS), strict=True))
    for step, (xp, yp) in enumerate(parts):
        wait = quiet and step < STEPS - 1  # the last one exchanges
        with model.no_sync() if wait else nullcontext():
            loss = nn.functional.mse_loss(model(xp), yp) / STEPS
            loss.backward()  # adds to .grad
    # --8<-- [end:accumulate]
    return gradients(model.module), sent


def main() -> None:
    """Start both processes and compare with one process on the whole batch."""
    if sys.platform == "linux":
        os.environ["GLOO_SOCKET_IFNAME"] = "lo"  # stay on this machine
    with tempfile.TemporaryDirectory() as folder:
        # --8<-- [start:spawn]
        mp.spawn(worker, args=(folder,), nprocs=WORLD)
        # --8<-- [end:spawn]
        results = [torch.load(Path(folder) / f"rank{r}.pt") for r in range(WORLD)]

    model, (x, y) = make_model(), make_data()
    nn.functional.mse_loss(model(x), y).backward()
    whole = gradients(model)  # one process, all 12 examples
    for rank, result in enumerate(results):
        off = (result["alone"] - whole).norm() / whole.norm()
        assert off > 0.1
        print(f"rank {rank}: alone off by {off:.1%}; with DDP equal to one process")
        torch.testing.assert_close(result["averaged"], whole, rtol=0, atol=1e-12)
        for grad, _ in result["traffic"]:
            torch.testing.assert_close(grad, whole, rtol=0, atol=1e-12)
    for name, (_, sent) in zip(
        ("plain accumulation", "with no_sync"), results[0]["traffic"], strict=True
    ):
        print(f"{name}: same gradients, {sum(sent)} values sent per update")


if __name__ == "__main__":
    main()
