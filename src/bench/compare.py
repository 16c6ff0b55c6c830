#!/usr/bin/env python3
"""How many times the samples per second of tuned PyTorch: alternating pairs of the peer's script and `bench`.

    python3 src/bench/compare.py PEER                         all cases
    python3 src/bench/compare.py PEER mlp64 batch --batch 32 --seeds 8 --warmup 500 --steps 2000

PEER is a script that takes the same arguments and prints a line with "samplesPerSecond"; it calls `l1-batch` l1. Pairs alternate, so that
whatever else the machine does hurts both; the median of the pairs' ratios is the figure. Build the jar first.
"""
import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

JAR = Path(__file__).resolve().parents[2] / "target" / "normlab.jar"
DENSE = ["--warmup", "500", "--steps", "2000"]
IMAGES = ["--warmup", "20", "--steps", "100"]
CASES = [
    ["mlp64", "batch", "--batch", "32", "--seeds", "8", *DENSE],
    ["mlp64", "batch", "--batch", "4", "--seeds", "32", *DENSE],
    ["mlp64", "batch", "--batch", "32", "--seeds", "1", *DENSE],
    ["mlp", "batch", "--batch", "128", "--seeds", "1", *DENSE],
    ["resnet20", "batch", "--batch", "32", "--seeds", "1", *IMAGES],
    ["resnet20", "batch", "--batch", "4", "--seeds", "4", *IMAGES],
]
PEER_NAMES = {"l1-batch": "l1"}


def samples_per_second(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])["samplesPerSecond"]


def compare(peer, case, pairs):
    print(" ".join(case), flush=True)
    theirs_named, ratios = [PEER_NAMES.get(word, word) for word in case], []
    for _ in range(pairs):
        theirs = samples_per_second([sys.executable, peer, *theirs_named, "--style", "tuned"])
        ours = samples_per_second(["java", "-jar", str(JAR), "bench", *case])
        ratios.append(ours / theirs)
        print(f"  {ours:12,.1f} / {theirs:12,.1f} samples/s = {ratios[-1]:6.2f}", flush=True)
    print(f"  median {statistics.median(ratios):.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer")
    parser.add_argument("--pairs", type=int, default=5)
    options, case = parser.parse_known_args()
    for each in [case] if case else CASES:
        compare(options.peer, each, options.pairs)


if __name__ == "__main__":
    main()
