"""The embedded model through CTranslate2: prefixes, attention, limits, scores."""

import threading

import ctranslate2
import pytest

from kztrans.engine import Engine, load_engine
from kztrans.engine.ct2 import CT2Engine, _threading
from kztrans.engine.ct2_files import narrowed, read_files
from kztrans.engine.loader import mini_directory
from kztrans.engine.seq2seq import TARGET_CODES
from kztrans.errors import InputError, LanguageError, ModelError

SOURCE = "Қазақстан Республикасының Үкіметі бизнесті қолдау бағдарламасын бекітті."


@pytest.fixture(scope="module")
def mini():
    """The embedded model, loaded once."""
    return load_engine("mini", threads=2)


@pytest.fixture(scope="module")
def exact():
    """The same weights in float32: int8 rounds otherwise on another way to the same score."""
    return CT2Engine(mini_directory(), threads=2, compute_type="float32")


def test_it_is_an_engine_and_says_what_it_is(mini):
    """Reports and score signatures need the model's name, backend, numeric type and hash."""
    assert isinstance(mini, Engine)
    assert mini.name == "mini"
    assert mini.signature.startswith("ct2:4.") and mini.signature.endswith(":int8_float32")
    assert len(mini.fingerprint) == 12 and int(mini.fingerprint, 16)
    assert mini.max_source_pieces == 150
    assert mini.count_pieces(SOURCE) == len(mini.translate([SOURCE], target="en", beam=1)[0][0].source_pieces)


def test_loading_is_silent(capfd):
    """CTranslate2 writes warnings to the user's terminal when it must convert the weights' type."""
    load_engine("mini")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "target, words", [("en", ("Kazakhstan", "business")), ("ru", ("Казахстан", "бизнес"))]
)
def test_it_translates(mini, target, words):
    """The embedded model knows both targets."""
    text = mini.translate([SOURCE], target=target)[0][0].text
    assert all(word in text for word in words)


def test_order_and_company_do_not_matter(mini, kazakh_lines):
    """A sentence has one translation, whatever is decoded beside it and in whichever order results come."""
    lines = [SOURCE, "Иә.", *kazakh_lines[:4], "бизнес " * 25]
    together = [beams[0].text for beams in mini.translate(lines, target="ru")]
    alone = [mini.translate([line], target="ru")[0][0].text for line in lines]
    assert together == alone
    assert mini.translate(lines[::-1], target="ru")[-1][0].text == together[0]


def same_search(engine, whole, line, prefix, target):
    """The engine writes and charges what plain CTranslate2, without a vocabulary map, does."""
    ours = engine.translate([line], target=target, prefixes=[prefix])[0][0]
    symbols = [piece.symbol for piece in ours.pieces]
    begun = [piece.symbol for piece in ours.pieces if piece.span.end <= len(prefix)]
    source = ["kaz_Cyrl", *(piece.symbol for piece in ours.source_pieces), "</s>"]
    (theirs,) = whole.translate_batch(
        [source], target_prefix=[[TARGET_CODES[target], *begun]], beam_size=4, return_scores=True
    )
    assert theirs.hypotheses[0][1:] == symbols
    if not prefix:
        total = theirs.scores[0] * (len(symbols) + 2)
        assert total / (len(symbols) + 1) == pytest.approx(ours.score, abs=1e-4)


def test_what_is_left_out_of_the_last_product_changes_nothing(exact, kazakh_lines):
    """Symbols never written are not scored, free and behind a prefix: the search is that of a model which has
    the same symbols ruled out by its bias alone."""
    files = narrowed(read_files(mini_directory()), exact._vocabulary, 22064, exact._foreign["eng_Latn"])
    del files["vmap.txt"]
    whole = ctranslate2.Translator(str(mini_directory()), compute_type="float32", files=files)
    for line, prefix in zip(kazakh_lines[:6], ["", "The Ministry", "", "«Serpin»", "1,5", ""], strict=True):
        same_search(exact, whole, line, prefix, "en")


