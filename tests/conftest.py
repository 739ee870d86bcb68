"""A small checkpoint in NLLB's shape: SentencePiece BPE, fairseq ids, M2M100 weights, in both layouts."""

import io
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

_TARGETS = (
    "The Government of the Republic of Kazakhstan approved the programme for business support.",
    "Правительство Республики Казахстан утвердило программу поддержки бизнеса.",
    "In 2016 the company exported 3,700 tonnes of grain to the European Union.",
    "В 2016 году компания экспортировала 3700 тонн зерна в страны Европейского союза.",
)


def article_lines() -> list[str]:
    """Sentence-like lines of the shipped example article."""
    text = (ROOT / "examples" / "article.kk.txt").read_text("utf-8")
    return [
        line.strip() for line in text.replace(". ", ".\n").replace("! ", "!\n").split("\n") if line.strip()
    ]


@pytest.fixture(scope="session")
def kazakh_lines() -> list[str]:
    """Fifty-two Kazakh lines of one to four words, and a whole sentence, from the example article."""
    words = " ".join(article_lines()).split()
    lines, at = [], 0
    while len(lines) < 52:
        size = 1 + len(lines) % 4
        lines.append(" ".join(words[at : at + size]))
        at += size
    return lines + sorted(article_lines(), key=len)[20:21]


@pytest.fixture(scope="session")
def nllb_spm() -> bytes:
    """A SentencePiece BPE model of 600 symbols without language codes, as NLLB's."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter((article_lines() + list(_TARGETS)) * 2),
        model_writer=model,
        vocab_size=600,
        model_type="bpe",
        normalization_rule_name="nmt_nfkc",
        minloglevel=2,
    )
    return model.getvalue()


@pytest.fixture(scope="session")
def nllb_tokenizer(nllb_spm):
    """transformers' own NllbTokenizer with that model's pieces, merges and normalisation."""
    pytest.importorskip("transformers")
    import sentencepiece
    from transformers import NllbTokenizer
    from transformers.models.nllb.tokenization_nllb import FAIRSEQ_LANGUAGE_CODES

    processor = sentencepiece.SentencePieceProcessor(model_proto=nllb_spm)
    pieces = [processor.id_to_piece(index) for index in range(3, processor.get_piece_size())]
    rank = {piece: index for index, piece in enumerate(pieces)}
    symbols = ["<s>", "<pad>", "</s>", "<unk>", *pieces, *FAIRSEQ_LANGUAGE_CODES, "<mask>"]
    vocabulary = {symbol: index for index, symbol in enumerate(symbols)}
    merges = sorted(
        (rank[piece], rank[piece[:cut]], rank[piece[cut:]], (piece[:cut], piece[cut:]))
        for piece in pieces
        for cut in range(1, len(piece))
        if piece[:cut] in rank and piece[cut:] in rank
    )
    return NllbTokenizer(
        vocab=vocabulary,
        merges=[merge[-1] for merge in merges],
        _spm_precompiled_charsmap=_charsmap(nllb_spm),
    )


def _charsmap(model: bytes) -> bytes:
    """The normalisation table of a SentencePiece model: field 2 of its NormalizerSpec message."""
    import sentencepiece

    spec = sentencepiece.SentencePieceNormalizer(model_proto=model).serialized_normalizer_spec()
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = spec[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(spec):
        field, kind = divmod(varint(), 8)
        size = varint()
        if kind == 2:
            if field == 2:
                return spec[at : at + size]
            at += size
    raise AssertionError("no normalisation table")


@pytest.fixture(scope="session")
def nllb_hf(tmp_path_factory, nllb_spm, nllb_tokenizer) -> Path:
    """A transformers directory of random weights in NLLB's shape, with every file that the hub's have."""
    torch = pytest.importorskip("torch")
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(7)
    config = M2M100Config(
        vocab_size=len(nllb_tokenizer) + 2,
        d_model=32,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=512,
        decoder_start_token_id=2,
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
    )
    model = M2M100ForConditionalGeneration(config)
    for parameter in model.parameters():
        if parameter.dim() > 1:
            torch.nn.init.xavier_uniform_(parameter)
    with torch.no_grad():
        model.model.shared.weight[2:].normal_(0, 0.3)
        # Random weights hardly ever end a sentence: lift the end mark's logit by a constant.
        end = model.model.shared.weight[2]
        model.model.decoder.layer_norm.bias += 4 * end / end.square().sum()
    directory = tmp_path_factory.mktemp("nllb-hf")
    model.save_pretrained(directory)
    nllb_tokenizer.save_pretrained(directory)
    # transformers 5 leaves the SentencePiece model out; the hub's repositories have it.
    (directory / "sentencepiece.bpe.model").write_bytes(nllb_spm)
    return directory


@pytest.fixture(scope="session")
def nllb_ct2(tmp_path_factory, nllb_hf) -> Path:
    """The same checkpoint as float32 CTranslate2."""
    return convert(nllb_hf, tmp_path_factory.mktemp("nllb-ct2"))


@pytest.fixture(scope="session")
def mini_hf() -> Path:
    """mini in transformers layout, where the shared folder has it."""
    directory = SHARED / "mini-start" / "hf"
    if not directory.is_dir():
        pytest.skip("needs the shared folder's mini in transformers layout")
    return directory


@pytest.fixture(scope="session")
def mini_ct2_float32(tmp_path_factory, mini_hf) -> Path:
    """The same mini as float32 CTranslate2 (the embedded one is int8)."""
    return convert(mini_hf, tmp_path_factory.mktemp("mini-ct2"))


def convert(source: Path, target: Path) -> Path:
    """Convert a transformers directory, tokenizer and layout included, to float32 CTranslate2."""
    import shutil

    import torch
    from ctranslate2.converters import TransformersConverter

    # bytes that are float16 on disk are read as float32, so that both engines compute in float32
    names = [p.name for p in source.iterdir() if p.suffix == ".model" or p.name == "layout.json"]
    converter = TransformersConverter(str(source))
    converter._load_as_float16 = False
    converter._dtype = torch.float32
    converter.convert(str(target), force=True, quantization="float32")
    for name in names:
        shutil.copy(source / name, target / name)
    return target
