"""Texts to pieces and back."""

import gzip
import itertools

import pytest
from conftest import SHARED, article_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from kztrans.engine.layout import TargetTokenizer, read_layout
from kztrans.engine.loader import mini_directory
from kztrans.engine.tokenizer import (
    BOUNDARY,
    UNKNOWN,
    JsonTokenizer,
    SentencePieceTokenizer,
    decode_symbols,
    is_control,
    load_tokenizer,
)
from kztrans.errors import InputError, ModelError

MINI = load_tokenizer(mini_directory())
WRITABLE = frozenset(MINI.symbols[: read_layout(mini_directory()).producible])
WRITER = TargetTokenizer(MINI, WRITABLE)
TEXTS = st.text(
    st.one_of(
        st.sampled_from("қазақстанҰҮӨі «»—–-…№½ﬁ.,:  \u00a0\u00ad\u200b▁<>/s_kaz09AZ"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


def normalised(text):
    """What SentencePiece makes of a text before it cuts it."""
    return MINI._processor.normalize(text).replace(BOUNDARY, " ").strip(" ")


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_nothing_is_lost_by_mini(text):
    """With byte fallback every text comes back, up to SentencePiece's own normalisation."""
    symbols = [piece.symbol for piece in MINI.encode(text)]
    assert UNKNOWN not in symbols
    assert MINI.decode(symbols)[0] == normalised(text)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_are_in_order_and_cover_the_text(text):
    """A source span can be read off any range of pieces: spans are ordered and leave out only spaces."""
    pieces = MINI.encode(text)
    covered = set()
    for before, after in itertools.pairwise(pieces):
        assert before.span.start <= after.span.start
        assert before.span.end <= max(after.span.end, before.span.end) <= len(text)
    for piece in pieces:
        assert 0 <= piece.span.start <= piece.span.end <= len(text)
        assert (piece.span.start == piece.span.end) == (piece.symbol == BOUNDARY)
        covered |= set(range(piece.span.start, piece.span.end))
    assert all(normalised(text[i]) == "" for i in set(range(len(text))) - covered)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_decoding_agrees_with_sentencepiece_and_its_spans_hold(text):
    """Our own detokeniser, which has spans, writes what SentencePiece writes."""
    symbols = [piece.symbol for piece in MINI.encode(text)]
    decoded, spans = MINI.decode(symbols)
    assert decoded == MINI._processor.decode(symbols)
    for symbol, span in zip(symbols, spans, strict=True):
        if not symbol.startswith("<0x"):
            assert decoded[span.start : span.end] == symbol.replace(BOUNDARY, " ").strip(" ") or " " in symbol


def test_all_bytes_of_a_character_cover_it():
    """A character without a piece is several bytes, and each of them stands for the whole character."""
    text = "а 龘 😀"
    spans = {text[p.span.start : p.span.end] for p in MINI.encode(text) if p.symbol.startswith("<0x")}
    assert spans == {"龘", "😀"}
    symbols = [p.symbol for p in MINI.encode(text)]
    decoded, back = MINI.decode(symbols)
    assert {
        decoded[s.start : s.end] for s, x in zip(back, symbols, strict=True) if x.startswith("<0x")
    } == spans


def test_expanded_character_is_covered_by_all_its_pieces():
    """Normalisation may make three characters of one (½): their pieces all point at that one."""
    text = "жарты ½ кг"
    parts = [p for p in MINI.encode(text) if text[p.span.start : p.span.end] == "½"]
    assert "".join(p.symbol for p in parts).replace(BOUNDARY, "")[0] == "1" and len(parts) > 1


@pytest.mark.parametrize("symbols", [["<0xE9>"], ["a", "<0xE9>", "<0xBE>"], ["<0xFF>", "<0x80>", "b"]])
def test_broken_bytes_become_replacement_characters(symbols):
    """A model can write bytes that are no UTF-8: one U+FFFD each, as SentencePiece does, never a crash."""
    assert decode_symbols(symbols)[0] == MINI._processor.decode(symbols)


@pytest.mark.parametrize(
    "text", ["kaz_Cyrl eng_Latn", "</s>", "<unk> <s> <pad>", "<0x41>", "a</s>b rus_Cyrl"]
)
def test_control_symbols_in_a_text_are_plain_text(text, nllb_spm, tmp_path):
    """A document cannot steer the model: its words are never the end mark or a language code."""
    (tmp_path / "sentencepiece.bpe.model").write_bytes(nllb_spm)
    for tokenizer in (MINI, load_tokenizer(tmp_path)):
        symbols = [piece.symbol for piece in tokenizer.encode(text)]
        assert not any(is_control(symbol) or symbol.startswith("<0x") for symbol in symbols)
        assert symbols
    assert MINI.decode([p.symbol for p in MINI.encode(text)])[0] == text


def test_unknown_characters_keep_their_span(nllb_spm, tmp_path):
    """NLLB has no byte fallback: a character may be ``<unk>``, but its span says what it was."""
    (tmp_path / "sentencepiece.bpe.model").write_bytes(nllb_spm)
    text = "бағдарлама 龘龘 жаңа"
    unknown = [p for p in load_tokenizer(tmp_path).encode(text) if p.symbol == UNKNOWN]
    assert [text[p.span.start : p.span.end] for p in unknown] == ["龘龘"]


def lines_to_compare() -> list[str]:
    """A thousand lines: the article, its parts, made-up mixtures, and the corpus where it is at hand."""
    lines = article_lines()
    words = " ".join(lines).split()
    lines += [" ".join(words[i : i + 1 + i % 9]) for i in range(len(words))]
    lines += [
        f"№ {i}-бап: «{w.upper()}» – {i * 37},5 % (Astana LLP), e-mail: a{i}@b.kz…"
        for i, w in enumerate(words)
    ]
    lines += [f"{w.title()}-{w.lower()}, {w[::-1]}… ({i}/{len(words)}) {w}" for i, w in enumerate(words)]
    corpus = SHARED / "corpus" / "mono-kk-kaznerd-news.txt.gz"
    if corpus.is_file():
        with gzip.open(corpus, "rt", encoding="utf-8") as file:
            lines += [line.strip() for _, line in zip(range(600), file, strict=False)]
    return lines


def test_mini_agrees_with_transformers(mini_hf):
    """transformers' tokenizer of the same model cuts a thousand lines into the same pieces."""
    transformers = pytest.importorskip("transformers")
    theirs = transformers.AutoTokenizer.from_pretrained(mini_hf)
    ours = load_tokenizer(mini_hf)
    lines = lines_to_compare()
    assert len(lines) >= 1000
    for line in lines:
        expected = theirs.convert_ids_to_tokens(theirs(line, add_special_tokens=False).input_ids)
        assert [p.symbol for p in ours.encode(line)] == expected, line


def test_nllb_agrees_with_transformers_in_symbols_and_ids(nllb_tokenizer, nllb_hf, nllb_spm, tmp_path):
    """NLLB's SentencePiece model gives NllbTokenizer's pieces, and its ids by fairseq's offset."""
    from kztrans.engine.torch import _vocabulary

    (tmp_path / "sentencepiece.bpe.model").write_bytes(nllb_spm)
    ours = load_tokenizer(tmp_path)
    vocabulary = _vocabulary(tmp_path, ours)
    assert vocabulary == _vocabulary(nllb_hf, ours)  # the one from tokenizer.json
    lines = lines_to_compare()
    assert len(lines) >= 1000
    for line in lines:
        expected = nllb_tokenizer(line, add_special_tokens=False).input_ids
        symbols = [p.symbol for p in ours.encode(line)]
        assert [
            vocabulary.index(s) if s == UNKNOWN else nllb_tokenizer.convert_tokens_to_ids(s) for s in symbols
        ] == expected, line
    for code in ("kaz_Cyrl", "eng_Latn", "rus_Cyrl"):
        assert vocabulary.index(code) == nllb_tokenizer.convert_tokens_to_ids(code)


def test_json_and_sentencepiece_readers_agree(nllb_hf):
    """The two files of a model that has both say the same, spans included."""
    one = SentencePieceTokenizer(nllb_hf / "sentencepiece.bpe.model")
    two = JsonTokenizer(nllb_hf / "tokenizer.json")
    for line in [*article_lines(), "eng_Latn </s> kaz_Cyrl"]:
        assert one.encode(line) == two.encode(line)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_target_pieces_are_all_writable_and_say_the_same(text):
    """A forced or scored target uses only pieces that the decoder may write, and is still the same text."""
    pieces = WRITER.encode(text)
    assert {p.symbol for p in pieces} <= WRITABLE
    assert WRITER.decode([p.symbol for p in pieces])[0] == normalised(text)


def test_divided_pieces_keep_their_characters():
    """Each part of a divided piece covers its own characters, so a term's pieces are found exactly."""
    text = "KARLSKRONA және Instagram"
    for piece in WRITER.encode(text):
        assert text[piece.span.start : piece.span.end] == piece.symbol.removeprefix(BOUNDARY)


def test_broken_characters_are_an_input_error():
    """Half a surrogate pair in a text is named with its place, not a crash inside the tokenizer."""
    with pytest.raises(InputError, match="character 2"):
        MINI.encode("аб\ud800")


def test_missing_and_broken_tokenizers_are_named(tmp_path):
    """A directory without a tokenizer, or with a damaged one, says so instead of failing deep inside."""
    with pytest.raises(ModelError, match="no tokenizer here"):
        load_tokenizer(tmp_path)
    for name in ("sentencepiece.model", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"nonsense")
        with pytest.raises(ModelError, match="not a"):
            load_tokenizer(tmp_path)
        (tmp_path / name).unlink()
