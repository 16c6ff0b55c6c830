"""Writes the project's own cases for methods on activations, in the format of ../reference/FORMAT.md.

    python make_site_cases.py [OUT_DIR [SEED]]          (needs torch; float64; written from the papers' formulas)

Beyond that format, as in make_weight_cases.py: the `data` of a trajectory may have `pixels`, integers [N, C, H, W] that the
network sees as (pixels / 255 - 0.5) / 0.3.
"""
import json, math, pathlib, sys
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
gen = torch.Generator().manual_seed(int(sys.argv[2]) if len(sys.argv) > 2 else 6)
out.mkdir(parents=True, exist_ok=True)


def rand(*shape, scale=1.0, shift=0.0):
    return (torch.randn(*shape, generator=gen) * scale + shift).float().double()


def pack(t):
    t = t.detach()
    return {"shape": list(t.shape), "data": [float(f"{v:.9g}") for v in t.reshape(-1).tolist()]}


def write(doc):
    (out / f"{doc['id']}.json").write_text(json.dumps(doc, separators=(",", ":")) + "\n")


def ema(old, new, m): return (1 - m) * old + m * new.detach()


def over(v, x): return v.view(1, -1, 1, 1) if x.dim() == 4 else v


def rows(x): return (0, 2, 3) if x.dim() == 4 else (0,)


def affine(x, p): return x * over(p["gamma"], x) + over(p["beta"], x)


# --- one site ----------------------------------------------------------------------------------------------------
def single(name, method, x, parameters, state, compute, *, training=True, gradient=1e-4):
    leaves = {k: v.clone().requires_grad_(True) for k, v in {"input": x, **parameters}.items()}
    output, after = compute(leaves, state)
    upstream = rand(*output.shape)
    grads = torch.autograd.grad((output * upstream).sum(), list(leaves.values()))
    write({"id": name, "kind": "activation", "method": method, "axes": "image" if x.dim() == 4 else "dense", "training": training,
           "inputs": {"input": pack(x)}, "parameters": {k: pack(v) for k, v in parameters.items()}, "state": {k: pack(v) for k, v in state.items()},
           "outputs": {"output": pack(output)}, "stateAfter": {k: pack(v) for k, v in after.items()}, "upstream": pack(upstream),
           "gradients": {k: pack(g) for k, g in zip(leaves, grads)}, "tolerance": {"forward": 1e-5, "gradient": gradient}})


def gb(c): return {"gamma": rand(c, scale=0.3, shift=1), "beta": rand(c, scale=0.3)}


def moments(c): return {"runningMean": rand(c, scale=0.5), "runningVariance": rand(c).abs() + 0.5}


def renorm(warmup, r_max, d_max, momentum):
    def f(l, s):
        x = l["input"]; d = rows(x); m, v = x.mean(d), x.var(d, correction=0); sd, old = (v + 1e-5).sqrt(), (s["runningVariance"] + 1e-5).sqrt()
        grown = min(1.0, float(s["steps"]) / warmup); top, far = 1 + (r_max - 1) * grown, d_max * grown
        r, q = (sd / old).clamp(1 / top, top).detach(), ((m - s["runningMean"]) / old).clamp(-far, far).detach(); n = x.numel() // x.shape[1]
        return affine((x - over(m, x)) / over(sd, x) * over(r, x) + over(q, x), l), {
            "runningMean": ema(s["runningMean"], m, momentum), "runningVariance": ema(s["runningVariance"], v * n / (n - 1), momentum), "steps": s["steps"] + 1}
    return f


SHAPES = {"dense": (9, 7), "image": (5, 7, 3, 4)}
for axes, shape in SHAPES.items():
    for step in (0.0, 4.0, 30.0):
        single(f"batch-renorm-warmup-{step:g}-{axes}", {"type": "batch-renorm", "warmup": 10, "rMax": 1.6, "dMax": 0.7, "momentum": 0.05}, rand(*shape, scale=1.7, shift=0.6),
               gb(7), {**moments(7), "steps": torch.tensor([step])}, renorm(10, 1.6, 0.7, 0.05))


def ghost(size):
    def f(l, s):
        m, v, parts = s["runningMean"], s["runningVariance"], []
        for x in l["input"].split(size):
            d = rows(x); n = x.numel() // x.shape[1]; mu, var = x.mean(d), x.var(d, correction=0)
            parts.append((x - over(mu, x)) / over((var + 1e-5).sqrt(), x)); m, v = ema(m, mu, 0.1), ema(v, var * n / (n - 1), 0.1)
        return affine(torch.cat(parts), l), {"runningMean": m, "runningVariance": v}
    return f


