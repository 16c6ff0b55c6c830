"""Writes pairs.json and rankings.json: 200 generated tables and what SciPy and statsmodels say of them.

    pip install scipy==1.17.1 statsmodels==0.15.0 numpy && python make_reference.py

A score is a number, "diverged" or "missing". A figure that SciPy has as NaN or refuses is null. Options:

- wilcoxon: zero_method='wilcox', correction=False, method='auto' (exact without ties and zeros up to n = 50;
  all signs counted up to n = 13; else the normal approximation)
- differences of pairs tie where they differ by no more than 2^-46 of the values they come from, so that what is equal
  but for rounding is tied; SciPy is given those made equal
- iqm: trim_mean(x, 0.25); t: ttest_1samp(x, 0).confidence_interval, null where all values are equal
- bca: bootstrap(method='BCa', n_resamples=200000); its ends come with the band in which 10,000 resamples must end,
  five standard errors of the percentile and of the bias. Such tables hold multiples of 1/1024, whose sums are exact:
  SciPy counts means that differ by rounding as different
- improvement: wins and half the ties over n; proportion_confint(method='wilson'); unpaired: mannwhitneyu over n m, and
  bootstrap(method='percentile') with a band for 2,000 resamples
- friedmanchisquare; Nemenyi by studentized_range with infinite degrees of freedom, as scikit-posthocs has it; Holm by
  multipletests; groups by trying every subset
"""

import itertools
import json
import math
import warnings

import numpy as np
import scipy
import statsmodels
from scipy import stats
from scipy.optimize import brentq
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.simplefilter("ignore")
RNG = np.random.default_rng(20260)
LEVEL = 0.95
ALTERNATIVES = {"TWO_SIDED": "two-sided", "GREATER": "greater", "LESS": "less"}


def number(value):
    """As JSON has it: null for NaN and infinities."""
    return float(value) if value is not None and math.isfinite(value) else None


def values(scores):
    return np.array([s for s in scores if not isinstance(s, str)], float)


def student(x):
    if len(x) < 2 or np.ptp(x) == 0:
        return [None, None]
    interval = stats.ttest_1samp(x, 0).confidence_interval(LEVEL)
    return [number(interval.low), number(interval.high)]


def band(distribution, share, resamples, bias):
    """Where a percentile of `resamples` draws ends, within five standard errors."""
    error = math.sqrt(share * (1 - share) / resamples)
    if bias:
        error += 2 * stats.norm.pdf(stats.norm.ppf(share)) * 0.5 / math.sqrt(resamples) / stats.norm.pdf(0)
    ends = np.clip([share - 5 * error, share + 5 * error], 0, 1)
    return [float(q) for q in np.quantile(distribution, ends)]


def bca(x):
    result = stats.bootstrap((x,), np.mean, n_resamples=200_000, method="BCa", rng=1, batch=20_000)
    theta = result.bootstrap_distribution
    z0 = stats.norm.ppf((np.mean(theta < x.mean()) + np.mean(theta <= x.mean())) / 2)
    u = x - x.mean()
    a = (u**3).sum() / (6 * (u**2).sum() ** 1.5)
    shares = [stats.norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z))) for z in stats.norm.ppf([0.025, 0.975])]
    np.testing.assert_allclose(np.quantile(theta, shares), result.confidence_interval, rtol=1e-6)
    return {
        "low": float(result.confidence_interval.low),
        "high": float(result.confidence_interval.high),
        "lowBand": band(theta, shares[0], 10_000, True),
        "highBand": band(theta, shares[1], 10_000, True),
    }


def summary(scores, bootstrap):
    x = values(scores)
    n = len(x)
    equal = n > 0 and np.ptp(x) == 0
    return {
        "n": n,
        "diverged": scores.count("diverged"),
        "missing": scores.count("missing"),
        "mean": number(x.mean()) if n else None,
        "sd": None if n < 2 else 0.0 if equal else number(x.std(ddof=1)),
        "median": number(np.median(x)) if n else None,
        "iqm": number(stats.trim_mean(x, 0.25)) if n else None,
        "min": number(x.min()) if n else None,
        "max": number(x.max()) if n else None,
        "t": student(x),
        "bca": bca(x) if bootstrap and n > 1 and not equal else None,
    }


