"""A transformers directory as int8 CTranslate2, with the files that kztrans reads beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from kztrans.engine.layout import LAYOUT_FILE
from kztrans.engine.tokenizer import tokenizer_files
from kztrans.errors import MissingExtraError, ModelError


def require_converter(name: str) -> None:
    """Raise ``MissingExtraError`` where the model called ``name`` could not be converted."""
    try:
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"{name} is published for transformers only and must be converted, which needs {error.name}",
            remedy="Install it: pip install 'kztrans[torch]'.",
        ) from error


def convert(source: Path, target: Path) -> Path:
    """Write the model in ``source`` to the folder ``target``; raises ``ModelError`` where it cannot be."""
    from ctranslate2.converters import TransformersConverter

    try:
        TransformersConverter(str(source)).convert(str(target), quantization="int8", force=True)
    except (OSError, RuntimeError, ValueError, KeyError) as error:
        raise ModelError(f"the conversion to CTranslate2 failed: {error}", file=source) from error
    names = [*tokenizer_files(source), *([LAYOUT_FILE] if (source / LAYOUT_FILE).is_file() else [])]
    for name in names:
        shutil.copy(source / name, target / name)
    return target
