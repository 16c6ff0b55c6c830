#!/usr/bin/env python3
"""Two jars side by side in one run: what polls, studies and points cost the service, and how fast steps train.

    python3 src/bench/versions.py OLD.jar [NEW.jar] [--rounds 3] [--java JAVA] [--only polls|studies|points|steps]

Rounds alternate the jars, so that whatever else the machine does hurts both; the figures are medians over rounds. startup.py
compares starts. Linux.
"""
import argparse
import http.client
import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from compare import CASES
from startup import OFF, TICKS, stat

PORT = 18096
POLLS, RUNS = 3000, 1000
SMALL = {"architecture": {"type": "mlp", "hidden": [4]}, "data": {"name": "digits", "limit": 200}}


class Service:
    """A jar that serves in a folder of its own."""

    def __init__(self, java, jar):
        self.command, self.home = [java, "-jar", str(jar)], tempfile.mkdtemp(prefix="normlab-versions")

    def __enter__(self):
        options = [f"--normlab.home={self.home}", f"--server.port={PORT}", OFF]
        with open(Path(self.home) / "log", "wb") as log:
            self.process = subprocess.Popen([*self.command, *options], stdout=log, stderr=log)
        for _ in range(3000):
            try:
                self.http = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
                if self.ask("GET", "/actuator/health/readiness")[0] == 200:
                    return self
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        sys.exit(f"{self.command} did not start:\n{(Path(self.home) / 'log').read_text()[-2000:]}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.home, ignore_errors=True)

    def ask(self, method, path, body=None, headers=None):
        self.http.request(method, path, body and json.dumps(body), {"Content-Type": "application/json", **(headers or {})})
        answer = self.http.getresponse()
        return answer.status, answer.headers, answer.read()

    def get(self, path):
        return json.loads(self.ask("GET", "/api/v1" + path)[2])

    def post(self, path, body):
        status, _, answer = self.ask("POST", "/api/v1" + path, body)
        if status != 201:
            sys.exit(f"POST {path}: {status} {answer[:1000]}")
        return json.loads(answer)

    def ended(self, path):
        while self.get(path)["state"] not in ("SUCCEEDED", "COMPLETED"):
            time.sleep(0.2)

    def processor_seconds(self):
        """Of the service alone: trainers that run or ran are not in it."""
        return stat(self.process.pid)[1] / TICKS


def polls(service):
    """Milliseconds of processor time of a poll that finds nothing new."""
    path = "/api/v1/jobs/" + service.post("/jobs", {**SMALL, "normalization": {"type": "batch"}, "epochs": 1})["id"]
    service.ended(path.removeprefix("/api/v1"))
    held = {"If-None-Match": service.ask("GET", path)[1]["ETag"]}
    for count in (POLLS, POLLS):  # the first to warm up
        begun = service.processor_seconds()
        for _ in range(count):
            if service.ask("GET", path, headers=held)[0] != 304:
                sys.exit("a poll was not answered 304")
        spent = service.processor_seconds() - begun
    return {"304 poll, ms of processor time": spent / POLLS * 1000}


def studies(service):
    """Seconds to create a study of 1,000 runs, and milliseconds to compare it when it has ended."""
    study = {
        "base": {**SMALL, "epochs": 1, "seeds": list(range(RUNS // 20))},
        "axes": {"normalization": [{"type": "none"}, {"type": "batch"}], "learningRate": [0.01 * (i + 1) for i in range(10)]},
    }
    begun = time.monotonic()
    path = "/studies/" + service.post("/studies", study)["id"]
    created = time.monotonic() - begun
    service.ended(path)
    compared = []
    for _ in range(10):
        begun = time.monotonic()
        service.get(path + "/comparison")
        compared.append(time.monotonic() - begun)
    return {f"study of {RUNS} runs created, s": created, f"study of {RUNS} runs compared, ms": statistics.median(compared) * 1000}


def points(service):
    """Points of a running job that a second of the service's processor time stores."""
    job = {**SMALL, "normalization": {"type": "batch"}, "seeds": list(range(8)), "epochs": 150, "probe": {"every": 1, "unit": "step"}}
    begun = service.processor_seconds()
    path = "/jobs/" + service.post("/jobs", job)["id"]
    service.ended(path)
    spent = service.processor_seconds() - begun
    stored = service.ask("GET", "/api/v1/export/points?format=csv")[2].count(b"\n") - 1
    return {"points stored per second of processor time": stored / spent}


def steps(java, jar):
    """Samples a second of README's six trainings."""
    figures = {}
    for case in CASES:
        done = subprocess.run([java, "-jar", str(jar), "bench", *case], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"bench {' '.join(case)} ended with {done.returncode}:\n{done.stderr[-2000:]}")
        figures[" ".join(case[:6]) + ", samples/s"] = json.loads(done.stdout.strip().splitlines()[-1])["samplesPerSecond"]
    return figures


def measure(kind, java, jar):
    if kind == "steps":
        return steps(java, jar)
    with Service(java, jar) as service:
        return {"polls": polls, "studies": studies, "points": points}[kind](service)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path, nargs="?", default=Path(__file__).resolve().parents[2] / "target" / "normlab.jar")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--java", default="java")
    parser.add_argument("--only", choices=["polls", "studies", "points", "steps"])
    options = parser.parse_args()
    print(f"{'':62}{'old':>12}{'new':>12}{'new/old':>9}", flush=True)
    for kind in [options.only] if options.only else ["polls", "studies", "points", "steps"]:
        rounds = []
        for number in range(options.rounds):
            pair = {}
            for jar in ("old", "new") if number % 2 == 0 else ("new", "old"):
                pair[jar] = measure(kind, options.java, getattr(options, jar).resolve())
            rounds.append(pair)
        for name in rounds[0]["old"]:
            old, new = (statistics.median(pair[jar][name] for pair in rounds) for jar in ("old", "new"))
            print(f"{name:62}{old:12.4g}{new:12.4g}{new / old:9.2f}", flush=True)


if __name__ == "__main__":
    main()
