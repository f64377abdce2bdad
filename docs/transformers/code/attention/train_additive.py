"""The same training as in train.py with additive attention."""

from model import Additive
from train import run

if __name__ == "__main__":
    run("additive", Additive, rate=0.004)
