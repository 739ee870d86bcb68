"""transformers 4.46's own constrained beam search, the last version that has it: run by bench/constrained.py.

Its interpreter needs transformers==4.46.3 and torch, nothing of kztrans. Reads JSON on standard input
(``hf``, ``beam``, ``threads``, ``unknown``, ``end``, ``pad`` and ``requests`` of ``source``, ``code``,
``limit`` and ``forms``, all as ids), writes ``found`` (ids a request), ``cpu`` and ``wall`` (seconds) and
``failed``.
"""

from __future__ import annotations

import json
import sys
import time

import torch
from transformers import AutoModelForSeq2SeqLM, GenerationConfig


def main() -> None:
    task = json.load(sys.stdin)
    torch.set_num_threads(task["threads"])
    model = AutoModelForSeq2SeqLM.from_pretrained(task["hf"], torch_dtype=torch.float32).eval()
    found: list[list[int]] = []
    failed: list[str] = []

    def generate(request: dict) -> list[int]:
        config = GenerationConfig(
            num_beams=task["beam"],
            max_length=request["limit"] + 1,
            length_penalty=1.0,
            early_stopping=True,
            do_sample=False,
            decoder_start_token_id=task["end"],
            eos_token_id=task["end"],
            pad_token_id=task["pad"],
            forced_bos_token_id=request["code"],
            suppress_tokens=[task["unknown"]],
            force_words_ids=request["forms"] or None,
        )
        with torch.inference_mode():
            output = model.generate(input_ids=torch.tensor([request["source"]]), generation_config=config)
        return output[0, 2:].tolist()

    try:
        generate(task["requests"][0])  # warm
    except Exception as error:
        print(error, file=sys.stderr)
    cpu, wall = time.process_time(), time.perf_counter()
    for request in task["requests"]:
        try:
            found.append(generate(request))
        except Exception as error:  # whatever it refuses is a result of the comparison
            found.append([])
            failed.append(f"{type(error).__name__}: {error}"[:200])
    spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    json.dump({"found": found, "failed": failed, **spent}, sys.stdout)


if __name__ == "__main__":
    main()