for axes, shape in SHAPES.items():
    single(f"ghost-batch-remainder-{axes}", {"type": "ghost-batch", "size": 3 if axes == "image" else 4}, rand(8 if axes == "image" else 10, *shape[1:], scale=1.7, shift=0.4), gb(7), moments(7), ghost(3 if axes == "image" else 4))


def few(l, s):                                        # topk with fewer values than k
    x = l["input"]; n = x.shape[0]; m = x.mean(0); c = 0.5 * (1 + math.sqrt(math.pi * math.log(4))) / math.sqrt(2 * math.log(n)); r = c * (x - m).abs().mean(0)
    return affine((x - m) / (r + 1e-5), l), {"runningMean": ema(s["runningMean"], m, 0.1), "runningScale": ema(s["runningScale"], r, 0.1)}


single("topk-batch-few-dense", {"type": "topk-batch", "k": 50}, rand(6, 5), gb(5), {"runningMean": rand(5), "runningScale": rand(5).abs() + 0.5}, few)


def whiten(x, channels, size, root):
    """Groups of consecutive channels, the last one smaller; returns output, mean, rows of the matrices [C, size]."""
    c = x.shape[1]; flat = x.transpose(0, 1).reshape(c, -1); mean = flat.mean(1); y, w = [], torch.zeros(c, size)
    for at in range(0, c, size):
        g = flat[at:at + size] - mean[at:at + size, None]; W = root(g @ g.t() / g.shape[1] + 1e-5 * torch.eye(len(g))); y.append(W @ g)
        w[at:at + size, :len(g)] = W.detach()
    y = torch.cat(y).reshape(c, x.shape[0], *x.shape[2:]).transpose(0, 1)
    return y, mean, w


def zca(s):
    d, v = torch.linalg.eigh(s); return v @ torch.diag(d.rsqrt()) @ v.t()


def newton(iterations):
    def f(s):
        tr = s.diagonal().sum(); p = torch.eye(len(s))
        for _ in range(iterations): p = 1.5 * p - 0.5 * p @ p @ p @ (s / tr)
        return p / tr.sqrt()
    return f


def whitened(size, root, training):
    def f(l, s):
        x = l["input"]
        if training:
            y, m, w = whiten(x, x.shape[1], size, root)
            return affine(y, l), {"runningMean": ema(s["runningMean"], m, 0.1), "runningWhitening": ema(s["runningWhitening"], w, 0.1)}
        d = x - over(s["runningMean"], x); parts = []
        for at in range(0, x.shape[1], size):
            part = d[:, at:at + size]; w = s["runningWhitening"][at:at + size, :part.shape[1]]; parts.append(torch.einsum("oc,nc...->no...", w, part))
        return affine(torch.cat(parts, 1), l), dict(s)
    return f


for axes, shape in {"dense": (19, 7), "image": (5, 7, 3, 4)}.items():
    for size in (1, 3, 7):
        for training in (True, False):
            start = {"runningMean": rand(7, scale=0.5), "runningWhitening": rand(7, size)}
            mode = "train" if training else "eval"
            if not training and 7 % size: start["runningWhitening"][-(7 % size):, 7 % size:] = 0
            single(f"decorrelated-{size}-{mode}-{axes}", {"type": "decorrelated", "groupSize": size}, rand(*shape, scale=1.7, shift=0.4), gb(7), start, whitened(size, zca, training), training=training, gradient=5e-4)
    start = {"runningMean": rand(7, scale=0.5), "runningWhitening": rand(7, 3)}
    single(f"iterative-3-train-{axes}", {"type": "iterative", "iterations": 4, "groupSize": 3}, rand(*shape, scale=1.7, shift=0.4), gb(7), start, whitened(3, newton(4), True), gradient=5e-4)


def power_eval(l, s): x = l["input"]; return affine(x / over((s["runningSecondMoment"] + 1e-5).sqrt(), x), l), dict(s)


for axes, shape in SHAPES.items():
    single(f"power-eval-{axes}", {"type": "power"}, rand(*shape, scale=1.7, shift=0.4), gb(7), {"runningSecondMoment": rand(7).abs() + 0.5, "gradientProjection": rand(7)}, power_eval, training=False)


