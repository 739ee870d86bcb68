"""``python -m recipes.mini STEP [--config FILE]``: one step of the recipe, or all of them."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from kztrans.errors import KztransError
from recipes.mini.config import Recipe, load

#: Step -> (module, function of the recipe, what it needs installed is imported there), in their order.
STEPS = {
    "synthesise": ("recipes.mini.synthesise", "synthesise"),
    "clean": ("recipes.mini.clean", "clean"),
    "similar": ("recipes.mini.similar", "similar"),
    "start": ("recipes.mini.start", "start"),
    "align": ("recipes.mini.links", "align"),
    "train": ("recipes.mini.train", "train"),
    "export": ("recipes.mini.export", "export"),
    "score": ("recipes.mini.score", "score"),
    "card": ("recipes.mini.card", "card"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the step; 2 for the user's mistakes."""
    parser = argparse.ArgumentParser(prog="python -m recipes.mini", description=__doc__)
    parser.add_argument("step", choices=[*STEPS, "all"])
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("mini.toml"))
    options = parser.parse_args(arguments)
    try:
        recipe = load(options.config)
        for name in STEPS if options.step == "all" else [options.step]:
            module, function = STEPS[name]
            step = cast("Callable[[Recipe], Path]", getattr(importlib.import_module(module), function))
            sys.stderr.write(f"{name} ...\n")
            sys.stderr.write(f"  {step(recipe)}\n")
    except KztransError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except ModuleNotFoundError as error:
        sys.stderr.write(f"This step needs {error.name}. Install it: pip install 'kztrans[train]'\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
