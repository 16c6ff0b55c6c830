#!/usr/bin/env python3
"""What the jobs of a study took beside their training.

    python3 src/bench/overhead.py [STUDY] [--service http://127.0.0.1:8080]

STUDY is the id of a study that has ended; without it the newest. `gap` is how long the slot had nothing to do before.
Evaluation is none of a run's `seconds` and so counts as overhead here.
"""
import argparse
import datetime
import json
import statistics
import urllib.request


def seconds(instant):
    return datetime.datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp()


def trained(shares, width):
    """Seconds of all passes: a run that diverged early has the share of its time alone, its pass went on."""
    passes = [shares[i : i + width] for i in range(0, len(shares), width)]
    return sum(max(one) * len(one) for one in passes)


def jobs(get, study):
    for job in get(f"/studies/{study}/jobs")["jobs"]:
        facts, attempts = get(f"/jobs/{job}"), get(f"/jobs/{job}/attempts")["attempts"]
        if facts["endedAt"] is not None and attempts:
            training = trained([run["summary"].get("seconds", 0) for run in facts["runs"]], facts["width"])
            yield seconds(facts["startedAt"]), seconds(facts["endedAt"]), training, attempts[-1]["slot"], facts["width"], job


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("study", nargs="?")
    parser.add_argument("--service", default="http://127.0.0.1:8080")
    options = parser.parse_args()

    def get(path):
        with urllib.request.urlopen(options.service + "/api/v1" + path) as answer:
            return json.load(answer)

    study = options.study or get("/studies")["studies"][0]["id"]
    ended, over, rows = {}, [], sorted(jobs(get, study))
    if not rows:
        raise SystemExit(f"no job of study {study} has ended")
    for start, end, training, slot, width, job in rows:
        gap = start - ended.get(slot, start)
        ended[slot] = end
        over.append(end - start - training)
        print(f"{job} {slot} width {width}: {end - start:.3f} s, training {training:.3f}, overhead {over[-1]:.3f}, gap {gap:.3f}")
    print(f"{len(over)} jobs in {max(ended.values()) - rows[0][0]:.1f} s: overhead of a job, median {statistics.median(over):.3f} s")


if __name__ == "__main__":
    main()