def signed_rank(d, alternative):
    """Statistic and p; SciPy refuses a single difference of zero."""
    if len(d) == 0:
        return None, None
    if len(d) == 1 and d[0] == 0:
        return 0.0, None
    result = stats.wilcoxon(d, zero_method="wilcox", correction=False, alternative=alternative, method="auto")
    return number(result.statistic), number(result.pvalue)


def wilcoxon(d):
    return {name: signed_rank(d, alternative) for name, alternative in ALTERNATIVES.items()}


def worth(score, better):
    """A number whose greater end is better; a diverged run is below all."""
    return -math.inf if score == "diverged" else score if better == "HIGHER" else -score


def improvement(pairs, better):
    n = len(pairs)
    if n == 0:
        return {"n": 0, "wins": 0, "ties": 0, "probability": None, "wilson": [None, None]}
    a, b = np.array([[worth(x, better), worth(y, better)] for x, y in pairs]).T
    wins, ties = int((a > b).sum()), int((a == b).sum())
    low, high = proportion_confint(wins + ties / 2, n, alpha=1 - LEVEL, method="wilson")
    share = (wins + ties / 2) / n
    return {"n": n, "wins": wins, "ties": ties, "probability": share, "wilson": [float(low), float(high)]}


def share(a, b, axis=-1):
    x, y = np.expand_dims(a, -1), np.expand_dims(b, -2)
    return np.mean((x > y) + 0.5 * (x == y), axis=(-2, -1))


def unpaired(a, b, better, bootstrap):
    x = np.array([worth(s, better) for s in a])
    y = np.array([worth(s, better) for s in b])
    if len(x) == 0 or len(y) == 0:
        return {"probability": None}
    u = stats.mannwhitneyu(x, y).statistic
    answer = {"probability": float(u / (len(x) * len(y)))}
    if bootstrap and len(x) > 1 and len(y) > 1 and 0 < answer["probability"] < 1:
        # Ranks keep what is greater; infinities would not survive resampling's arithmetic.
        ranks = stats.rankdata(np.concatenate([x, y]))
        result = stats.bootstrap(
            (ranks[: len(x)], ranks[len(x) :]), share, n_resamples=20_000, method="percentile", rng=1, batch=1_000
        )
        answer["lowBand"] = band(result.bootstrap_distribution, 0.025, 2_000, False)
        answer["highBand"] = band(result.bootstrap_distribution, 0.975, 2_000, False)
    return answer


ERROR = 2.0**-46