def evo_b0_eval(l, s):
    x = l["input"]; left = (s["runningVariance"] + 1e-3).sqrt().view(1, -1, 1, 1); right = l["v"].view(1, -1, 1, 1) * x + (x.var((2, 3), correction=0, keepdim=True) + 1e-3).sqrt()
    return affine(x / torch.maximum(left, right), l), dict(s)


single("evonorm-b0-eval-image", {"type": "evonorm-b0"}, rand(5, 7, 3, 4, scale=1.7), {**gb(7), "v": rand(7, scale=0.3, shift=1)}, {"runningVariance": rand(7).abs() + 0.5}, evo_b0_eval, training=False)


# --- whole trainings: what spans several sites or steps -----------------------------------------------------------
class Power(torch.autograd.Function):
    """Backward as published: (g - nu z) / psi, and the running projection nu."""
    @staticmethod
    def forward(ctx, x, psi2, key, memory):
        z = x / over((psi2 + 1e-5).sqrt(), x); ctx.save_for_backward(z, psi2); ctx.key, ctx.memory = key, memory
        return z
    @staticmethod
    def backward(ctx, g):
        z, psi2 = ctx.saved_tensors; nu = ctx.memory[ctx.key]; d = rows(z)
        gx = (g - over(nu, z) * z) / over((psi2 + 1e-5).sqrt(), z)
        ctx.memory[ctx.key] = nu * (1 - 0.1 * z.square().mean(d)) + 0.1 * (g * z).mean(d)
        return gx, None, None, None


def observed(method, x):
    base = method.get("base", "batch")
    if base == "batch": return x.mean(rows(x))[None], x.var(rows(x), correction=0)[None]
    b, c = x.shape[:2]; g = {"layer": 1, "instance": c, "group": groups(x)}[base]; r = x.reshape(b, g, -1)
    return r.mean(2), r.var(2, correction=0)


