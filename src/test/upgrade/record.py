#!/usr/bin/env python3
"""Makes the files of UpgradeTest: a database of a released Normlab on H2 and on PostgreSQL, its artifacts, and its answers.

    python3 src/test/upgrade/record.py JAR src/test/resources/org/normlab/upgrade/0.1 [--java JAVA] [--postgres BIN]

JAR is the released jar and JAVA a Java 25; BIN is the folder of PostgreSQL's initdb and pg_ctl, 16 or later; psql is on the path.
Jobs of every kind are trained with a worker. Then the service runs without one, more is submitted that stays where it is, and every answer is recorded
twice, with a restart between, so that nothing is kept that changes by itself. Takes some three minutes.
"""
import argparse
import hashlib
import io
import json
import lzma
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

# The database holds this path; the test replaces it by that of its own folder.
HOME = Path("/tmp/normlab-upgrade")
PORT = 18099
API = f"http://127.0.0.1:{PORT}/api/v1"
DIGITS = {"name": "digits", "limit": 200}
MLP = {"type": "mlp", "hidden": [4]}
BATCH = {"type": "batch"}
TABLES = ("format=csv", "format=ndjson")
ENDED = {"COMPLETED", "SUCCEEDED", "FAILED", "CANCELLED"}


def fetch(path, body=None, method=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data, {"Content-Type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as problem:
        return problem.code, problem.headers.get_content_type(), problem.read()


def get(path):
    status, _, body = fetch(path)
    if status != 200:
        sys.exit(f"GET {path}: {status} {body[:1000]}")
    return json.loads(body)


def post(path, body=None, **more):
    status, _, answer = fetch(path, {} if body is None else body, "POST", **more)
    if status not in (200, 201, 202):
        sys.exit(f"POST {path}: {status} {answer[:2000]}")
    return json.loads(answer)


def job(name, **settings):
    told = {"name": name, "architecture": MLP, "normalization": BATCH, "data": DIGITS, "seeds": [0, 1], "epochs": 2}
    return post("/jobs", {**told, **settings}, headers={"Idempotency-Key": f"key of {name}"})["id"]


def until(path, holds, seconds=900):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = get(path)
        if holds(found):
            return found
        time.sleep(0.2)
    sys.exit(f"{path} did not come to what was awaited: {json.dumps(found)[:1000]}")


def ended(path):
    return until(path, lambda it: it["state"] in ENDED)


class Server:
    def __init__(self, options, database):
        self.command = [options.java, "-jar", options.jar, f"--normlab.home={HOME}", f"--server.port={PORT}", *database]
        self.process = None

    def start(self, *more):
        with open(HOME / "service.log", "ab") as log:
            self.process = subprocess.Popen([*self.command, *more], stdout=log, stderr=log)
        for _ in range(6000):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/actuator/health/readiness", timeout=5)
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        sys.exit("the service did not become ready; see " + str(HOME / "service.log"))

    def stop(self):
        self.process.terminate()
        self.process.wait(120)


def flowers(path, rows):
    lines = ["width,height,kind"]
    lines += [f"{i % 7 + i % 3 * 5},{i % 5 - i % 3},{['rose', 'tulip', 'iris'][i % 3]}" for i in range(rows)]
    path.write_text("\n".join(lines) + "\n")


def train():
    """What a worker trains: each way in which a run, a job or a study ends."""
    data = HOME / "data"
    flowers(data / "flowers.csv", 60)
    flowers(data / "gone.csv", 61)
    sweep = job(
        "sweep", tags={"paper": "kn", "note": "=1+1", "size": "größe"}, architecture={"type": "mlp", "hidden": [4, 4]},
        sweep={"learningRate": [0.01, 0.1]}, probe={"every": 1},
    )  # fmt: skip
    lost = job("lost data", data={"file": "gone.csv", "label": "kind"}, batchSize=8)
    (data / "gone.csv").unlink()
    recorded = job("recorded", recordNorms=True, keepBest=True, optimizer={"type": "sgd", "weightDecay": 0.001}, tags={"paper": "norm matters"})
    jobs = [
        sweep,
        lost,
        recorded,
        job("diverged", normalization={"type": "none"}, sweep={"learningRate": [0.1, 1000000]}, epochs=3),
        job("stopped early", earlyStopping={"patience": 1}, epochs=20, optimizer={"type": "sgd", "learningRate": 0.0}),
        job("table", data={"file": "flowers.csv", "label": "kind"}, batchSize=8, seeds=[9007199254740993]),
        job("untrained", epochs=0, seeds=[0]),
        job("too slow", epochs=100000, maxDuration="PT2S", seeds=[0]),
    ]
    grid = post(
        "/studies",
        {
            "name": "grid",
            "question": "Which normalization?",
            "tags": {"paper": "kn"},
            "base": {"architecture": MLP, "epochs": 2, "seeds": [0, 1, 2], "batchSize": 64},
            "axes": {
                "normalization": [{"type": "none"}, BATCH, {"type": "layer"}],
                "learningRate": [0.01, 0.1],
                "data": [DIGITS, {"generated": "gaussians", "rows": 200}],
            },
            "select": {"over": ["learningRate"], "by": "validation.accuracy"},
        },
        headers={"Idempotency-Key": "key of grid"},
    )["id"]
    for each in jobs:
        ended(f"/jobs/{each}")
    ended(f"/studies/{grid}")
    matched = {"type": "norm-matched-rate", "reference": recorded}
    follower = job("follower", normalization=matched, optimizer={"type": "sgd", "weightDecay": 0.001})
    arms = [
        {"label": "decay", "set": {"optimizer.weightDecay": 0.001, "recordNorms": True}},
        {"label": "matched", "set": {"normalization": {**matched, "reference": "point:decay"}, "optimizer.weightDecay": 0.001}},
    ]
    following = post(
        "/studies",
        {
            "name": "following",
            "base": {"architecture": MLP, "normalization": BATCH, "data": DIGITS, "epochs": 2, "seeds": [0, 1]},
            "axes": {"arm": arms},
        },
    )["id"]
    again = post(f"/jobs/{lost}/retry")["id"]
    post(f"/studies/{grid}/extend", {"seeds": [3]})
    for path in (f"/jobs/{follower}", f"/jobs/{again}", f"/studies/{following}", f"/studies/{grid}"):
        ended(path)
    running = job("cancelled while it ran", epochs=100000, seeds=[0])
    until(f"/jobs/{running}", lambda it: it["state"] == "RUNNING" and it["progress"] > 0)
    post(f"/jobs/{running}/cancel")
    ended(f"/jobs/{running}")
    left = job("interrupted", epochs=100000, seeds=[0], tags={"rest": "queued"})
    until(f"/jobs/{left}", lambda it: it["state"] == "RUNNING" and it["progress"] > 0)


def submit():
    """What no worker is there for."""
    post(f"/jobs/{job('cancelled before it ran')}/cancel")
    waiting = job("wait%ing_", priority=2)
    fetch(f"/jobs/{waiting}", {"priority": 7}, "PATCH", {"If-Match": '"1"'})
    base = {"architecture": MLP, "data": DIGITS, "epochs": 1, "seeds": [0]}
    axes = {"normalization": [{"type": "none"}, BATCH], "learningRate": {"logUniform": [0.001, 1]}}
    for verb in ("pause", "cancel", None):
        study = post("/studies", {"name": f"study to {verb}", "base": base, "axes": axes, "samples": 2})["id"]
        if verb:
            post(f"/studies/{study}/{verb}")
    post("/studies", {"recipe": "which-norm", "data": {"name": "digits"}})


def quoted(text):
    return urllib.parse.quote(text, safe="")


def paths_of_job(each):
    yield from (f"/jobs/{each}{part}" for part in ("", "/runs", "/attempts", "/log?tail=100", "/metrics", "/export.json"))
    runs = get(f"/jobs/{each}/runs")["runs"]
    names = get(f"/jobs/{each}/metrics")["metrics"]
    for name in names:
        yield f"/jobs/{each}/series?name={quoted(name)}"
    for run in runs:
        number = f"/jobs/{each}/runs/{run['run']}"
        yield number
        yield f"{number}/series?name=train.loss"
        yield f"{number}/series?name=train.loss&points=2"
        yield f"{number}/weights.safetensors"
        yield f"{number}/weights.npz?epoch=best"
        if any(name.startswith("probe.") for name in names):
            yield f"{number}/probes?quantity=weightNorm"
    if names:
        yield f"/jobs/{each}/norms.safetensors"
        yield f"/jobs/{each}/inputs.json"


def paths_of_study(each):
    yield from (f"/studies/{each}{part}" for part in ("", "/jobs", "/comparison", "/claims", "/ranks", "/curves?metric=train.loss"))
    yield f"/studies/{each}/comparison?metric=validation.loss&diverged=worst-ranked&level=0.9"
    for table in TABLES:
        yield f"/studies/{each}/comparison?{table}"
        yield f"/studies/{each}/ranks?{table}"


def pages(path, field):
    """Each page of a list, and all that it lists."""
    asked, listed = path, []
    while asked:
        page = get(asked)
        yield asked, page[field]
        following = page["nextCursor"]
        asked = following and f"{path}{'&' if '?' in path else '?'}cursor={quoted(following)}"


FILTERS = [
    'metrics."test.accuracy" > 0.1 AND params.normalization.type = \'batch\'',
    "tags.paper = 'kn'",
    "tags.size = 'größe'",
    "outcome = 'DIVERGED'",
    "state IN ('FAILED', 'CANCELLED', 'QUEUED')",
    "name LIKE 'grid%' AND seed = 3",
    "params.optimizer.weightDecay > 0",
    "created > '2026-01-01' AND learningRate = 0.1",
]


def paths():
    for query in ("?state=failed", "?state=queued&limit=200", "?tag=paper", "?tag=paper=kn", "?name=LOST", "?normalization=layer", "?data=digits"):
        yield "/jobs" + query
    ids = []
    for path, page in pages("/jobs?limit=25", "jobs"):
        yield path
        ids += [each["id"] for each in page if not each["name"].startswith("which-norm")]
    for each in ids:
        yield from paths_of_job(each)
    for path, page in pages("/studies?limit=2", "studies"):
        yield path
        for each in page:
            yield from paths_of_study(each["id"])
    yield "/studies?tag=paper=kn"
    yield "/studies?name=GRI"
    yield from (path for path, _ in pages("/runs?limit=30", "runs"))
    for clause in FILTERS:
        yield "/runs?limit=100&filter=" + quoted(clause)
        yield "/export/runs?format=csv&filter=" + quoted(clause)
    yield "/runs?limit=100&orderBy=" + quoted('metrics."test.accuracy" DESC, seed')
    for table in TABLES:
        yield f"/export/runs?{table}"
        yield f"/export/points?{table}&filter=" + quoted("name LIKE '%e%'")


def answer(path):
    status, kind, body = fetch(path)
    told = {"path": path, "status": status, "type": kind}
    if kind in ("application/json", "application/problem+json"):
        return {**told, "json": json.loads(body)}
    if kind.startswith("text/") or kind.endswith("ndjson"):
        return {**told, "text": body.decode()}
    return {**told, "sha256": hashlib.sha256(body).hexdigest()}


def record(server):
    server.start("--normlab.worker.enabled=false")
    answers = [answer(path) for path in paths()]
    server.stop()
    return answers


def compress(path, content):
    path.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))
    print(f"  {path.name}: {path.stat().st_size} bytes", flush=True)


