"""Constrained beam search, ours and transformers 4.46's, beside the translator and free decoding.

    python bench/constrained.py --hf DIR --hf446 PYTHON [--segments 60] [--to en ru] [--beam 4] [--threads 2]

DIR is the embedded model's checkpoint in transformers layout, PYTHON an interpreter with
transformers==4.46.3 (pip install transformers==4.46.3 torch). The first segments of eval/terms with expected
occurrences; each system gets the same sources, beam and threads, both searches the same constraints as ids.
Delivered: expected occurrences with a licensed form of their own, by the judge that enforcement uses; whole
segments: those with all of them. Seconds leave out loading. CT2 is the embedded int8 model.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kztrans import Glossary, Translator
from kztrans.enforce.demand import Demand, PhraseMatcher
from kztrans.enforce.forms import find_forms, licensed_forms
from kztrans.enforce.proof import prove
from kztrans.engine import Engine, load_engine
from kztrans.engine.torch import TorchEngine
from kztrans.evaluate.challenge import Case, Expected, checkout_set, load_cases, own_glossary
from kztrans.evaluate.metrics import chrf_on
from kztrans.evaluate.table import grid
from kztrans.records import Target
from kztrans.text import normalize

WORKER = Path(__file__).with_name("constrained_hf446.py")
HEAD = ["system", "delivered", "whole segments", "no output", "chrF++", "CPU s", "wall s"]


@dataclass(frozen=True, slots=True)
class Task:
    """The same work for every system; ``demands`` are those of the expected occurrences."""

    target: Target
    sources: tuple[str, ...]
    references: tuple[str, ...]
    demands: tuple[tuple[Demand, ...], ...]

    @property
    def forms(self) -> list[list[tuple[str, ...]]]:
        return [[demand.matcher.candidates for demand in demands] for demands in self.demands]


@dataclass(frozen=True, slots=True)
class Run:
    """One system's translations ("" where it gave none) and what they took."""

    texts: Sequence[str]
    cpu: float
    wall: float


def task_of(cases: Sequence[Case], glossary: Glossary, target: Target) -> Task:
    def demand(each: Expected) -> Demand:
        entries = [licensed_forms(t, target) for t in glossary.terms if t.kk == each.term]
        forms = next((f for f in entries if find_forms(each.form(target), f)), entries[0])
        return Demand(each.start, each.end, each.term, PhraseMatcher(forms, target))

    return Task(
        target,
        tuple(normalize(case.kk).text for case in cases),
        tuple(case.reference(target) for case in cases),
        tuple(tuple(demand(each) for each in case.expected) for case in cases),
    )


def timed(translate: Callable[[], Sequence[str]]) -> Run:
    cpu, wall = time.process_time(), time.perf_counter()
    texts = translate()
    return Run(texts, time.process_time() - cpu, time.perf_counter() - wall)


def run_hf446(python: str, engine: TorchEngine, hf: str, task: Task, beam: int, threads: int) -> Run:
    """The other interpreter's search, given ids and asked for ids: its tokenizers play no part."""
    ids, code = engine._ids, engine._code(task.target)
    requests: list[dict[str, Any]] = []
    for source, constraints in zip(task.sources, task.forms, strict=True):
        pieces = engine._tokenizer.encode(source)
        requests.append(
            {
                "source": [ids[s] for s in ("kaz_Cyrl", *(p.symbol for p in pieces), "</s>")],
                "code": ids[code],
                "limit": engine._limit(pieces, ()),
                "forms": [
                    without_longer([[ids[p.symbol] for p in engine._writer.encode(f)] for f in forms])
                    for forms in constraints
                ],
            }
        )
    body = {"hf": str(Path(hf).resolve()), "beam": beam, "threads": threads, "requests": requests}
    body |= {"unknown": ids["<unk>"], "end": ids["</s>"], "pad": ids["<pad>"]}
    worker = [python, "-W", "ignore", str(WORKER)]
    out = subprocess.run(worker, input=json.dumps(body), check=True, stdout=subprocess.PIPE, text=True).stdout
    result = json.loads(out)
    for line in sorted(set(result["failed"])):
        print("transformers 4.46:", line)
    controls = {ids["</s>"], ids["<pad>"], ids[code]}
    symbols = [[engine._symbols[i] for i in found if i not in controls] for found in result["found"]]
    return Run([engine._tokenizer.decode(s)[0] for s in symbols], result["cpu"], result["wall"])


def without_longer(forms: Sequence[list[int]]) -> list[list[int]]:
    """transformers refuses alternatives of which one begins another: the longer goes."""
    kept: list[list[int]] = []
    for form in sorted(forms, key=len):
        if form and not any(form[: len(other)] == other for other in kept):
            kept.append(form)
    return kept


def row(name: str, task: Task, run: Run) -> list[str]:
    places = [prove(demands, text) for demands, text in zip(task.demands, run.texts, strict=True)]
    delivered = [sum(place is not None for place in here) for here in places]
    expected = sum(map(len, places))
    chrf = chrf_on(range(len(run.texts)), run.texts, [task.references])
    return [
        name,
        f"{sum(delivered)}/{expected}",
        f"{sum(n == len(here) for n, here in zip(delivered, places, strict=True))}/{len(places)}",
        str(sum(not text for text in run.texts)),
        f"{chrf:.1f}",
        f"{run.cpu:.1f}",
        f"{run.wall:.1f}",
    ]


def compare(args: argparse.Namespace, target: Target) -> list[list[str]]:
    glossary = Glossary.merge(Glossary.default(), *map(Glossary.load, own_glossary(checkout_set())))
    cases = [case for case in load_cases(checkout_set()) if case.expected][: args.segments]
    task = task_of(cases, glossary, target)
    torch, ct2 = TorchEngine(args.hf, threads=args.threads), load_engine("mini", threads=args.threads)

    def free(engine: Engine) -> list[str]:
        return [h[0].text for h in engine.translate(task.sources, target=target, beam=args.beam)]

    def bound(engine: Engine) -> list[str]:
        translator = Translator(engine, beam=args.beam)
        done = translator.translate(task.sources, target=target, glossary=glossary, guards=False)
        return [translation.text for translation in done]

    def constrained() -> list[str]:
        found = torch.constrained(task.sources, task.forms, target=target, beam=args.beam)
        return [hypothesis.text if hypothesis else "" for hypothesis in found]

    for engine in (torch, ct2):
        engine.translate(task.sources[:2], target=target)  # warm
    systems = {
        "free, CT2 int8": lambda: timed(lambda: free(ct2)),
        "free, torch": lambda: timed(lambda: free(torch)),
        "Translator, CT2 int8": lambda: timed(lambda: bound(ct2)),
        "Translator, torch": lambda: timed(lambda: bound(torch)),
        "constrained, torch": lambda: timed(constrained),
    }
    if args.hf446:
        systems["transformers 4.46.3"] = lambda: run_hf446(
            args.hf446, torch, args.hf, task, args.beam, args.threads
        )
    return [row(name, task, run()) for name, run in systems.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hf", required=True, help="the checkpoint in transformers layout")
    parser.add_argument("--hf446", help="an interpreter with transformers 4.46.3")
    parser.add_argument("--segments", type=int, default=60)
    parser.add_argument("--to", nargs="+", choices=("en", "ru"), default=["en", "ru"])
    parser.add_argument("--beam", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    for target in args.to:
        print(f"kk -> {target}, beam {args.beam}, {args.threads} threads")
        print(grid([HEAD, *compare(args, target)]), flush=True)


if __name__ == "__main__":
    main()
