#!/usr/bin/env python3
"""How many times the updates per second of tuned PyTorch, for agents: alternating pairs of a peer's script and `bench-agent`.

    python3 src/bench/compare_agents.py breakout PEER         PEER prints a line with "updatesPerSecond"
    python3 src/bench/compare_agents.py cartpole              beside cartpole_peer.py

PEER takes --style tuned --envs E --every N --seeds R --warmup N --steps N. Pairs alternate, so that whatever else the machine does hurts
both; the median of the pairs' ratios is the figure, and the least and the largest say how much to trust it. Build the jar first.
"""
import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAR = HERE.parents[1] / "target" / "normlab.jar"
CASES = {"breakout": [(1, 10_000), (8, 10_000)], "cartpole": [(1, 20_000), (16, 20_000)]}


def updates_per_second(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])["updatesPerSecond"]


def compare(game, peer, style, seeds, steps, o):
    length = ["--warmup", str(o.warmup), "--steps", str(steps)]
    ratios = []
    print(f"{game}, {seeds} seeds, {steps} steps each", flush=True)
    for _ in range(o.pairs):
        # The peer trains one seed after another: one of them is as fast as several.
        theirs = updates_per_second([sys.executable, str(peer), *style, "--envs", "16", "--every", "4", "--seeds", "1", *length])
        ours = updates_per_second(["java", "-jar", str(JAR), "bench-agent", game, "dqn", "--seeds", str(seeds), "--threads", "1", *length])
        ratios.append(ours / theirs)
        print(f"  {ours:10,.1f} / {theirs:10,.1f} updates/s = {ratios[-1]:6.2f}", flush=True)
    print(f"  median {statistics.median(ratios):.2f}, {min(ratios):.2f} … {max(ratios):.2f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("game", choices=CASES)
    parser.add_argument("peer", nargs="?", type=Path)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--warmup", type=int, default=4000)
    parser.add_argument("--seeds", type=int, help="one case of so many seeds; else all")
    parser.add_argument("--steps", type=int, help="timed environment steps of each seed")
    o = parser.parse_args()
    if o.game == "breakout" and o.peer is None:
        parser.error("PEER is needed for breakout")
    style = ["--style", "tuned"] if o.peer else []
    for seeds, steps in CASES[o.game]:
        if o.seeds in (None, seeds):
            compare(o.game, o.peer or HERE / "cartpole_peer.py", style, seeds, o.steps or steps, o)


if __name__ == "__main__":
    main()
