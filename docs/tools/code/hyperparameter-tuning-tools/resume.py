"""A study in a file: interrupted, opened again, continued; and what mattered in it."""

import tempfile
from pathlib import Path

import numpy as np
import optuna
from network import accuracy, check, train


def objective(trial: optuna.Trial) -> float:
    """Accuracy on validation images after 4 epochs, without pruning."""
    setting = {
        "rate": trial.suggest_float("rate", 1e-4, 1.0, log=True),
        "momentum": trial.suggest_float("momentum", 0.0, 0.99),
        "width": trial.suggest_int("width", 8, 64, log=True),
        "decay": 1e-4,
        "batch": 32,
    }
    weights = list(train(setting, seed=trial.number, epochs=4))
    return accuracy(weights[-1], check) if len(weights) == 4 else 0.0


if __name__ == "__main__":
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    np.seterr(all="ignore")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "study.db"
        # --8<-- [start:resume]
        for session in (1, 2):
            study = optuna.create_study(
                study_name="digits",
                storage=f"sqlite:///{file}",
                load_if_exists=True,
                direction="maximize",
                sampler=optuna.samplers.RandomSampler(seed=session),
            )
            print(f"session {session} begins with {len(study.trials)} trials")
            study.optimize(objective, n_trials=15)
        print(f"best of {len(study.trials)}: {study.best_value:.4f}")
        importance = optuna.importance.get_param_importances(study)
        for name, share in importance.items():
            print(f"  {name}: {share:.2f}")
        # --8<-- [end:resume]
