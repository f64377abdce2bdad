"""The same dynamics as a PyTorch module; agrees with scratch.py spike by spike."""

import numpy as np
import scratch
import torch
from torch import nn


# --8<-- [start:module]
class LIF(nn.Module):
    """A layer of leaky integrate-and-fire neurons that share tau and resistance."""

    def __init__(self, dt: float) -> None:
        super().__init__()
        self.dt = dt
        self.register_buffer("tau", torch.tensor(scratch.TAU))
        self.register_buffer("resistance", torch.tensor(scratch.RESISTANCE))

    def step(self, current: torch.Tensor, state: tuple) -> tuple:
        """One step for (N,) neurons: new state, voltage and spikes."""
        v, wait = state
        drive = scratch.REST - v + self.resistance * current
        v = torch.where(wait <= 0, v + self.dt / self.tau * drive, scratch.REST)
        fired = v >= scratch.THRESHOLD
        after = torch.where(fired, scratch.REST, v)
        wait = torch.where(fired, scratch.REFRACTORY, wait - self.dt)
        return (after, wait), v, fired

    def forward(self, current: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Scan over time: current (T, N) to voltage and spikes (T, N)."""
        rest = torch.full_like(current[0], scratch.REST)
        state, voltages, spikes = (rest, torch.zeros_like(rest)), [], []
        for row in current:
            state, v, fired = self.step(row, state)
            voltages.append(v)
            spikes.append(fired)
        return torch.stack(voltages), torch.stack(spikes)


# --8<-- [end:module]


def main() -> None:
    """Random currents for four neurons, 300 ms."""
    current = np.random.default_rng(0).uniform(0, 5, size=(600, 4))
    voltage, fired = scratch.simulate(current, dt=0.5)
    layer = LIF(dt=0.5).double()
    found_voltage, found_fired = layer(torch.from_numpy(current))
    torch.testing.assert_close(found_voltage, torch.from_numpy(voltage))
    assert (found_fired.numpy() == fired).all()
    print("voltages and spikes agree: True")
    print("spikes of the four neurons", found_fired.sum(0).tolist())
    steady = torch.full((50, 1), 3.0, dtype=torch.float64, requires_grad=True)
    voltage, fired = layer(steady)
    print(f"gradient through the voltage: {voltage.requires_grad}", end=", ")
    print(f"through the spikes: {fired.requires_grad}")


if __name__ == "__main__":
    main()
