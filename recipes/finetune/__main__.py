"""``python -m recipes.finetune MODEL FILE... --to en --out DIR``: NLLB that has read your translations."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kztrans.errors import KztransError
from kztrans.records import TARGETS
from recipes.finetune.lora import Settings, examples_of, finetune


def main(arguments: list[str] | None = None) -> int:
    """Run it; 2 for the user's mistakes."""
    parser = argparse.ArgumentParser(prog="python -m recipes.finetune", description=__doc__)
    parser.add_argument("model", type=Path, help="a folder in transformers layout")
    parser.add_argument("files", type=Path, nargs="+", help="TMX, XLIFF, tables, or pairs of text files")
    parser.add_argument("--to", action="append", choices=TARGETS, required=True)
    parser.add_argument("--out", type=Path, required=True)
    defaults = Settings()
    for name in ("rank", "epochs", "batch", "longest", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(defaults, name))
    parser.add_argument("--rate", type=float, default=defaults.rate)
    options = vars(parser.parse_args(arguments))
    model, files, out, targets = (options.pop(name) for name in ("model", "files", "out", "to"))
    try:
        examples = examples_of(files, targets)
        place = finetune(model, examples, out, Settings(**options), _say)
        sys.stderr.write(f"{place}\n")
    except KztransError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