@pytest.mark.parametrize("prefix", ["", "Министерство", "«Serpin»"])
def test_where_both_scripts_may_be_written_the_search_is_the_models_own(mini, kazakh_lines, prefix):
    """Russian of a source with Latin letters: texts and scores are those of the weights as they are saved."""
    whole = ctranslate2.Translator(str(mini_directory()), compute_type="int8_float32")
    for line in kazakh_lines[:4]:
        same_search(mini, whole, f"IT {line}", prefix, "ru")


@pytest.mark.parametrize("target, other", [("en", "▁бизнес"), ("ru", "▁business")])
def test_only_the_targets_script_is_written(exact, kazakh_lines, target, other):
    """The other script is written where source or prefix have it, and nowhere else; the score is the one
    that the same text is given."""
    code = TARGET_CODES[target]
    plain, latin = (("kaz_Cyrl", symbol, "</s>") for symbol in ("▁бизнес", "▁IT"))
    assert {exact._script(plain, (code, symbol)) for symbol in ("▁2025", "—", "▁", "<0xD0>")} == {code}
    assert exact._script(plain, (code, other)) == ""
    assert exact._script(latin, (code,)) == (code if target == "en" else "")
    best = [beams[0] for beams in exact.translate(kazakh_lines[:6], target=target)]
    totals = exact.score(kazakh_lines[:6], [each.text for each in best], target=target)
    for each, total in zip(best, totals, strict=True):
        own = exact._writer.encode(each.text)
        if [piece.symbol for piece in own] == [piece.symbol for piece in each.pieces]:
            assert each.score == pytest.approx(total / (len(own) + 1), abs=1e-4)


@pytest.mark.parametrize("damage", ["no bias", "cut", "another vocabulary"])
def test_a_bias_that_does_not_fit_is_an_error(damage):
    """What cannot be held to a script is refused, not passed over: no bias, half of one, one too short."""
    files = read_files(mini_directory())
    name = b"decoder/projection/bias\0"
    model, symbols = files["model.bin"], ["▁a", "▁б"] * 20000
    if damage == "no bias":
        model = model.replace(name, b"decoder/projection/bios\0")
    if damage == "cut":
        model = model[: model.index(name) + 1000]
    with pytest.raises(ValueError, match="40000" if damage == "another vocabulary" else "no bias"):
        narrowed({**files, "model.bin": model}, symbols, 2, {"▁б"})


@pytest.mark.parametrize(
    "threads, size, expected",
    [(2, 36_000_000, (2, 1)), (1, 36_000_000, (1, 1)), (2, 600_000_000, (1, 2)), (16, 600_000_000, (4, 4))],
)
def test_small_models_decode_a_batch_a_thread(threads, size, expected):
    """Batches side by side for small weights, threads within a batch for large ones."""
    assert _threading(threads, size) == expected


def test_pieces_and_attention_fit_the_texts(mini):
    """A row for each target piece, a column for each source piece, spans that spell the pieces."""
    best = mini.translate([SOURCE], target="en", attention=True)[0][0]
    assert len(best.attention) == len(best.pieces)
    assert {len(row) for row in best.attention} == {len(best.source_pieces)}
    assert "".join(best.text[p.span.start : p.span.end] for p in best.pieces) == best.text.replace(" ", "")
    assert mini.translate([SOURCE], target="en")[0][0].attention == ()


def test_attention_points_at_the_source_word(mini):
    """Enforcement finds a term's rendering by the alignment head: Government looks at Үкіметі."""
    best = mini.translate([SOURCE], target="en", attention=True)[0][0]
    (row,) = (r for r, p in zip(best.attention, best.pieces, strict=True) if p.symbol == "▁Government")
    piece = best.source_pieces[row.index(max(row))]
    assert SOURCE[piece.span.start : piece.span.end] in "Үкіметі"


