"""Log nine runs with MLflow, and ask the store which setting is the best."""

import os
import tempfile
from itertools import product
from pathlib import Path
from statistics import mean

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"  # before MLflow is imported

import mlflow
import numpy as np
from mlflow.entities import Run
from train import SETTINGS, train


# --8<-- [start:write]
def log_run(experiment: str, folder: Path, settings: dict) -> None:
    """One training run with its settings, its curves and its weights."""
    name = f"rate {settings['rate']}, seed {settings['seed']}"
    with mlflow.start_run(experiment_id=experiment, run_name=name):
        mlflow.log_params(settings)
        W1, W2 = train(
            settings, lambda epoch, scores: mlflow.log_metrics(scores, step=epoch)
        )
        np.savez(folder / "weights.npz", W1=W1, W2=W2)
        mlflow.log_artifact(str(folder / "weights.npz"))


# --8<-- [end:write]


# --8<-- [start:read]
def report(experiment: str) -> None:
    """Read all runs back from the store, best first."""
    metric = "accuracy/validation"
    client = mlflow.MlflowClient()
    runs = client.search_runs([experiment], order_by=[f"metrics.`{metric}` DESC"])
    score = {(r.data.params["rate"], r.data.params["seed"]): r for r in runs}
    print("rate   seed 1  seed 2  seed 3    mean")
    for rate in sorted({rate for rate, _ in score}):
        row = [score[rate, seed].data.metrics[metric] for seed in "123"]
        print(f"{rate}  ", "".join(f"{v:8.4f}" for v in [*row, mean(row)]))
    best: Run = runs[0]
    print("best single run:", best.info.run_name)
    curve = client.get_metric_history(best.info.run_id, metric)
    print("points of its curve:", len(curve))
    print("files:", [f.path for f in client.list_artifacts(best.info.run_id)])
    path = mlflow.artifacts.download_artifacts(
        run_id=best.info.run_id, artifact_path="weights.npz"
    )
    print("W1 from the store:", np.load(path)["W1"].shape)


# --8<-- [end:read]

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # --8<-- [start:store]
        mlflow.set_tracking_uri(f"sqlite:///{folder / 'mlflow.db'}")
        files = (folder / "files").as_uri()
        experiment = mlflow.create_experiment("digits", artifact_location=files)
        for rate, seed in product((0.2, 0.5, 1.0), (1, 2, 3)):
            log_run(experiment, folder, SETTINGS | {"rate": rate, "seed": seed})
        report(experiment)
        # --8<-- [end:store]
