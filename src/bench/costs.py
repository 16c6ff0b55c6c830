#!/usr/bin/env python3
"""What a step of each method costs, as a ratio to a step without normalization and to one with batch normalization.

    python3 src/bench/costs.py [NET ...] [--rounds 3]

In every round each method is timed between a run of `none` and one of `batch`, so that whatever else the machine does
hurts all of them; the figure is the median of the rounds' ratios. Build the jar first.
"""
import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

JAR = Path(__file__).resolve().parents[2] / "target" / "normlab.jar"
NETS = {
    "mlp": ["--batch", "128", "--warmup", "20", "--steps", "150"],
    "resnet20": ["--batch", "32", "--warmup", "3", "--steps", "15"],
}


def bench(net, method):
    done = subprocess.run(
        ["java", "-jar", str(JAR), "bench", net, method, *NETS[net]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout.strip().splitlines()[-1])["millisecondsPerStep"] if done.returncode == 0 else None


def methods():
    usage = subprocess.run(["java", "-jar", str(JAR), "bench", "--help"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    line = next(line for line in usage.stdout.splitlines() if line.strip().startswith("NORM"))
    return [word.strip(" ,") for word in line.split()[1:]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nets", nargs="*", default=list(NETS))
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for net in options.nets:
        print(f"| `{net}` | over none | over batch |\n|---|---|---|", flush=True)
        for method in methods():
            if method in ("none", "batch"):
                continue
            pairs = []
            for _ in range(options.rounds):
                none, ours, batch = bench(net, "none"), bench(net, method), bench(net, "batch")
                if ours is None:
                    break
                pairs.append((ours / none, ours / batch))
            if pairs:
                over = [statistics.median(column) for column in zip(*pairs)]
                print(f"| `{method}` | {over[0]:.2f} | {over[1]:.2f} |", flush=True)
            else:
                print(f"| `{method}` | – | – |", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