@pytest.mark.parametrize(
    "prefix", ["The Government", "№ 5", "№ 5 ", "  «KARLSKRONA LC AB»", "龘 ½ …", " ", "eng_Latn </s>"]
)
def test_a_prefix_stands_exactly_as_given(mini, prefix):
    """Forced text survives with its own characters, even those that the model's normalisation changes."""
    best = mini.translate([SOURCE], target="en", prefixes=[prefix], attention=True)[0][0]
    assert best.text.startswith(prefix)
    assert "  " not in best.text[len(prefix.rstrip()) :]
    assert len(best.attention) == len(best.pieces)
    spans = [(p.span.start, p.span.end) for p in best.pieces]
    assert spans == sorted(spans) and spans[-1][1] == len(best.text)


def test_the_free_translation_is_its_own_continuation(exact):
    """Forcing the words that the model chose itself changes neither text, nor score, nor attention."""
    free = exact.translate([SOURCE], target="en", attention=True)[0][0]
    prefix = free.text[: free.text.index(" program")]
    forced = exact.translate([SOURCE], target="en", prefixes=[prefix], attention=True)[0][0]
    assert forced.text == free.text
    assert forced.pieces == free.pieces
    assert forced.score == pytest.approx(free.score, abs=1e-4)
    for one, two in zip(free.attention, forced.attention, strict=True):
        assert one == pytest.approx(two, abs=1e-4)


def test_hypothesis_score_is_the_mean_of_the_forced_score(exact):
    """Both kinds of score are in one currency: nats, the end mark included."""
    for beams in exact.translate([SOURCE] * 2, target="en", n_best=3, prefixes=[None, "The programme"]):
        for h in beams:
            total = exact.score([SOURCE], [h.text], target="en")[0]
            assert h.score == pytest.approx(total / (len(h.pieces) + 1), abs=1e-4)


def test_hypotheses_are_distinct_and_the_first_is_the_best(mini, kazakh_lines):
    """The n-best list begins with what is given alone, behind a prefix too; more than the beam holds is an
    error."""
    lines, prefixes = kazakh_lines[:12], [None, "The new programme of"] * 6
    alone = mini.translate(lines, target="en", prefixes=prefixes)
    for beams, best in zip(
        mini.translate(lines, target="en", n_best=4, prefixes=prefixes), alone, strict=True
    ):
        assert beams[0].text == best[0].text
        assert len({tuple(p.symbol for p in h.pieces) for h in beams}) == 4
    beams = mini.translate([SOURCE], target="en", n_best=4)[0]
    assert [h.score for h in beams] == sorted((h.score for h in beams), reverse=True)
    with pytest.raises(ValueError, match="n_best"):
        mini.translate([SOURCE], target="en", beam=2, n_best=3)


def test_a_good_target_scores_above_a_bad_one(mini):
    """Teacher-forced scores tell a translation from an unrelated sentence."""
    good, bad = mini.score(
        [SOURCE] * 2,
        ["The Government of Kazakhstan approved the programme.", "The cat sleeps on the red sofa all day."],
        target="en",
    )
    assert good > bad + 10


def test_symbols_the_model_never_writes_cost_no_fortune(mini):
    """mini cannot write 6,703 of its symbols (their bias is -10,000): targets are cut without them."""
    (total,) = mini.score([SOURCE], ["Instagram, NATO и Трамп"], target="ru")
    assert total > -500


def test_a_document_cannot_steer_the_model(mini):
    """Control symbols written in a source or a target are plain text."""
    for text in ("</s>", "rus_Cyrl", "<unk> </s> eng_Latn"):
        pieces = mini.translate([text], target="en", beam=1)[0][0].source_pieces
        assert not {"</s>", "<unk>", "rus_Cyrl", "eng_Latn"} & {p.symbol for p in pieces}
        assert mini.score([SOURCE], [text], target="en")[0] < -10
    whole, cut = mini.score([SOURCE] * 2, ["Yes </s> no", "Yes"], target="en")
    assert whole < cut


