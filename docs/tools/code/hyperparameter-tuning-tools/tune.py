"""Optuna on a small network: two samplers, with and without pruning, same budget."""

from collections.abc import Iterable
from statistics import mean

import numpy as np
import optuna
from network import accuracy, check, test, train

BUDGET = 320  # epochs of a whole search: 40 full trainings


# --8<-- [start:objective]
def objective(trial: optuna.Trial) -> float:
    """Train with the proposed setting; return the accuracy on validation images."""
    setting = {
        "rate": trial.suggest_float("rate", 1e-4, 1.0, log=True),
        "momentum": trial.suggest_float("momentum", 0.0, 0.99),
        "decay": trial.suggest_float("decay", 1e-6, 1e-1, log=True),
        "width": trial.suggest_int("width", 8, 64, log=True),
        "batch": trial.suggest_int("batch", 16, 128, log=True),
    }
    score = 0.0
    for epoch, weights in enumerate(train(setting, seed=trial.number), start=1):
        score = accuracy(weights, check)
        trial.report(score, epoch)
        if trial.should_prune():
            raise optuna.TrialPruned
    if score:
        trial.set_user_attr("test", accuracy(weights, test))  # only for the report
    return score


# --8<-- [end:objective]


# --8<-- [start:search]
def search(
    sampler: optuna.samplers.BaseSampler, pruner: optuna.pruners.BasePruner
) -> optuna.Study:
    """Start trials until the budget of epochs is used up."""

    def stop(study: optuna.Study, _: optuna.trial.FrozenTrial) -> None:
        trials = study.get_trials(deepcopy=False)
        if sum(len(t.intermediate_values) for t in trials) >= BUDGET:
            study.stop()

    study = optuna.create_study(direction="maximize", sampler=sampler, pruner=pruner)
    study.optimize(objective, callbacks=[stop])
    return study


# --8<-- [end:search]


def best_after(study: optuna.Study, budget: int) -> float:
    """Best validation accuracy among the trials that fit into the budget."""
    best, used = 0.0, 0
    for trial in study.trials:
        used += len(trial.intermediate_values)
        if used > budget:
            break
        if trial.state == optuna.trial.TrialState.COMPLETE:
            best = max(best, trial.value or 0.0)
    return best


def row(shares: Iterable[float]) -> str:
    """Mean, smallest and largest of some shares, in percent."""
    v = [100 * share for share in shares]
    return f"{mean(v):5.1f} ({min(v):.1f} to {max(v):.1f})"


if __name__ == "__main__":
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    np.seterr(all="ignore")  # bad settings overflow; they get the score 0
    random, tpe = optuna.samplers.RandomSampler, optuna.samplers.TPESampler
    never = optuna.pruners.NopPruner()
    median = optuna.pruners.MedianPruner(n_startup_trials=5, n_warmup_steps=2)
    studies = {
        (name, pruner is median): [search(sampler(seed=s), pruner) for s in range(5)]
        for name, sampler in (("random", random), ("TPE", tpe))
        for pruner in (never, median)
    }
    print("Validation accuracy in percent, mean of 5 searches (lowest to highest)")
    print("after epochs:       80                   160                  320")
    for (name, pruned), group in studies.items():
        cells = [row(best_after(s, budget) for s in group) for budget in (80, 160, 320)]
        print(f"{name:6} {'pruned' if pruned else '':7}", "  ".join(cells))
    print("Trials started, and test accuracy of the winner")
    for (name, pruned), group in studies.items():
        count = mean(len(study.trials) for study in group)
        final = row(study.best_trial.user_attrs["test"] for study in group)
        print(f"{name:6} {'pruned' if pruned else '':7} {count:5.1f} {final}")
    poor = [sum(t.value < 0.5 for t in s.trials) for s in studies["random", False]]
    print("Random: trials of 40 that end below 50 percent:", poor)
    worst = min(studies["TPE", False], key=lambda study: study.best_value)
    widths = [trial.params["width"] for trial in worst.trials[10:]]
    print(
        "Worst TPE search: widths after trial 10 from", min(widths), "to", max(widths)
    )
    best = studies["TPE", True][0].best_trial
    print("A winner:", {name: round(v, 4) for name, v in best.params.items()})
