"""The model behind HTTP: `MODEL_PATH=m.npz uvicorn service:create_app --factory`."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated

import numpy as np
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from model import DigitModel
from pydantic import BaseModel, ConfigDict, Field

# --8<-- [start:contract]
MAX_BATCH = 64
Pixel = Annotated[float, Field(ge=0, le=16, allow_inf_nan=False)]
Image = Annotated[list[Pixel], Field(min_length=64, max_length=64)]


class Question(BaseModel):
    """A batch of 8 x 8 images, each a list of 64 pixels."""

    model_config = ConfigDict(extra="forbid", strict=True)
    images: Annotated[list[Image], Field(min_length=1, max_length=MAX_BATCH)]


class Prediction(BaseModel):
    """The most probable digit of one image."""

    digit: int
    probability: float


class Answer(BaseModel):
    """One prediction per image, in order, and the model that made them."""

    model_version: str
    predictions: list[Prediction]


# --8<-- [end:contract]


# --8<-- [start:service]
def create_app(path: Path | None = None) -> FastAPI:
    """The service around the model file at `path`, by default `$MODEL_PATH`."""
    file = path or Path(os.environ.get("MODEL_PATH", "model.npz"))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.model = DigitModel.load(file)  # once, before the first request
        app.state.model.predict(np.zeros((MAX_BATCH, 64)))  # warm up
        yield

    app = FastAPI(title="Digits", lifespan=lifespan, max_body_size=200_000)

    @app.get("/health")
    def health(request: Request) -> dict[str, str]:
        return {"status": "ok", "model_version": request.app.state.model.version}

    @app.post("/v1/predict")
    def predict(question: Question, request: Request, response: Response) -> Answer:
        start = perf_counter()
        model: DigitModel = request.app.state.model
        P = model.predict(np.array(question.images))  # (N, 10), one pass for all
        response.headers["Server-Timing"] = (
            f"model;dur={1000 * (perf_counter() - start):.3f}"
        )
        predictions = [
            Prediction(digit=int(row.argmax()), probability=float(row.max()))
            for row in P
        ]
        return Answer(model_version=model.version, predictions=predictions)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        found = error.errors()[:5]  # say where and why; do not echo the input
        problems = [
            f"{'.'.join(str(part)[:40] for part in problem['loc'])}: {problem['msg']}"
            for problem in found
        ]
        return JSONResponse({"errors": problems}, status_code=422)

    return app


# --8<-- [end:service]


if __name__ == "__main__":
    for address, operations in create_app().openapi()["paths"].items():
        print(*(method.upper() for method in operations), address)
