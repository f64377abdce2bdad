"""Exercise 2: a canary that each caller meets always or never, and its rollback."""

from hashlib import sha256

import numpy as np
from fastapi import FastAPI, Request
from model import DigitModel
from service import Answer, Prediction, Question
from train import X_test, train


# --8<-- [start:canary]
def bucket(caller: str) -> int:
    """A number from 0 to 99 that depends on the caller alone."""
    return int.from_bytes(sha256(caller.encode()).digest()[:8], "big") % 100


def create_app(stable: DigitModel, canary: DigitModel, percent: int) -> FastAPI:
    """Two versions behind one address; `app.state.percent = 0` rolls back."""
    app = FastAPI()
    app.state.percent = percent

    @app.post("/v1/predict")
    def predict(question: Question, request: Request) -> Answer:
        caller = request.headers.get("x-caller", "")
        model = canary if bucket(caller) < app.state.percent else stable
        P = model.predict(np.array(question.images))
        predictions = [
            Prediction(digit=int(row.argmax()), probability=float(row.max()))
            for row in P
        ]
        return Answer(model_version=model.version, predictions=predictions)

    return app


# --8<-- [end:canary]


if __name__ == "__main__":
    from fastapi.testclient import TestClient

    callers = [f"caller-{number}" for number in range(1000)]
    old, new = train("1.0.0", steps=20), train("1.1.0", steps=40)
    app = create_app(old, new, percent=10)
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