def fill(server):
    shutil.rmtree(HOME, ignore_errors=True)
    (HOME / "data").mkdir(parents=True)
    server.start("--normlab.worker.slots=2")
    train()
    server.stop()
    server.start("--normlab.worker.enabled=false")
    submit()
    for study in get("/studies?limit=100")["studies"]:
        for each in get(f"/studies/{study['id']}/jobs")["jobs"]:
            shutil.rmtree(HOME / "artifacts" / "checkpoints" / each, ignore_errors=True)  # lost files are answered too
    server.stop()


def produce(options, kind, database, save):
    server = Server(options, database)
    try:
        fill(server)
        answers, again = record(server), record(server)
    finally:
        server.stop()
    for one, other in zip(answers, again):
        if one != other:
            print(f"  not the same after a restart, left out: {one['path']}", flush=True)
    stable = [one for one, other in zip(answers, again) if one == other]
    print(f"  {len(stable)} of {len(answers)} answers", flush=True)
    save()
    lines = "".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) + "\n" for each in stable)
    compress(options.folder / f"{kind}-answers.ndjson.xz", lines.encode())
    files = io.BytesIO()
    with zipfile.ZipFile(files, "w") as archive:
        for path in sorted([*HOME.glob("artifacts/**/*"), *HOME.glob("data/**/*")]):
            if path.is_file():
                archive.write(path, path.relative_to(HOME))
    compress(options.folder / f"{kind}-home.zip.xz", files.getvalue())


