"""Exercise 2: a canary that each caller meets always or never, and its rollback."""

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from fastapi import FastAPI, Request
from model import DigitModel
from service import Answer, Prediction, Question
from train import X_test, train


# --8<-- [start:canary]
def bucket(caller: str) -> int:
    """A number from 0 to 99 that depends on the caller alone."""
    return int.from_bytes(sha256(caller.encode()).digest()[:8], "big") % 100


def choose(caller: str, stable: str, canary: str, percent: int) -> str:
    """The version that answers this caller."""
    return canary if bucket(caller) < percent else stable


def create_app(models: dict[str, DigitModel], percent: int) -> FastAPI:
    """Two versions behind one address; `app.state.percent = 0` rolls back."""
    stable, canary = sorted(models)
    app = FastAPI()
    app.state.percent = percent

    @app.post("/v1/predict")
    def predict(question: Question, request: Request) -> Answer:
        caller = request.headers.get("x-caller", "")
        version = choose(caller, stable, canary, app.state.percent)
        P = models[version].predict(np.array(question.images))
        predictions = [
            Prediction(digit=int(row.argmax()), probability=float(row.max()))
            for row in P
        ]
        return Answer(model_version=version, predictions=predictions)

    return app


# --8<-- [end:canary]


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    callers = [f"caller-{number}" for number in range(1000)]
    with TemporaryDirectory() as folder:
        models = {}
        for version in ("1.0.0", "1.1.0"):
            path = Path(folder, f"{version}.npz")
            train(version, steps=20).save(path)
            models[version] = DigitModel.load(path)
    app = create_app(models, percent=10)
    client = TestClient(app)

    def versions(names: list[str]) -> list[str]:
        """The version that answers each caller."""
        body = {"images": X_test[:1].tolist()}
        return [
            client.post("/v1/predict", json=body, headers={"x-caller": name}).json()[
                "model_version"
            ]
            for name in names
        ]

    first = versions(callers[:50])
    assert first == versions(callers[:50]), "a caller keeps its version"
    reached = sum(bucket(caller) < 10 for caller in callers)
    print(f"canary answers {reached} of 1000 callers")
    print(f"of the first 50 over HTTP: {first.count('1.1.0')}")
    app.state.percent = 0
    print(f"after the rollback: {versions(callers[:50]).count('1.1.0')}")
