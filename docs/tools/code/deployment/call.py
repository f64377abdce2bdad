"""Call the service in this process: the same requests that `curl` would send."""

from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.testclient import TestClient
from service import create_app
from train import X_test, train, y_test

# --8<-- [start:call]
with TemporaryDirectory() as folder:
    path = Path(folder, "model.npz")
    train("1.0.0").save(path)
    with TestClient(create_app(path)) as client:
        print(client.get("/health").json())

        images = X_test[:3].tolist()
        answer = client.post("/v1/predict", json={"images": images})
        print(answer.status_code, answer.json()["model_version"])
        digits = [p["digit"] for p in answer.json()["predictions"]]
        print("answers", digits, "labels", y_test[:3].tolist())

        for wrong in (
            {"images": [[0.0] * 63]},
            {"images": [[17.0] + [0.0] * 63]},
            {"images": []},
            {"pictures": images},
        ):
            answer = client.post("/v1/predict", json=wrong)
            print(answer.status_code, *answer.json()["errors"], sep="\n    ")
        # --8<-- [end:call]
        whole = client.post("/v1/predict", json={"images": X_test[:64].tolist()})
        rows = [
            client.post("/v1/predict", json={"images": [image]}).json()["predictions"]
            for image in X_test[:64].tolist()
        ]

together = [p["digit"] for p in whole.json()["predictions"]]
assert together == [row[0]["digit"] for row in rows], "batch and single calls agree"
assert digits == y_test[:3].tolist()