def on_h2(options):
    produce(options, "h2", [], lambda: compress(options.folder / "h2.mv.db.xz", (HOME / "normlab.mv.db").read_bytes()))


# psql and not pg_dump, which refuses servers that are newer than itself.
TABLES_OF = """
with part as (
  select 1 as rank, relname::text as of, 'create table ' || relname || ' (' || (
      select string_agg(attname || ' ' || format_type(atttypid, atttypmod)
          || case when attnotnull then ' not null' else '' end
          || case when attidentity = 'd' then ' generated by default as identity' else '' end
          || coalesce(' default ' || pg_get_expr(adbin, adrelid), ''), ', ' order by attnum)
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = pg_class.oid and attnum > 0 and not attisdropped) || ');' as text
  from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
  union all
  select case contype when 'f' then 5 else 3 end, conrelid::regclass::text,
      'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' ' || pg_get_constraintdef(oid) || ';'
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
  union all
  select 4, indrelid::regclass::text, pg_get_indexdef(indexrelid) || ';'
  from pg_index join pg_class on pg_class.oid = indexrelid
  where relnamespace = 'public'::regnamespace and not exists (select 1 from pg_constraint where conindid = indexrelid)
)
select rank, of, text from part order by 1, 2, 3
"""
ROWS_OF = """
select 'select ''insert into {0} values ('' || concat_ws('', '', '
    || string_agg(format('quote_nullable(%I)', attname), ', ' order by attnum) || ') || '');'' from {0} order by 1'
from pg_attribute where attrelid = '{0}'::regclass and attnum > 0 and not attisdropped
"""
COUNTER_OF = """
select 'select setval(pg_get_serial_sequence(''{0}'', ''id''), ' || coalesce(max(id), 0) + 1 || ');' from {0}
"""


