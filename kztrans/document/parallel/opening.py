"""Opening a file as bytes, packed or not."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path

from kztrans.errors import InputError

PACKED = ".gz"


@contextmanager
def opened(path: Path) -> Iterator[BufferedIOBase]:
    """The file as bytes, unpacked where it is gzipped; what cannot be read becomes an InputError."""
    try:
        packed = path.suffix.casefold() == PACKED
        with gzip.open(path) if packed else path.open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise InputError("no such file", file=path, remedy="Check the name and the folder.") from None
    except IsADirectoryError:
        raise InputError("this is a folder, not a file", file=path) from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"damaged or no gzip file ({error})", file=path) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=path) from None