def tied(d, errors):
    """Differences whose sizes are equal but for rounding made equal."""
    sizes = np.where(np.abs(d) <= errors, 0, np.abs(d))
    order = np.argsort(sizes, kind="stable")
    shared, start = sizes.copy(), 0
    for end in range(1, len(order) + 1):
        low = order[end - 1]
        high = order[end] if end < len(order) else None
        if high is None or sizes[high] - sizes[low] > max(errors[low], errors[high]):
            shared[order[start:end]] = sizes[order[(start + end - 1) // 2]]
            start = end
    return np.sign(d) * shared


def finite_differences(pairs):
    x, y = np.array(pairs, float).reshape(-1, 2).T
    return tied(x - y, ERROR * np.maximum(np.abs(x), np.abs(y)))


def differences(pairs, better):
    sign = -1 if better == "HIGHER" else 1
    of = {(True, True): 0.0, (True, False): sign * math.inf, (False, True): -sign * math.inf}
    finite = iter(finite_differences([p for p in pairs if "diverged" not in p]))
    return np.array([of[x == "diverged", y == "diverged"] if "diverged" in (x, y) else next(finite) for x, y in pairs])


def comparison(a, b, better, bootstrap):
    both = [(x, y) for x, y in zip(a, b) if "missing" not in (x, y)]
    finite = [p for p in both if "diverged" not in p]
    d = finite_differences(finite)
    n = len(d)
    defined = n > 1 and np.ptp(d) > 0
    dz = float(d.mean() / d.std(ddof=1)) if defined else None
    answer = {
        "n": n,
        "divergedA": sum(x == "diverged" for x, _ in both),
        "divergedB": sum(y == "diverged" for _, y in both),
        "missing": len(a) - len(both),
        "meanDifference": number(d.mean()) if n else None,
        "t": student(d),
        "bca": bca(d) if bootstrap and defined else None,
        "effect": number(dz) if dz is not None else None,
    }
    for choice, pairs, gone in (("LEFT_OUT", finite, ("missing", "diverged")), ("WORST_RANKED", both, ("missing",))):
        answer[choice] = {
            "ranked": len(pairs),
            "wilcoxon": wilcoxon(differences(pairs, better)),
            "improvement": improvement(pairs, better),
            "unpaired": unpaired(
                [s for s in a if s not in gone], [s for s in b if s not in gone], better, bootstrap
            ),
        }
    return answer


def sprinkle(scores, diverged, missing):
    draw = RNG.random(len(scores))
    return [
        "diverged" if u < diverged else "missing" if u < diverged + missing else float(s) for u, s in zip(draw, scores)
    ]


def pair_table(i):
    kinds = ["plain", "ties", "dyadic", "two", "equal", "same", "constant", "broken", "long", "scaled", "heavy", "one"]
    kind = kinds[i % len(kinds)]
    n = int(RNG.integers(3, 26))
    n = {"two": 2, "one": i // len(kinds) % 2, "long": int(RNG.integers(48, 80))}.get(kind, n)
    a, b = 0.9 + 0.02 * RNG.standard_normal((2, n)) + np.array([[0.01 * RNG.standard_normal()], [0]])
    if kind == "ties" or kind == "long" and i % 2:
        a, b = a.round(2), b.round(2)
    if kind == "dyadic" or kind == "two" and i % 2:
        a, b = (np.round(x * 1024) / 1024 for x in (a, b))
    if kind == "equal":
        a = np.full(n, 0.1)
        b = b if i % 2 else np.full(n, 0.7)
    if kind == "same":
        b = np.where(RNG.random(n) < RNG.choice([0.5, 1]), a, b)
    if kind == "constant":
        b = np.round(b * 1024) / 1024
        a = b + 0.125
    if kind == "scaled":
        scale, offset = RNG.choice([1e-9, 1e5]), RNG.choice([0.0, 1.0])
        a, b = scale * (a + offset), scale * (b + offset)
    if kind == "heavy":
        a, b = RNG.standard_cauchy((2, n))
    diverged, missing = {"broken": (0.25, 0.15), "plain": (0.05, 0.05)}.get(kind, (0, 0))
    if kind == "broken" and i % 5 == 0:
        diverged, missing = 1, 0
    bootstrap = kind == "dyadic" or kind == "two" and i % 2
    a, b = sprinkle(a, diverged, missing), sprinkle(b, diverged, missing)
    better = "LOWER" if i % 3 == 0 else "HIGHER"
    return {
        "kind": kind,
        "better": better,
        "a": a,
        "b": b,
        "summary": summary(a, bootstrap),
        "comparison": comparison(a, b, better, bootstrap),
    }


def cell(value):
    return value if isinstance(value, str) else float(value)


def groups(alike, average):
    k = len(average)
    cliques = [
        set(c)
        for size in range(2, k + 1)
        for c in itertools.combinations(range(k), size)
        if all(alike[x][y] for x, y in itertools.combinations(c, 2))
    ]
    largest = [c for c in cliques if not any(c < other for other in cliques)]
    return sorted(sorted(c) for c in largest)


def friedman(rows):
    if len(rows) == 0 or len(rows[0]) < 3:
        return [None] * 4
    n, k = rows.shape
    chi, p = stats.friedmanchisquare(*rows.T)
    if not math.isfinite(chi):
        return [None] * 4
    rest = n * (k - 1) - chi
    if n == 1 or abs(rest) < 1e-9:
        return [float(chi), float(p), None, None]
    f = (n - 1) * chi / rest
    return [float(chi), float(p), float(f), float(stats.f.sf(f, k - 1, (k - 1) * (n - 1)))]


def ranking(rows, better, diverged):
    gone = ("missing", "diverged") if diverged == "LEFT_OUT" else ("missing",)
    complete = [row for row in rows if not any(s in gone for s in row)]
    k, n = len(rows[0]), len(complete)
    answer = {"dataSets": n, "leftOut": len(rows) - n}
    if n == 0:
        return answer
    good = np.array([[worth(s, better) for s in row] for row in complete])
    average = stats.rankdata(-good, axis=1).mean(axis=0)
    error = math.sqrt(k * (k + 1) / (6 * n))
    q = np.abs(average[:, None] - average) / error * math.sqrt(2)
    nemenyi = np.array([[1.0 if x == 0 else stats.studentized_range.sf(x, k, np.inf) for x in row] for row in q])
    critical = brentq(lambda x: stats.studentized_range.sf(x, k, np.inf) - 0.05, 1, 10, xtol=1e-14, rtol=1e-14)
    couples = list(itertools.combinations(range(k), 2))
    raw = []
    for x, y in couples:
        d = differences([(row[x], row[y]) for row in complete], better)
        raw.append(signed_rank(d, "two-sided")[1])
    raw = np.array(raw, float)
    known = np.isfinite(raw)
    raw[known] = multipletests(raw[known], method="holm")[1]
    holm = np.ones((k, k))
    for (x, y), p in zip(couples, raw):
        holm[x, y] = holm[y, x] = p
    return answer | {
        "average": average.tolist(),
        "friedman": friedman(good),
        "nemenyi": nemenyi.tolist(),
        "criticalDifference": critical / math.sqrt(2) * error,
        "nemenyiGroups": groups(nemenyi > 0.05, average),
        "holm": [[number(p) for p in row] for row in holm],
        "holmGroups": groups(~(holm <= 0.05), average),
    }


def ranking_table(i):
    k, n = int(RNG.integers(2, 9)), int(RNG.integers(1, 31))
    if i % 10 == 0:
        n = 1
    effect = RNG.choice([0, 0.5, 2])
    table = RNG.standard_normal((n, k)) + effect * np.arange(k)
    if i % 3 == 0:
        table = table.round(0)
    if i % 20 == 7:
        table[:] = table[:, :1]
    broken = (0.03, 0.02) if i % 4 == 1 else (0, 0)
    rows = [sprinkle(row, *broken) for row in table]
    better = "LOWER" if i % 2 else "HIGHER"
    x, y = RNG.standard_normal((2, int(RNG.integers(0, 20)))).round(int(RNG.integers(0, 4)))
    y = x if i % 15 == 2 else -x if i % 15 == 3 else y
    rho = stats.spearmanr(x, y)
    return {
        "better": better,
        "rows": rows,
        "LEFT_OUT": ranking(rows, better, "LEFT_OUT"),
        "WORST_RANKED": ranking(rows, better, "WORST_RANKED"),
        "spearman": {"x": x.tolist(), "y": y.tolist(), "rho": number(rho[0]), "p": number(rho[1])},
    }


def write(name, **content):
    made = {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__}
    with open(name, "w") as file:
        body = ",\n".join(
            f'"{key}": ' + ("[\n" + ",\n".join(json.dumps(v, allow_nan=False) for v in value) + "\n]")
            for key, value in content.items()
        )
        file.write(f'{{"made": {json.dumps(made)},\n{body}\n}}\n')


if __name__ == "__main__":
    write("pairs.json", tables=[pair_table(i) for i in range(140)])
    write("rankings.json", tables=[ranking_table(i) for i in range(60)])
