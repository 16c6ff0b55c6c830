#!/usr/bin/env python3
"""The recipe snn-uci as a loop over tuned PyTorch, on some tables: seconds of one core, and an estimate for all.

    python3 src/bench/uci_peer.py DATA [TABLE …] [--part 0.1]     DATA is the folder that normlab.data.dir names

Seven networks, depths 2 and 8, rates 0.01, 0.1 and 1, seeds 0, 1 and 2, one after another: width 64, batches of 16, 50
epochs, plain gradient descent, validation after each epoch, test at the end. Tuned: rows in memory, one gather a batch,
the fused optimizer, no synchronisation within an epoch, one thread. Each network is timed for a part of its epochs.
Prints one JSON line: seconds by table, and seconds a training row, by which the rest is estimated.
"""
import argparse
import csv
import gzip
import json
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

WIDTH, BATCH, EPOCHS = 64, 16, 50
DEPTHS, RATES, SEEDS = (2, 8), (0.01, 0.1, 1.0), (0, 1, 2)
NETWORKS = ("SNN", "MSRAinit", "LayerNorm", "Highway", "ResNet", "WeightNorm", "BatchNorm")


class HighwayLayer(nn.Module):
    def __init__(self):
        super().__init__()
        self.plain, self.gate = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        return torch.lerp(x, F.relu(self.plain(x)), torch.sigmoid(self.gate(x)))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        layers = [nn.Linear(WIDTH, WIDTH), nn.BatchNorm1d(WIDTH), nn.ReLU(), nn.Linear(WIDTH, WIDTH)]
        self.body = nn.Sequential(*layers, nn.BatchNorm1d(WIDTH))

    def forward(self, x):
        return F.relu(x + self.body(x))


def build(network, depth, features, classes):
    if network in ("Highway", "ResNet"):
        blocks = depth if network == "Highway" else max(1, depth // 2)
        inner = [HighwayLayer() if network == "Highway" else Residual() for _ in range(blocks)]
        return nn.Sequential(nn.Linear(features, WIDTH), nn.ReLU(), *inner, nn.Linear(WIDTH, classes))
    layers, before = [], features
    for _ in range(depth):
        linear = nn.Linear(before, WIDTH)
        if network == "WeightNorm":
            linear = nn.utils.parametrizations.weight_norm(linear)
        layers.append(linear)
        if network in ("BatchNorm", "LayerNorm"):
            layers.append(nn.BatchNorm1d(WIDTH) if network == "BatchNorm" else nn.LayerNorm(WIDTH))
        layers.append(nn.SELU() if network == "SNN" else nn.ReLU())
        before = WIDTH
    return nn.Sequential(*layers, nn.Linear(WIDTH, classes))


def read(path):
    with gzip.open(path, "rt") as text:
        rows = list(csv.reader(text))[1:]
    x = torch.tensor([[float(v) for v in row[:-1]] for row in rows])
    names = sorted({row[-1] for row in rows})
    y = torch.tensor([names.index(row[-1]) for row in rows])
    order = torch.randperm(len(rows), generator=torch.Generator().manual_seed(0))
    a, b = int(0.6 * len(rows)), int(0.8 * len(rows))
    return [(x[part], y[part]) for part in (order[:a], order[a:b], order[b:])], len(names)


def accuracy(net, part):
    net.eval()
    with torch.no_grad():
        right = (net(part[0]).argmax(1) == part[1]).float().mean()
    net.train()
    return right


def train(network, depth, rate, seed, parts, classes, epochs):
    torch.manual_seed(seed)
    (x, y), validation, test = parts
    net = build(network, depth, x.shape[1], classes)
    optimizer = torch.optim.SGD(net.parameters(), rate, fused=True)
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for i in range(len(x) // BATCH):
            rows = order[i * BATCH : (i + 1) * BATCH]
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(net(x[rows]), y[rows]).backward()
            optimizer.step()
        accuracy(net, validation).item()
    return accuracy(net, test).item()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("tables", nargs="*", default=["iris", "breast-cancer-wisc", "heart-cleveland"])
    parser.add_argument("--part", type=float, default=0.1, help="share of the epochs that is trained and scaled up")
    options = parser.parse_args()
    torch.set_num_threads(1)
    epochs = max(1, round(EPOCHS * options.part))
    seconds, work = {}, 0
    for table in options.tables:
        parts, classes = read(options.data / "uci" / f"{table}.csv.gz")
        train("MSRAinit", 2, 0.1, 0, parts, classes, 1)
        start = time.perf_counter()
        for network in NETWORKS:
            for depth in DEPTHS:
                for rate in RATES:
                    for seed in SEEDS:
                        train(network, depth, rate, seed, parts, classes, epochs)
        seconds[table] = (time.perf_counter() - start) * EPOCHS / epochs
        work += len(parts[0][0])
    answer = {"seconds": seconds, "secondsPerTrainingRow": sum(seconds.values()) / work}
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
