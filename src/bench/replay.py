#!/usr/bin/env python3
"""Runs programs that normlab.programs.dump wrote in plain PyTorch, checks their numbers and times them.

    java -Dnormlab.programs.dump=DIR -jar target/normlab.jar bench mlp batch --seeds 4 --fuse 4
    python3 src/bench/replay.py DIR [--device cuda] [--steps 200]

Each NAME.ts is an archive that torch.jit.load reads, the text of NAME.py; each NAME.call-K.npz has what a call of `train` took and gave.
A call is repeated on the same numbers; its results and all tensors that it changed are compared. On the processor on which they were
recorded they are equal bit for bit, elsewhere but for rounding. Programs of one run and of several that train in one pass stand in one
folder where both were benched; then the speed of the fused one is also given as a multiple of the one alone. Needs torch and numpy.
"""
import argparse
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy
import torch


def tensors(file, kind):
    """Tensors of one kind by number: (name, tensor) with sizes and strides as they were."""
    found = []
    for key in sorted(key for key in file.files if key.startswith(kind + ".") and key.endswith(".data")):
        layout = file[key[: -len("data")] + "layout"].tolist()
        sizes, strides = layout[: len(layout) // 2], layout[len(layout) // 2 :]
        flat = torch.from_numpy(numpy.ascontiguousarray(file[key])).flatten()
        found.append((key.split(".", 2)[2][: -len(".data")], flat.as_strided(sizes, strides)))
    return found


def arguments(pairs):
    """Neighbours of one name with [] are a list."""
    result, last = [], None
    for name, tensor in pairs:
        if name.endswith("[]") and name == last:
            result[-1].append(tensor)
        else:
            result.append([tensor] if name.endswith("[]") else tensor)
        last = name
    return result


def flat(values):
    return [t for value in values for t in (value if isinstance(value, (list, tuple)) else [value])]


# What the program reads number by number stays on the host.
HOST = {"rates", "seeds"}


def check(method, file, device):
    given = tensors(file, "in")
    taken = place(method, arguments(given), device)
    out = method(*taken)
    after = [t for (name, _), t in zip(given, flat(taken)) if name != "data[]"]
    worst = 0.0
    equal = True
    for name, found, expected in [
        *(("result", a, b) for a, (_, b) in zip(flat(out), tensors(file, "out"))),
        *((n, a, b) for a, (n, b) in zip(after, tensors(file, "after"))),
    ]:
        found = found.detach().cpu()
        equal = equal and torch.equal(found, expected)
        difference = (found.double() - expected.double()).abs().max().item() if found.numel() else 0.0
        worst = max(worst, difference / max(1.0, expected.double().abs().max().item() if expected.numel() else 1.0))
    return equal, worst


def place(method, values, device):
    names = [argument.name for argument in method.schema.arguments[1:]]
    return [
        value if name in HOST else [t.to(device) for t in value] if isinstance(value, list) else value.to(device)
        for name, value in zip(names, values)
    ]


def steps_per_second(method, file, device, steps):
    taken = place(method, arguments(tensors(file, "in")), device)
    count = taken[[argument.name for argument in method.schema.arguments[1:]].index("index")].size(0)
    synchronize = torch.cuda.synchronize if device.startswith("cuda") else lambda: None
    for _ in range(3):
        method(*taken)
    synchronize()
    start = time.perf_counter()
    for _ in range(max(1, steps // count)):
        method(*taken)
    synchronize()
    return max(1, steps // count) * count / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--steps", type=int, default=200, help="timed steps [200]")
    parser.add_argument("--tolerance", type=float, default=1e-3, help="largest difference, relative [1e-3]")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    archives = [a for a in sorted(options.folder.glob("*.ts")) if list(options.folder.glob(a.stem + ".call-*.npz"))]
    if not archives:
        sys.exit(f"{options.folder} has no NAME.ts with a NAME.call-K.npz; they are written by -Dnormlab.programs.dump={options.folder}")
    failed, speeds = False, defaultdict(dict)
    for archive in archives:
        with torch.jit.optimized_execution(False):
            module = torch.jit.load(str(archive), map_location=options.device)
            method = module._c._get_method("train")  # module.train is that of torch.nn.Module
            for call in sorted(options.folder.glob(archive.stem + ".call-*.npz")):
                equal, worst = check(method, numpy.load(call), options.device)
                failed = failed or not worst <= options.tolerance
                print(f"{call.name}: {'equal bit for bit' if equal else f'largest difference {worst:.2g}'}", flush=True)
            first = numpy.load(options.folder / (archive.stem + ".call-0.npz"))
            speed = steps_per_second(method, first, options.device, options.steps)
        name, runs = re.fullmatch(r"(.*)-(\d+)-runs-\w+", archive.stem).groups()
        speeds[name][int(runs)] = speed
        print(f"{archive.stem}: {speed:,.1f} steps/s, {speed * int(runs):,.1f} updates/s of {runs} runs", flush=True)
    for name, by_width in speeds.items():
        for width, speed in sorted(by_width.items()):
            if width > 1 and 1 in by_width:
                print(f"{name}: {width} runs fused make {speed * width / by_width[1]:.2f} times the updates of one alone")
    sys.exit("a difference exceeds the tolerance" if failed else 0)


if __name__ == "__main__":
    main()