def groups(x):
    c = x.shape[1]; g = min(32, max(1, c // (4 if x.dim() == 4 else 2)))
    while c % g: g -= 1
    return g


def by_statistics(v, x):                              # [M, L] -> shape of x, channels of a group sharing a number
    v = v.repeat_interleave(x.shape[1] // v.shape[1], 1)
    return v[:, :, None, None] if x.dim() == 4 else v


def site(method, p, name, x, before, memory, step):
    """The normalized activations, and the posterior for the next site."""
    q = {k[len(name) + 1:]: v for k, v in p.items() if k.startswith(name + ".")}
    if method["type"] == "power":
        psi2 = memory.setdefault(name, torch.ones(x.shape[1])); own = x.detach().square().mean(rows(x)); memory.setdefault(name + ".nu", torch.zeros(x.shape[1]))
        z = Power.apply(x, own if step < method.get("warmup", 0) else psi2, name + ".nu", memory); memory[name] = ema(psi2, own, 0.1)
        return affine(z, q), None
    if method["type"] == "decorrelated": return affine(whiten(x, x.shape[1], min(method["groupSize"], x.shape[1]), zca)[0], q), None
    m, s = observed(method, x)
    if before is not None:
        a, gain = q["transition"], torch.sigmoid(q["gainLogit"])
        mp, vp = before[0] @ a.t(), before[1] @ (a * a).t() + q["logNoise"].exp()
        m, s = mp + gain * (m - mp), vp + gain * (s - vp) + gain * (1 - gain) * (m - mp).square()
    return affine((x - by_statistics(m, x)) / (by_statistics(s, x) + 1e-5).sqrt(), q), (m, s)


def mlp(method, arch, p, x, pre, memory, step):
    state = None
    for l in range(len(arch["hidden"])):
        x, state = site(method, p, f"hidden.{l}.norm", F.linear(x, p[f"hidden.{l}.weight"]), state, memory, step); pre.append(x); x = F.relu(x)
    return F.linear(x, p["output.weight"], p["output.bias"])


def resnet(method, arch, p, x, pre, memory, step):
    def conv(x, state, name, stride=1):
        w = p[name + ".weight"]; return site(method, p, name + ".norm", F.conv2d(x, w, None, stride, w.shape[-1] // 2), state, memory, step)
    x, state = conv(x, None, "stem"); x = F.gelu(x)
    for stage in range(3):
        b = f"stages.{stage}.0"; stride = 1 if stage == 0 else 2
        h, branch = conv(x, state, b + ".conv1", stride); h, branch = conv(F.gelu(h), branch, b + ".conv2")
        short, kept = (x, state) if stage == 0 else conv(x, state, b + ".shortcut", 2)
        x = F.gelu(h + short); state = None if branch is None else (branch[0] + kept[0], branch[1] + kept[1])
    return F.linear(x.mean((2, 3)), p["output.weight"], p["output.bias"])


def trajectory(name, method, arch, steps=6):
    p = {}; lengths = {}

    def put(n, *shape, after=None):
        p[n + ".weight"] = rand(*shape, scale=math.sqrt(2 / math.prod(shape[1:]))); c = shape[0]; p.update({f"{n}.norm.{k}": v for k, v in gb(c).items()})
        if method["type"] != "kalman": return
        base = method.get("base", "batch"); lengths[n] = {"batch": c, "instance": c, "layer": 1, "group": groups(torch.zeros(1, c, *shape[2:]))}[base]
        if after is None: return
        p[n + ".norm.transition"] = rand(lengths[n], lengths[after], scale=0.4); p[n + ".norm.logNoise"] = rand(lengths[n], scale=0.3); p[n + ".norm.gainLogit"] = rand(1, shift=0.7)
    if arch["type"] == "mlp":
        widths = [6, *arch["hidden"]]; x = rand(24, 6); data = {"x": pack(x)}; n, network, last, before = 24, mlp, widths[-1], None
        for l in range(len(widths) - 1): put(f"hidden.{l}", widths[l + 1], widths[l], after=before); before = f"hidden.{l}"
    else:
        pixels = torch.randint(0, 256, (8, 2, 8, 8), generator=gen); data = {"pixels": {"shape": list(pixels.shape), "data": pixels.reshape(-1).tolist()}}
        x = (pixels / 255 - 0.5) / 0.3; n, network, width = 8, resnet, arch["width"]; last = width * 4; put("stem", width, 2, 3, 3); before = "stem"
        for s in range(3):
            i, o = max(width, width << s >> 1), width << s; b = f"stages.{s}.0"
            put(b + ".conv1", o, i, 3, 3, after=before); put(b + ".conv2", o, o, 3, 3, after=b + ".conv1")
            if s > 0: put(b + ".shortcut", o, i, 1, 1, after=before)
            before = b + ".conv2"
    p["output.weight"] = rand(3, last, scale=1 / math.sqrt(last)); p["output.bias"] = rand(3, scale=0.1)
    y = torch.randint(0, 3, (n,), generator=gen); first = {k: v.clone() for k, v in p.items()}
    for v in p.values(): v.requires_grad_(True)
    o = torch.optim.SGD(list(p.values()), 0.05, momentum=0.9); losses, pre, memory = [], [], {}
    for step in range(steps):
        loss = F.cross_entropy(network(method, arch, p, x, pre, memory, step), y); losses.append(float(loss.detach())); o.zero_grad(); loss.backward(); o.step()
    if pre and min(float(v.detach().abs().min()) for v in pre) < 1e-5: return trajectory(name, method, arch, steps)          # too close to ReLU's kink
    write({"id": name, "kind": "trajectory", "architecture": arch, "method": method, "optimizer": {"type": "sgd", "learningRate": 0.05, "momentum": 0.9}, "steps": steps,
           "data": {**data, "y": y.tolist()}, "initial": {k: pack(v) for k, v in first.items()}, "losses": [float(f"{v:.9g}") for v in losses],
           "final": {k: pack(v) for k, v in p.items()}, "tolerance": {"forward": 1e-4, "gradient": 1e-3}})


MLP, RES = {"type": "mlp", "hidden": [8, 6, 8]}, {"type": "resnet", "depth": 8, "width": 4, "activation": "gelu"}
for base in ("batch", "group", "layer", "instance"):
    trajectory(f"trajectory-kalman-{base}-resnet", {"type": "kalman", "base": base}, RES)
    if base != "instance": trajectory(f"trajectory-kalman-{base}-mlp", {"type": "kalman", "base": base}, MLP)
for arch in (MLP, RES):
    trajectory(f"trajectory-power-{arch['type']}", {"type": "power"}, arch)
    trajectory(f"trajectory-power-warmup-{arch['type']}", {"type": "power", "warmup": 3}, arch)
    trajectory(f"trajectory-decorrelated-{arch['type']}", {"type": "decorrelated", "groupSize": 3}, arch)
print(len(list(out.glob("*.json"))), "cases in", out)
