"""Bytes to text: UTF-8 and UTF-16 with a byte order mark are read, all else is refused by name."""

from __future__ import annotations

import codecs
import re

from kztrans.errors import InputError

# The first bytes of common files that are not plain text (Wikipedia, "List of file signatures").
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX, ODT and EPUB files are ZIP archives)"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document (DOC, XLS, PPT)"),
    (b"{\\rtf", "a Rich Text (RTF) document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_PLAIN_TEXT = "Save it as plain text in UTF-8 first."
# How markup begins, and the elements that tell of what kind it is.
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|(?:html|tmx|xliff)(?=[\s>]))", re.IGNORECASE)
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<tmx\b", re.IGNORECASE), "a TMX translation memory"),
    (re.compile(r"<xliff\b", re.IGNORECASE), "an XLIFF document"),
    (re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE), "an HTML page"),
    (re.compile(""), "an XML document"),
)
_HEAD = 8192  # characters in which the kind of markup is looked for
EXPORT = "kztrans translates plain text so far: export the source text as .txt, one segment a line."
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_WORD_WITH_KAZAKH = re.compile(r"[А-Яа-яЁё][ӘәҒғҚқҢңӨөҰұҮүҺһІі]|[ӘәҒғҚқҢңӨөҰұҮүҺһІі][А-Яа-яЁё]")


def encoding_of(head: bytes) -> str:
    """The codec to read a file with, from its first bytes: a byte order mark decides, else UTF-8."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "utf-8"


def refuse_binary(head: bytes, *, file: str) -> None:
    """Raise ``InputError`` when ``head``, the first bytes of ``file``, is not the beginning of a text."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature):
            raise InputError(f"this is {what}, not a text file", file=file, remedy=_PLAIN_TEXT)
    if encoding_of(head) != "utf-16" and b"\x00" in head:
        # The names are those that both Python and iconv know.
        for codec, mark in (("UTF-16LE", "little"), ("UTF-16BE", "big")):
            if _cyrillic_share(head[: len(head) // 2 * 2], codec) > 0.5:
                raise InputError(
                    f"it looks like UTF-16 ({mark} endian) without a byte order mark",
                    file=file,
                    remedy=f"Save it as UTF-8, for example: iconv -f {codec} -t UTF-8 OLD > NEW",
                )
        raise InputError("this is a binary file (it holds NUL bytes)", file=file, remedy=_PLAIN_TEXT)


def refuse_markup(text: str, *, file: str) -> None:
    """Raise ``InputError`` when ``text``, the beginning of ``file``, is an XML or HTML document.

    Only what it begins with counts: a line of plain text may hold tags.
    """
    if _MARKUP.match(text):
        what = next(what for pattern, what in _KINDS if pattern.search(text[:_HEAD]))
        raise InputError(f"this is {what}, not plain text", file=file, remedy=EXPORT)


def refuse_nul(text: str, *, file: str, line: int = 1) -> None:
    """Raise ``InputError`` when ``text``, which begins at ``line`` of ``file``, holds a NUL character."""
    place = text.find("\x00")
    if place >= 0:
        raise InputError(
            "this is a binary file (it holds NUL bytes)",
            file=file,
            line=line + text.count("\n", 0, place),
            remedy=_PLAIN_TEXT,
        )


def undecodable(error: UnicodeDecodeError, *, file: str, offset: int = 0, line: int = 1) -> InputError:
    """The message for bytes that do not decode.

    ``error.object`` begins at byte ``offset`` and at line ``line`` of ``file``. Where the bytes read as
    Cyrillic in Windows-1251 or its Kazakh variant KZ-1048, the message says so.
    """
    data, start = error.object, error.start
    utf16 = error.encoding.lower().replace("_", "-").startswith("utf-16")
    expected = "UTF-16" if utf16 else "UTF-8"
    message = f"not valid {expected}: byte 0x{data[start]:02X} at byte offset {offset + start}"
    remedy = "Save it as UTF-8 in your editor."
    if not utf16:
        line += data.count(b"\n", 0, start)
        name, codec = _guess(data)
        if name:
            message += f"; it looks like {name}"
            remedy = f"Save it as UTF-8, for example: iconv -f {codec} -t UTF-8 OLD > NEW"
    return InputError(message, file=file, line=line, remedy=remedy)


def _guess(data: bytes) -> tuple[str, str]:
    """The name of the 8-bit Cyrillic encoding of ``data`` and its iconv name; two '' when it is none."""
    sample = data[:65536]
    if _cyrillic_share(sample, "cp1251") < 0.6:
        return "", ""
    if _WORD_WITH_KAZAKH.search(sample.decode("kz1048", errors="ignore")):
        return "Windows-1251 (its Kazakh variant, KZ-1048)", "KZ-1048"
    return "Windows-1251", "WINDOWS-1251"


def _cyrillic_share(data: bytes, codec: str) -> float:
    """Share of Cyrillic letters among the characters of ``data`` that are not white space."""
    text = "".join(data.decode(codec, errors="replace").split())
    return len(_CYRILLIC.findall(text)) / len(text) if text else 0.0
