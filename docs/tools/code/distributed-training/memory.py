"""Memory of weights, gradients and Adam per GPU, for a model of stated size."""

from __future__ import annotations

GB = 1e9
# Bytes per parameter with Adam in mixed precision.
WEIGHT, GRADIENT, OPTIMIZER = 2, 2, 12  # 12: 32-bit copy and two averages


# --8<-- [start:memory]
def per_gpu(parameters: float, gpus: int, stage: int) -> float:
    """Bytes on each GPU; stage 0 is plain data parallelism, 3 is full sharding."""
    weight = WEIGHT / (gpus if stage >= 3 else 1)
    gradient = GRADIENT / (gpus if stage >= 2 else 1)
    optimizer = OPTIMIZER / (gpus if stage >= 1 else 1)
    return parameters * (weight + gradient + optimizer)


def largest(memory: float, gpus: int, stage: int) -> float:
    """Most parameters that fit into `memory` bytes per GPU."""
    return memory / per_gpu(1, gpus, stage)
    # --8<-- [end:memory]


NAMES = ["DDP", "ZeRO stage 1", "ZeRO stage 2", "ZeRO stage 3, FSDP"]

if __name__ == "__main__":
    P, room = 8e9, 0.6 * 80 * GB  # 40% are left for activations
    print("8 billion parameters, GB per GPU:")
    print(f"{'':19}{'1 GPU':>8}{'4 GPUs':>8}{'8 GPUs':>8}{'64 GPUs':>9}")
    for stage, name in enumerate(NAMES):
        row = [per_gpu(P, k, stage) / GB for k in (1, 4, 8, 64)]
        print(f"{name:19}{row[0]:8.1f}{row[1]:8.1f}{row[2]:8.1f}{row[3]:9.1f}")
    print("8 GPUs of 80 GB, 48 GB of each for this; largest model in billions:")
    for stage, name in enumerate(NAMES):
        print(f"{name:19}{largest(room, 8, stage) / 1e9:8.1f}")
    assert per_gpu(P, 1, 3) == per_gpu(P, 8, 0) == 16 * P
    assert per_gpu(P, 8, 3) == 2 * P
