#!/usr/bin/env python3
"""Processor seconds from `java -jar` to ready, of two jars in one run, and what each part of it costs.

    python3 src/bench/startup.py OLD.jar [NEW.jar] [--rounds 3] [--java JAVA]

Every round starts each variant once on an empty database, so that whatever else the machine does hurts all of them; the figures
are medians over rounds. Counted are user and system time of all processes that belong to the start, until readiness says UP.
NEW.jar is target/normlab.jar without an argument. Its start cache is made first where there is none. Linux.
"""
import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

PORT = 18097
TICKS = os.sysconf("SC_CLK_TCK")
OFF = "--normlab.start-cache=false"


def stat(pid):
    """Session, own ticks, ticks of children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[3]), int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])


def processor_seconds(session):
    ticks = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            of, own, ended = stat(pid)
        except (FileNotFoundError, ProcessLookupError):
            continue
        if of == session:
            ticks += own + ended
    return ticks / TICKS


def start(command):
    home = tempfile.mkdtemp(prefix="normlab-startup")
    begun = time.monotonic()
    with open(Path(home) / "log", "wb") as log:
        process = subprocess.Popen(
            [*command, f"--normlab.home={home}", f"--server.port={PORT}"], stdout=log, stderr=log, start_new_session=True
        )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/actuator/health/readiness", timeout=5):
                    return processor_seconds(process.pid), time.monotonic() - begun
            except OSError:
                if process.poll() is not None:
                    sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{(Path(home) / 'log').read_text()[-2000:]}")
                time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def variants(java, old, new):
    unpacked = new.parent / (new.stem + ".start")
    jar = [java, "-jar", str(unpacked / "normlab.jar")]
    cached = [java, f"@{unpacked}/service.options", *jar[1:]]
    return {
        "old jar": [java, "-jar", str(old)],
        "new jar, without its start cache": [java, "-jar", str(new), OFF],
        "  the same unpacked": jar,
        "  unpacked, with the AOT cache": cached,
        "new jar, with its start cache": [java, "-jar", str(new)],
        "    without the description of the API": [*cached, "--springdoc.api-docs.enabled=false", "--springdoc.swagger-ui.enabled=false"],
        "    without a worker": [*cached, "--normlab.worker.enabled=false"],
        "    C1 alone": [cached[0], "-XX:TieredStopAtLevel=1", *cached[1:]],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path, nargs="?", default=Path(__file__).resolve().parents[2] / "target" / "normlab.jar")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--java", default="java")
    options = parser.parse_args()
    new = options.new.resolve()
    subprocess.run([options.java, "-jar", str(new), "start-cache"], check=True)
    commands = variants(options.java, options.old.resolve(), new)
    figures = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            figures[name].append(start(command))
            print(f"{figures[name][-1][0]:7.2f} s  {name}", flush=True)
    base = statistics.median(cpu for cpu, _ in figures["old jar"])
    print(f"\n{'':42}{'processor':>12}{'of the old':>12}{'ready after':>13}")
    for name, measured in figures.items():
        cpu, wall = (statistics.median(column) for column in zip(*measured))
        print(f"{name:42}{cpu:10.2f} s{cpu / base:12.2f}{wall:11.1f} s")


if __name__ == "__main__":
    main()
