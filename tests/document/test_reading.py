"""What a text file may look like, and what each unreadable one is told."""

from __future__ import annotations

import codecs
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztrans.document import Document, collect, read_text, split_lines
from kztrans.errors import InputError

KAZAKH = "Бүгін күн жылы.\r\nЕртең суық болады.\n"


def refusal(path) -> str:
    with pytest.raises(InputError) as caught:
        read_text(path)
    message = str(caught.value)
    assert message.startswith(str(path)) and "\n" not in message
    return message


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        (KAZAKH.encode(), "utf-8"),
        (codecs.BOM_UTF8 + KAZAKH.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + KAZAKH.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + KAZAKH.encode("utf-16-be"), "utf-16"),
    ],
)
def test_readable_encodings(tmp_path, encoded, encoding):
    """UTF-8 with or without byte order mark and UTF-16 with one give the same text, newlines untouched."""
    path = tmp_path / "a.txt"
    path.write_bytes(encoded)
    assert read_text(path) == Document(str(path), KAZAKH, encoding)


def test_windows_1251_is_named_with_line_offset_and_remedy(tmp_path):
    """A translator with an old Windows file learns where it fails, what it is and how to convert it."""
    path = tmp_path / "old.txt"
    path.write_bytes(b"abc\n" + "Сегодня хорошая погода.\n".encode("cp1251"))
    message = refusal(path)
    assert message.startswith(f"{path}:2: not valid UTF-8: byte 0xD1 at byte offset 4")
    assert "looks like Windows-1251" in message and "iconv -f WINDOWS-1251 -t UTF-8" in message


def test_kazakh_windows_code_page_is_named(tmp_path):
    """KZ-1048 differs from Windows-1251 in just the Kazakh letters: the wrong remedy would lose them."""
    path = tmp_path / "old.txt"
    path.write_bytes("Бүгін өңірде күн жылы болады.".encode("kz1048"))
    assert "iconv -f KZ-1048" in refusal(path)


def test_other_bytes_are_not_called_cyrillic(tmp_path):
    """Latin-1 text is refused without a wrong guess."""
    path = tmp_path / "latin.txt"
    path.write_bytes("crème brûlée in a small café".encode("latin-1"))
    message = refusal(path)
    assert "byte offset 2" in message and "1251" not in message


def test_offset_counts_the_byte_order_mark(tmp_path):
    """The byte offset is the file's own, the mark included, in UTF-8 and in UTF-16."""
    path = tmp_path / "bad.txt"
    path.write_bytes(codecs.BOM_UTF8 + b"ab\n\xff")
    assert ":2: not valid UTF-8: byte 0xFF at byte offset 6" in refusal(path)
    path.write_bytes(codecs.BOM_UTF16_LE + "аб".encode("utf-16-le") + b"\x00\xdc")
    assert "not valid UTF-16: byte 0x00 at byte offset 6" in refusal(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "ZIP archive (DOCX"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Microsoft Office"),
        (b"{\\rtf1\\ansi text}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"some\x00thing", "NUL bytes"),
        ("Бүгін күн".encode("utf-16-le"), "UTF-16 (little endian) without a byte order mark"),
        ("Бүгін күн".encode("utf-16-le"), "iconv -f UTF-16LE -t UTF-8"),
        ("Бүгін күн".encode("utf-16-be"), "UTF-16 (big endian) without a byte order mark"),
        ("Бүгін күн".encode("utf-16-be"), "iconv -f UTF-16BE -t UTF-8"),
    ],
)
def test_binary_files_are_named(tmp_path, data, words):
    """A file that is no text is refused by its kind, not translated as noise."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert words in refusal(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "<?xml version='1.0' encoding='utf-8'?>\n<tmx version='1.4'><body/></tmx>",
            "a TMX translation memory",
        ),
        ("<?xml version='1.0'?><xliff version='1.2'></xliff>", "an XLIFF document"),
        ("<xliff\nversion='2.0'>", "an XLIFF document"),
        ("\n <!DOCTYPE html><title>Сәлем</title>", "an HTML page"),
        ("<HTML><p>Сәлем</p>", "an HTML page"),
        ("<?xml version='1.0'?><note>Сәлем</note>", "an XML document"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_markup_is_refused_by_what_it_begins_with(tmp_path, text, words, encoding):
    """Tags are not sentences: whatever the file is called, it is refused with what to do."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    message = refusal(path)
    assert words in message and "export the source text as .txt" in message


@pytest.mark.parametrize(
    "text",
    [
        "<b>Сәлем</b>",
        "Бет <html> тегінен басталады.",
        "<htmlші> деген ат",
        "<tmx",
        "< ?xml",
        "<!-- түсінік -->",
    ],
)
def test_a_tag_makes_no_markup(tmp_path, text):
    """A line of text with a tag in it, even at its head, is text."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert read_text(path).text == text


@pytest.mark.parametrize(
    "ending", ["tsv", "CSV", "jsonl", "json", "xlsx", "xlf", "sdlxliff", "mqxliff", "html"]
)
def test_what_holds_text_in_fields_is_refused_by_its_ending(tmp_path, ending):
    """A table is text inside and would be translated with its keys; its name tells what it is."""
    path = tmp_path / f"a.{ending}"
    path.write_text("1\tСәлем\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"not plain text\. kztrans translates plain text so far"):
        collect([path])


def test_late_nul_is_found(tmp_path):
    """A NUL behind the first kilobytes is found too, with its line."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"word\n" * 3000 + b"\x00")
    assert refusal(path).startswith(f"{path}:3001: ")


def test_missing_folder_and_empty(tmp_path):
    """Missing, folder, empty and white space only: four different messages."""
    blank = tmp_path / "blank.txt"
    blank.write_text(" \n\t\n")
    empty = tmp_path / "empty.txt"
    empty.write_bytes(codecs.BOM_UTF8)
    messages = [refusal(path) for path in (tmp_path / "none.txt", tmp_path, blank, empty)]
    for message, words in zip(messages, ("no such file", "folder", "white space", "empty"), strict=True):
        assert words in message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path):
    """A file without read permission is told so."""
    path = tmp_path / "secret.txt"
    path.write_text("Сәлем")
    path.chmod(0)
    assert "no permission" in refusal(path)


@given(st.text(alphabet=st.sampled_from("аә\r\n \f\u2028\x85z"), max_size=40))
def test_lines_lose_nothing(text):
    """Every character belongs to a line or to its ending, and only real line ends cut."""
    lines = split_lines(text)
    assert "".join(line.text + line.ending for line in lines) == text
    assert all(line.ending in ("\n", "\r\n", "\r") for line in lines[:-1])
    assert not any(set(line.text) & set("\r\n") for line in lines)


def test_rebuild_keeps_each_ending():
    """A file of mixed line endings keeps each where it was."""
    document = Document("x", "а\r\nб\nв")
    assert document.rebuild(["1", "2", "3"]) == "1\r\n2\n3"
    assert Document("x", "а\r\nб\r\nв\n").newline == "\r\n"
