"""``make demo``, on a shorter article."""

from __future__ import annotations

from cli_process import kztrans

ARTICLE = "Зауыт жылына 3700 тонна өнім шығарады. Елбасы бағдарламаны қолдады."


def test_demo_writes_prints_and_scores(tmp_path):
    """Both translations and reports are written and named, the tables of terms and scores printed."""
    files = {
        "examples/article.kk.txt": ARTICLE,
        "examples/article.names.csv": "kk,en,ru\nАсқар Мамин,Askar Mamin,Аскар Мамин\n",
        "eval/article/source.kk.txt": ARTICLE.replace(". ", ".\n") + "\n",
        "eval/article/reference.en.txt": "The plant makes 3,700 tonnes.\nElbasy backed the programme.\n",
        "eval/article/reference.ru.txt": "Завод выпускает 3700 тонн в год.\nЕлбасы поддержал программу.\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = kztrans(module="kztrans.cli.demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for target in ("en", "ru"):
        text = (tmp_path / f"demo/article.{target}.txt").read_text(encoding="utf-8")
        assert text.strip() and text.split()[0] in done.stdout
        assert "<mark" in (tmp_path / f"demo/article.{target}.html").read_text(encoding="utf-8")
        assert f"demo/article.{target}.html" in done.stdout
        assert f"kk -> {target}: 2 segments" in done.stdout
    assert done.stdout.count("Term occurrences") == 2 and "Done in" in done.stdout


def test_demo_away_from_the_repository(tmp_path):
    """Run elsewhere, it says which file is missing."""
    done = kztrans(module="kztrans.cli.demo", cwd=tmp_path)
    assert done.returncode == 2 and "examples/article.kk.txt: no such file" in done.stderr
    assert list(tmp_path.iterdir()) == []