def dump():
    """The tables as SQL: definitions, rows, then what rows have to obey."""

    def ask(query):
        command = ["psql", "-h", "127.0.0.1", "-p", str(PORT + 1), "-U", "postgres", "-XAtq", "-F", "\t", "-c", query]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    parts = [line.split("\t", 2) for line in ask(TABLES_OF).splitlines()]
    tables = [table for rank, table, _ in parts if rank == "1"]
    texts = [text for rank, _, text in parts if rank == "1"]
    for table in tables:
        texts.append(ask(ask(ROWS_OF.format(table))).rstrip("\n"))
        if "generated by default" in next(text for _, of, text in parts if of == table):
            texts.append(ask(COUNTER_OF.format(table)).rstrip("\n"))
    return "\n".join([*texts, *(text for rank, _, text in parts if rank != "1")]) + "\n"


def on_postgresql(options):
    cluster = Path("/tmp/normlab-upgrade-postgresql")
    shutil.rmtree(cluster, ignore_errors=True)
    cluster.mkdir()
    user = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(cluster, "postgres")
        user = ["runuser", "-u", "postgres", "--"]

    def run(program, *arguments, **more):
        return subprocess.run([*user, str(Path(options.postgres) / program), *arguments], check=True, cwd="/tmp", **more)

    run("initdb", "-D", str(cluster / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", stdout=subprocess.DEVNULL)
    run("pg_ctl", "-D", str(cluster / "data"), "-w", "-l", str(cluster / "log"), "-o", f"-p {PORT + 1} -k {cluster}", "start", stdout=subprocess.DEVNULL)
    try:
        save = lambda: compress(options.folder / "postgresql.sql.xz", dump().encode())
        url = f"jdbc:postgresql://127.0.0.1:{PORT + 1}/postgres"
        produce(options, "postgresql", [f"--spring.datasource.url={url}", "--spring.datasource.username=postgres"], save)
    finally:
        run("pg_ctl", "-D", str(cluster / "data"), "-m", "fast", "stop", stdout=subprocess.DEVNULL)
        shutil.rmtree(cluster)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jar")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--java", default="java")
    parser.add_argument("--postgres", default="/usr/lib/postgresql/17/bin")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, make in (("h2", on_h2), ("postgresql", on_postgresql)):
        print(name, flush=True)
        make(options)
    shutil.rmtree(HOME, ignore_errors=True)


if __name__ == "__main__":
    main()
