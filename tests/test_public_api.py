"""The public names are what the documentation says, and importing them is cheap."""

from __future__ import annotations

import subprocess
import sys
import types

import kztrans


def test_all_is_what_there_is() -> None:
    """``__all__`` lists every public name and no other, and each can be had."""
    public = {
        name
        for name, value in vars(kztrans).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    public -= {"TYPE_CHECKING", "Any", "import_module"}
    assert public <= set(kztrans.__all__)
    assert all(getattr(kztrans, name) is not None for name in kztrans.__all__)
    assert callable(kztrans.evaluate)


def test_import_is_light() -> None:
    """Importing the package loads no model library, no dictionary and no metric."""
    heavy = "torch transformers ctranslate2 pymorphy3 lemminflect sacrebleu jinja2 huggingface_hub numpy"
    code = f"import sys, kztrans; print([m for m in {heavy.split()!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