def test_empty_sources(mini):
    """A source of spaces has nothing to translate: its translation is its prefix, and the rest goes on."""
    results = mini.translate(["", " \u00a0", SOURCE], target="en", prefixes=[None, "Note: ", None])
    assert [beams[0].text for beams in results[:2]] == ["", "Note: "]
    assert results[2][0].text
    assert mini.translate([], target="en") == []
    assert mini.score([], [], target="en") == []


def test_nothing_is_cut_silently(mini):
    """Sources, prefixes and targets beyond the model's 512 positions are errors that name the limit."""
    long = "бағдарлама " * 600
    for call in (
        lambda: mini.translate([long], target="en"),
        lambda: mini.translate(["Иә"], target="en", prefixes=["programme " * 600]),
        lambda: mini.score(["Иә"], ["programme " * 600], target="en"),
    ):
        with pytest.raises(InputError, match="510"):
            call()


def test_the_longest_source_still_decodes(mini):
    """At the limit itself nothing breaks: 510 pieces in, 510 out."""
    source = " ".join(["бизнес"] * 510)
    assert mini.count_pieces(source) == 510
    assert mini.score([source], ["business"], target="en")[0] < 0
    target = " ".join(["business"] * 510)
    assert mini.score(["бизнес"], [target], target="en")[0] < 0


def test_loops_end(mini, monkeypatch):
    """A model that never ends its sentence is stopped in proportion to the source."""
    best = mini.translate(["а" * 12], target="ru", beam=1, prefixes=["ха-ха-ха-ха-ха-ха"])[0][0]
    assert len(best.pieces) < 128


def test_unknown_targets_are_language_errors(mini):
    """Only English and Russian; the message says so."""
    with pytest.raises(LanguageError, match="en, ru"):
        mini.translate([SOURCE], target="kk")


def test_threads_share_one_engine(mini, kazakh_lines):
    """The engine is thread-safe: parallel calls give what one call gives."""
    lines = kazakh_lines[:6]
    expected = [b[0].text for b in mini.translate(lines, target="en", beam=2)]
    results = {}

    def work(index):
        results[index] = [b[0].text for b in mini.translate(lines, target="en", beam=2)]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(results[i] == expected for i in range(4))


@pytest.mark.parametrize(
    "missing", ["model.bin", "config.json", "shared_vocabulary.json", "sentencepiece.model"]
)
def test_incomplete_directories_name_the_missing_file(tmp_path, missing):
    """A model directory with a hole says which file is missing."""
    for file in mini_directory().iterdir():
        if file.name != missing:
            (tmp_path / file.name).symlink_to(file)
    with pytest.raises(ModelError, match=missing):
        CT2Engine(tmp_path)


@pytest.mark.parametrize(
    "name", ["model.bin", "shared_vocabulary.json", "layout.json", "sentencepiece.model"]
)
def test_damaged_files_are_model_errors(tmp_path, name):
    """A damaged file is a ModelError that names the model, never a traceback from inside."""
    for file in mini_directory().iterdir():
        if file.name != name:
            (tmp_path / file.name).symlink_to(file)
    (tmp_path / name).write_bytes((mini_directory() / name).read_bytes()[:50])
    with pytest.raises(ModelError, match=str(tmp_path)):
        CT2Engine(tmp_path)


def test_fingerprint_changes_with_the_weights(tmp_path, mini):
    """Two models that differ in a byte never share a signature."""
    for file in mini_directory().iterdir():
        if file.name != "layout.json":
            (tmp_path / file.name).symlink_to(file)
    same = CT2Engine(tmp_path).fingerprint
    assert same == mini.fingerprint
    model = tmp_path / "model.bin"
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.unlink()
    model.write_bytes(data)
    assert CT2Engine(tmp_path).fingerprint != same
