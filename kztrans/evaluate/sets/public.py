"""The public test sets: where they live, how their bytes are known to be right, under which licence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kztrans.records import Target

_NTREX = (
    "https://raw.githubusercontent.com/MicrosoftTranslator/NTREX/8561f6a622db9edad1217683e5c83daefd8bb2bf"
)
_OPUS = (
    "https://raw.githubusercontent.com/Helsinki-NLP/OPUS-MT-testsets/"
    "ac0f19c0be3cb4e0d9450fcb2d7a9847c4bdd180/testsets"
)
_TATOEBA = "tatoeba-test-v2021-08-07"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to fetch: ``digest`` is ``sha256:…`` or ``md5:…`` of the bytes at ``url``.

    ``member`` names the file inside, where ``url`` is a tar archive.
    """

    url: str
    digest: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Parallel:
    """The two sides of a language pair; ``documents`` holds a document id a line, where the set has them."""

    source: RemoteFile
    reference: RemoteFile
    documents: RemoteFile | None = None


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A public set: its name here, what it is, its licence, its files by target language.

    ``stems``: how its files may be called in a user's folder, ``STEM.kk`` beside ``STEM.en`` or ``STEM.ru``.
    """

    name: str
    description: str
    licence: str
    pairs: Mapping[Target, Parallel]
    stems: tuple[str, ...]


def _flores(code: str) -> RemoteFile:
    """Meta's archive; its checksum is also stated in the Croissant description of the set."""
    return RemoteFile(
        "https://dl.fbaipublicfiles.com/nllb/flores200_dataset.tar.gz",
        "sha256:b8b0b76783024b85797e5cc75064eb83fc5288b41e9654dabc7be6ae944011f6",
        f"flores200_dataset/devtest/{code}.devtest",
    )


def _ntrex(name: str, sha256: str) -> RemoteFile:
    return RemoteFile(f"{_NTREX}/{name}", f"sha256:{sha256}")


def _tatoeba(path: str, sha256: str) -> RemoteFile:
    return RemoteFile(f"{_OPUS}/{path.format(_TATOEBA)}", f"sha256:{sha256}")


def _wmt19(name: str) -> RemoteFile:
    """The archive that sacrebleu fetches for ``wmt19``, with its checksum."""
    return RemoteFile(
        "https://data.statmt.org/wmt19/translation-task/test.tgz",
        "md5:84de7162d158e28403103b01aeefc39a",
        f"sgm/{name}.sgm",
    )


_NTREX_KK = _ntrex(
    "NTREX-128/newstest2019-ref.kaz.txt", "14bb7eb5656820c6527eebae5b2d679d96c6ef0b9e4c071ab831287d86daf5bf"
)
_NTREX_EN = _ntrex(
    "NTREX-128/newstest2019-src.eng.txt", "389e8f5796c66db4f646dfad33e1ec622d74767af5ef112b42a1f2cd814df3cc"
)
_NTREX_RU = _ntrex(
    "NTREX-128/newstest2019-ref.rus.txt", "a7e3601298b0368659a5c006c52809cf6792e02eb94bde9b9693333278d85732"
)
_NTREX_IDS = _ntrex("DOCUMENT_IDS.tsv", "88a8b0ff1eae47e83f60dcde01075b8c87d75ced59ca09e0af1eb539958e05d5")
_SETS = (
    PublicSet(
        "flores200-devtest",
        "FLORES-200 devtest, 1,012 sentences of Wikimedia text (NLLB Team 2022)",
        "CC BY-SA 4.0",
        {
            "en": Parallel(_flores("kaz_Cyrl"), _flores("eng_Latn")),
            "ru": Parallel(_flores("kaz_Cyrl"), _flores("rus_Cyrl")),
        },
        ("flores200-devtest", "flores200", "flores"),
    ),
    PublicSet(
        "ntrex128",
        "NTREX-128, 1,997 news sentences, English originals (Federmann et al. 2022)",
        "CC BY-SA 4.0",
        {
            "en": Parallel(_NTREX_KK, _NTREX_EN, _NTREX_IDS),
            "ru": Parallel(_NTREX_KK, _NTREX_RU, _NTREX_IDS),
        },
        ("ntrex128", "ntrex"),
    ),
    PublicSet(
        "wmt19-kk-en",
        "newstest2019 Kazakh-English, 1,000 news sentences, Kazakh originals (Barrault et al. 2019)",
        "free for research (WMT)",
        {"en": Parallel(_wmt19("newstest2019-kken-src.kk"), _wmt19("newstest2019-kken-ref.en"))},
        ("wmt19-kk-en", "newstest2019"),
    ),
    PublicSet(
        "tatoeba",
        "Tatoeba Challenge test set v2021-08-07, short sentences, 403 en, 1,400 ru (Tiedemann 2020)",
        "CC BY 2.0 FR",
        {
            "en": Parallel(
                _tatoeba(
                    "eng-kaz/{}.kaz", "36a10e4386807e732f0f9da27d28633633dd977e76c6b3fb4bfcc1b36e702f69"
                ),
                _tatoeba(
                    "eng-kaz/{}.eng", "d58d1203dfb15c98dba605ea9ace78b4ab6887d016a00a31ab96a4a5b39a46db"
                ),
            ),
            "ru": Parallel(
                _tatoeba(
                    "kaz-rus/{}.kaz", "1f532388e5652dbc241fb76273acb1357984e220f81dfba6397cc1a64d5f4829"
                ),
                _tatoeba(
                    "kaz-rus/{}.rus", "261ea5029da44321a12375d5277b1182035a19fc33772f9e2f876357cf5790dd"
                ),
            ),
        },
        ("tatoeba", "tatoeba-{to}"),
    ),
)
PUBLIC: Mapping[str, PublicSet] = MappingProxyType({each.name: each for each in _SETS})
