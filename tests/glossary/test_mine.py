"""Mining: pairs that stand in aligned text are proposed with their evidence, and used only once accepted."""

from __future__ import annotations

from kztrans import Glossary
from kztrans.glossary import formats
from kztrans.glossary.mine import mine, open_aligned
from kztrans.glossary.mine.proposals import terms


def test_a_pair_is_proposed_and_not_used(tmp_path) -> None:
    """A phrase rendered alike in many lines is proposed; as a proposal it is found in no text."""
    verbs = ("ашылды", "жабылды", "салынды", "сатылды", "жөнделді", "тексерілді", "көшірілді", "кеңейді")
    english = ("opened", "closed", "built", "sold", "repaired", "inspected", "moved", "enlarged")
    kk, en = tmp_path / "a.kk", tmp_path / "a.en"
    kk.write_text(
        "".join(f"Кеше облыстық аурухана {v}.\n" for v in verbs)
        + "".join(f"Бүгін жаңа кітап {v}.\n" for v in verbs),
        "utf-8",
    )
    en.write_text(
        "".join(f"Yesterday the regional hospital was {v}.\n" for v in english)
        + "".join(f"Today a new book was {v}.\n" for v in english),
        "utf-8",
    )
    found = mine(open_aligned([kk, en], "en"), "en", min_count=3)
    assert "regional hospital" in [p.target for p in found], found
    out = tmp_path / "proposed.csv"
    formats.write(out, terms(found, "en"), to="en")
    assert Glossary.load(out).find("Кеше облыстық аурухана ашылды.") == []
