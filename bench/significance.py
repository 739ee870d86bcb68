"""How often each test finds a difference where there is none.

    python -m bench.significance [--segments 200] [--pairs 1000] [--samples 300]

Pairs of systems are drawn from one distribution of segment scores; a test that holds its level finds at most
5 % of them different at 0.05.
"""

from __future__ import annotations

import argparse

import numpy as np

from kztrans.evaluate.significance import Sampling, bootstrap, compare


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    for name, default in (("segments", 200), ("pairs", 1000), ("samples", 300), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    found = {"bootstrap": 0, "randomisation": 0, "both and the interval": 0}

    def share(sums: np.ndarray) -> np.ndarray:
        return 100 * sums[:, 0] / sums[:, 1]

    for number in range(args.pairs):
        systems = {
            name: {"share": np.stack([rng.random(args.segments), np.ones(args.segments)], axis=1)}
            for name in ("one", "other")
        }
        sampling = Sampling(args.samples, number)
        first, other = bootstrap(systems, {"share": share}, sampling)
        for each in compare(first, other, {"share": share}, sampling):
            found["bootstrap"] += each.bootstrap < 0.05
            found["randomisation"] += each.randomization < 0.05
            found["both and the interval"] += each.significant
    for name, count in found.items():
        print(f"{name:24}{100 * count / args.pairs:6.1f} % of {args.pairs} pairs that do not differ")


if __name__ == "__main__":
    main()
