"""Figures of the page on biological inspiration."""

import numpy as np
import scratch

from roadmap.figures import Figure, Plot


def figure_neuron() -> Figure:
    """A nerve cell and an artificial neuron, part under part."""
    fig = Figure(560, 480, "A neuron and its model")
    # the cell: three dendrites, soma, axon, two terminals
    soma, y0 = 235, 120
    for k, y in enumerate((50, 120, 190)):
        fig.line(24, y, 74, y, stroke=1, width=2)  # axon of another cell
        fig.circle(86, y, 7, fill="1-soft", stroke=1)
        bend = y0 + (k - 1) * 22
        fig.path(f"M97 {y} Q170 {y} {soma - 33} {bend}", stroke=2, width=3)
    fig.circle(soma, y0, 36, fill="2-soft", stroke=2, stroke_width=2)
    fig.line(soma + 36, y0, 440, y0, stroke=2, width=4)
    for y in (84, 156):
        fig.path(f"M440 {y0} Q480 {y0} 508 {y}", stroke=2, width=3)
        fig.circle(516, y, 7, fill="2-soft", stroke=2)
    fig.text(24, 22, "synapses", color=1)
    fig.text(150, 28, "dendrites", color=2)
    fig.text(soma, y0, "soma", anchor="middle")
    fig.text(360, 98, "axon", anchor="middle", color=2)
    spike = [(300, 150), (340, 150), (348, 122 + 8), (356, 168), (364, 150), (410, 150)]
    fig.polyline(spike, stroke="ink", width=1.75)
    fig.text(355, 184, "spike", anchor="middle")
    fig.line(16, 232, 544, 232, stroke="line")
    # the model
    y0 = 350
    for k, y in enumerate((270, 350, 430)):
        name = ("$x_1$", "$x_2$", "$x_3$")[k]
        fig.text(40, y, name, anchor="middle")
        fig.arrow(58, y, soma - 38, y0 + (k - 1) * 15, stroke=1)
        fig.text(130, (272, 336, 432)[k], f"$w_{k + 1}$", anchor="middle", color=1)
    fig.circle(soma, y0, 36, fill="2-soft", stroke=2, stroke_width=2)
    fig.text(soma, y0, "sum $z$", anchor="middle")
    fig.arrow(soma, 430, soma, 390, stroke=2)
    fig.text(soma, 446, "bias $b$", anchor="middle")
    fig.arrow(soma + 36, y0, 338, y0, stroke=2)
    fig.rect(340, y0 - 28, 76, 56, fill="2-soft", stroke=2, radius=6)
    fig.text(378, y0, "$f(z)$", anchor="middle")
    fig.arrow(416, y0, 500, y0, stroke=2)
    fig.text(520, y0, "$a$", anchor="middle")
    return fig


def figure_spikes() -> Figure:
    """Voltage over time for a current below and one above the threshold."""
    dt = 0.25
    steps = 480
    current = np.tile([1.4, 2.0], (steps, 1))
    voltage, _ = scratch.simulate(current, dt)
    time = dt * np.arange(1, steps + 1)
    fig = Figure(480, 320, "Voltage of the model neuron for two currents")
    plot = Plot(
        fig,
        (0, 120),
        (-66, -47),
        xlabel="time in ms",
        ylabel="voltage in mV",
        xticks=(0, 30, 60, 90, 120),
        yticks=(-65, -60, -55, -50),
        top=29,
    )
    plot.hline(-50)
    plot.line(time, voltage[:, 1], 2, label="2.0 nA: fires", dash="")
    plot.line(time, voltage[:, 0], 1, label="1.4 nA: silent", dash="7 4")
    plot.text(119, -48.6, "threshold", anchor="end", color="muted")
    plot.legend("above", columns=2)
    return fig


def figure_rate() -> Figure:
    """Firing rate by current: formula, closest ReLU, noisy simulation."""
    fine = np.linspace(0, 4, 161)
    rates = scratch.rate(fine)
    slope, corner = scratch.relu_fit(
        np.linspace(0, 4, 401), scratch.rate(np.linspace(0, 4, 401))
    )
    noisy = np.array([scratch.measured(1.0, seed)[1] for seed in range(5)])
    currents = scratch.measured(1.0, 0)[0]
    fig = Figure(480, 340, "Firing rate beside ReLU")
    plot = Plot(
        fig,
        (0, 4),
        (0, 100),
        xlabel="current in nA",
        ylabel="spikes per second",
        xticks=(0, 1, 1.5, 2, 3, 4),
        yticks=(0, 25, 50, 75, 100),
        top=29,
    )
    plot.line(fine, rates, 2, label="spiking neuron", dash="")
    plot.line(
        [0, corner, 4],
        [0, 0, slope * (4 - corner)],
        1,
        label="closest ReLU",
        dash="7 4",
    )
    plot.scatter(currents, noisy.mean(axis=0), 3, label="with noise", size=4)
    plot.legend("above", columns=3)
    return fig
