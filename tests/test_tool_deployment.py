"""The service of docs/tools/deployment.md: in this process, as a real server, and its files."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import numpy as np
import pytest
import yaml

from conftest import ROOT

CODE = ROOT / "docs/tools/code/deployment"
MODULES = ("model", "service", "train", "capacity", "exercise_2", "exercise_3")
BLANK = [0.0] * 64
# Starlette's test client works with httpx and recommends httpx2, its fork.
pytestmark = pytest.mark.filterwarnings("ignore:Using `httpx` with `starlette.testclient`")


@pytest.fixture(scope="module")
def code() -> Iterator[SimpleNamespace]:
    """The page's modules, gone again afterwards: other pages use the same names."""
    before = {name: sys.modules.pop(name, None) for name in MODULES}
    sys.path.insert(0, str(CODE))
    sys.dont_write_bytecode, kept = True, sys.dont_write_bytecode
    yield SimpleNamespace(**{name: import_module(name) for name in MODULES})
    sys.dont_write_bytecode = kept
    sys.path.remove(str(CODE))
    for name, module in before.items():
        sys.modules.pop(name, None)
        if isinstance(module, ModuleType):
            sys.modules[name] = module


@pytest.fixture(scope="module")
def model_file(code: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has been trained for a moment, saved."""
    file = tmp_path_factory.mktemp("deployment") / "model.npz"
    code.train.train("2.3.4", steps=60).save(file)
    return file


@pytest.fixture
def client(code: SimpleNamespace, model_file: Path) -> Iterator[Any]:
    from fastapi.testclient import TestClient

    with TestClient(code.service.create_app(model_file)) as test_client:
        yield test_client


def test_health_names_the_version_of_the_model(client: Any) -> None:
    assert client.get("/health").json() == {"status": "ok", "model_version": "2.3.4"}


def test_a_batch_gets_one_prediction_per_image_in_order(client: Any, code: SimpleNamespace) -> None:
    images = code.train.X_test[:20]
    answer = client.post("/v1/predict", json={"images": images.tolist()})
    body = answer.json()
    expected = client.app.state.model.predict(images)
    assert answer.status_code == 200
    assert body["model_version"] == "2.3.4"
    assert [p["digit"] for p in body["predictions"]] == expected.argmax(axis=1).tolist()
    np.testing.assert_allclose([p["probability"] for p in body["predictions"]], expected.max(1))
    assert re.fullmatch(r"model;dur=\d+\.\d+", answer.headers["server-timing"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"images": [BLANK[:-1]]}, "body.images.0: List should have at least 64 items"),
        ({"images": [[*BLANK, 0.0]]}, "body.images.0: List should have at most 64 items"),
        ({"images": [BLANK, [-1.0, *BLANK[1:]]]}, "body.images.1.0: Input should be greater"),
        ({"images": [[17, *BLANK[1:]]]}, "body.images.0.0: Input should be less"),
        ({"images": [["3", *BLANK[1:]]]}, "body.images.0.0: Input should be a valid number"),
        ({"images": [[float("nan"), *BLANK[1:]]]}, "body.images.0.0: Input should be"),
        ({"images": []}, "body.images: List should have at least 1 item"),
        ({"images": [BLANK] * 65}, "body.images: List should have at most 64 items"),
        ({"images": [BLANK], "top": 3}, "body.top: Extra inputs are not permitted"),
        ({"images": [BLANK], "x" * 5000: 3}, f"body.{'x' * 40}: Extra inputs are not permitted"),
        ({}, "body.images: Field required"),
    ],
)
def test_a_wrong_input_is_refused_with_place_and_reason(
    client: Any, body: dict[str, Any], said: str
) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/v1/predict", content=json.dumps(body), headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0].startswith(said)
    assert len(answer.content) < 600


def test_what_is_not_json_or_too_large_is_refused(client: Any) -> None:
    headers = {"content-type": "application/json"}
    broken = client.post("/v1/predict", content="{", headers=headers)
    assert broken.status_code == 422
    assert "JSON" in broken.json()["errors"][0]
    large = client.post("/v1/predict", content=" " * 300_000, headers=headers)
    assert large.status_code == 413
    full = json.dumps({"images": [[15.123456789] * 64] * 64})
    assert client.post("/v1/predict", content=full, headers=headers).status_code == 200


def test_a_file_that_is_no_model_is_refused(code: SimpleNamespace, tmp_path: Path) -> None:
    file = tmp_path / "model.npz"
    np.savez(file, W1=np.zeros((2, 2)))
    with pytest.raises(ValueError, match="is not a digit model"):
        code.model.DigitModel.load(file)


def test_the_queue_of_the_batcher_loses_no_request(code: SimpleNamespace) -> None:
    times, busy = code.exercise_3.serve([0.0, 1.0, 2.0, 50.0], 2, 10.0)
    # Full at 1 ms, done at 10; the third waits until 12; the last until 60.
    assert times == [10.0, 9.0, 18.5, 18.5]
    assert busy == pytest.approx((9 + 8.5 + 8.5) / 68.5)


def start(model: Path) -> subprocess.Popen[str]:
    """The service as in the Dockerfile, at a free port of this machine."""
    command = [sys.executable, "-m", "uvicorn", "service:create_app", "--factory"]
    return subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", "0"],
        cwd=CODE,
        env=os.environ | {"MODEL_PATH": str(model), "PYTHONDONTWRITEBYTECODE": "1"},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
    )


def question(address: str, images: list[list[float]]) -> Request:
    """A request for predictions."""
    body = json.dumps({"images": images}).encode()
    return Request(address, body, {"content-type": "application/json"})


def test_a_real_server_answers_over_http_and_stops_when_told(
    code: SimpleNamespace, model_file: Path
) -> None:
    with start(model_file) as server:
        try:
            assert server.stderr
            said = ""
            for line in server.stderr:
                said += line
                if found := re.search(r"running on (http://127\.0\.0\.1:\d+)", line):
                    break
            else:
                pytest.fail(said)
            with urlopen(f"{found.group(1)}/health", timeout=30) as answer:
                assert json.load(answer)["model_version"] == "2.3.4"
            predict = f"{found.group(1)}/v1/predict"
            with urlopen(question(predict, code.train.X_test[:2].tolist()), timeout=30) as answer:
                assert len(json.load(answer)["predictions"]) == 2
            with pytest.raises(HTTPError, match="422") as refused:
                urlopen(question(predict, [[1]]), timeout=30)
            refused.value.close()
        finally:
            server.terminate()
            assert server.stderr
            last = server.stderr.read()
    assert "Application shutdown complete" in last


def test_a_server_without_its_model_does_not_start(tmp_path: Path) -> None:
    with start(tmp_path / "missing.npz") as server:
        _, said = server.communicate(timeout=120)
    assert server.returncode != 0
    assert "missing.npz" in said


def instructions(text: str) -> list[tuple[str, str]]:
    """Instructions of a Dockerfile, continued lines joined, comments left out."""
    lines = re.sub(r"\\\n", " ", text).splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [(name.upper(), rest) for name, _, rest in (line.partition(" ") for line in kept)]


def test_the_image_is_pinned_lean_and_not_root() -> None:
    found = instructions((CODE / "Dockerfile").read_text(encoding="utf-8"))
    named = dict(found)
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+", named["FROM"])
    assert "ADD" not in named
    assert not any("://" in rest for _, rest in found)
    assert int(named["USER"]) > 0
    names = [name for name, _ in found]
    assert names.index("USER") > max(i for i, name in enumerate(names) if name == "RUN")
    command = json.loads(named["CMD"])  # the exec form: signals reach the server
    assert command[:2] == ["uvicorn", "service:create_app"]
    assert command[command.index("--port") + 1] == named["EXPOSE"]


def test_what_the_image_copies_is_there_or_is_the_model() -> None:
    found = instructions((CODE / "Dockerfile").read_text(encoding="utf-8"))
    copied = [file for name, rest in found if name == "COPY" for file in rest.split()[:-1]]
    assert [f for f in copied if not (CODE / f).is_file() and f != "model.npz"] == []


def test_the_image_installs_what_is_tested_here() -> None:
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    wanted = (CODE / "requirements.txt").read_text(encoding="utf-8").split()
    assert [line for line in wanted if not re.search(rf"^{re.escape(line)}\s", locked, re.M)] == []


@pytest.fixture
def manifests() -> dict[str, Any]:
    text = (CODE / "deployment.yaml").read_text(encoding="utf-8")
    return {manifest["kind"]: manifest for manifest in yaml.safe_load_all(text)}


def test_the_manifests_fit_together(manifests: dict[str, Any]) -> None:
    deployment, service = manifests["Deployment"], manifests["Service"]
    assert deployment["apiVersion"] == "apps/v1"
    assert service["apiVersion"] == "v1"
    pod = deployment["spec"]["template"]
    labels = pod["metadata"]["labels"]
    assert deployment["spec"]["selector"]["matchLabels"] == labels
    assert service["spec"]["selector"] == labels
    assert deployment["spec"]["replicas"] >= 2
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    (container,) = pod["spec"]["containers"]
    exposed = dict(instructions((CODE / "Dockerfile").read_text(encoding="utf-8")))["EXPOSE"]
    (port,) = container["ports"]
    assert str(port["containerPort"]) == exposed
    assert service["spec"]["ports"][0]["targetPort"] == port["containerPort"]
    assert re.search(r":\d+\.\d+\.\d+$", container["image"])


def test_a_pod_is_probed_limited_and_not_root(manifests: dict[str, Any], client: Any) -> None:
    spec = manifests["Deployment"]["spec"]["template"]["spec"]
    (container,) = spec["containers"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        check = container[probe]["httpGet"]
        assert client.get(check["path"]).status_code == 200
        assert check["port"] == container["ports"][0]["containerPort"]
    patience = {
        name: container[name]["periodSeconds"] * container[name]["failureThreshold"]
        for name in ("readinessProbe", "livenessProbe")
    }
    assert patience["readinessProbe"] < patience["livenessProbe"]
    assert set(container["resources"]["limits"]) == {"cpu", "memory"}
    assert set(container["resources"]["requests"]) == {"cpu", "memory"}
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert container["securityContext"]["allowPrivilegeEscalation"] is False
