"""Writes the project's own cases for methods on weights, updates and branches, in the format of ../reference/FORMAT.md.

    python make_weight_cases.py [OUT_DIR [SEED]]        (needs torch; float64; written from the papers' formulas)

Beyond that format: the `data` of a trajectory may have `pixels`, integers [N, C, H, W] that the network sees as
(pixels / 255 - 0.5) / 0.3; `initial` may have state that the method starts from, such as `hidden.0.u`.
"""
import json, math, pathlib, sys
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
gen = torch.Generator().manual_seed(int(sys.argv[2]) if len(sys.argv) > 2 else 5)
out.mkdir(parents=True, exist_ok=True)


def rand(*shape, scale=1.0, shift=0.0):
    return (torch.randn(*shape, generator=gen) * scale + shift).float().double()


def pack(t):
    t = t.detach()
    return {"shape": list(t.shape), "data": [float(f"{v:.9g}") for v in t.reshape(-1).tolist()]}


def write(doc):
    (out / f"{doc['id']}.json").write_text(json.dumps(doc, separators=(",", ":")) + "\n")


# --- one weight, one site ----------------------------------------------------------------------------------------
def rows(w): return w.reshape(w.shape[0], -1)


def like(v, w): return v.view(-1, *[1] * (w.dim() - 1))


def norms(w, p):
    a = rows(w).abs()
    if p == "infinity": return a.max(1).values
    top = a.max(1).values                            # so that no power overflows, even in float64
    return top * (a / top[:, None]).pow(p).sum(1).pow(1 / p)


def single(name, kind, method, inputs, parameters, compute, *, axes, training=True, state=None, extra=None):
    leaves = {k: v.clone().requires_grad_(True) for k, v in {**inputs, **parameters}.items()}
    output, after = compute(leaves, state or {})
    upstream = rand(*output.shape)
    grads = torch.autograd.grad((output * upstream).sum(), list(leaves.values()))
    key = "output" if kind == "activation" else "effectiveWeight"
    write({"id": name, "kind": kind, "method": method, "axes": axes, "training": training,
           "inputs": {k: pack(v) for k, v in inputs.items()}, "parameters": {k: pack(v) for k, v in parameters.items()},
           "state": {k: pack(v) for k, v in (state or {}).items()}, "outputs": {key: pack(output)},
           "stateAfter": {k: pack(v) for k, v in after.items()}, "upstream": pack(upstream),
           "gradients": {k: pack(g) for k, g in zip(leaves, grads)}, "tolerance": {"forward": 1e-5, "gradient": 1e-4}, **(extra or {})})


def weight_norm(l, s): return l["direction"] * like(l["magnitude"] / norms(l["direction"], 2), l["direction"]), {}


def bounded(p, bound): return lambda l, s: (bound * l["direction"] / like(norms(l["direction"], p), l["direction"]), {})


def standardized(fan_in, epsilon):
    def f(l, s):
        r = rows(l["weight"]); c = r - r.mean(1, keepdim=True); n = r.shape[1] if fan_in else 1
        w = (c / (n * c.square().mean(1, keepdim=True) + epsilon).sqrt()).reshape(l["weight"].shape)
        return w * like(l["gain"], w) if "gain" in l else w, {}
    return f


def spectral(l, s):
    w = rows(l["weight"]); f = w.detach(); v = f.t() @ s["u"]; v = v / v.norm(); u = f @ v; u = u / u.norm()
    return l["weight"] / (u @ w @ v), {"u": u}


def spectral_eval(l, s):
    w = rows(l["weight"]); v = w.detach().t() @ s["u"]; v = v / v.norm()
    return l["weight"] / (s["u"] @ w @ v), {"u": s["u"]}


for layer, shape in {"dense": (5, 7), "convolution": (4, 3, 3, 3)}.items():
    o = shape[0]
    for p in (1, 1.5, 3, "infinity"):
        single(f"bounded-weight-{p}-{layer}", "weight", {"type": "bounded-weight", "p": p}, {}, {"direction": rand(*shape)}, bounded(p, 1.7), axes=layer, extra={"bound": 1.7})
    single(f"spectral-eval-{layer}", "weight", {"type": "spectral", "iterations": 3}, {}, {"weight": rand(*shape)}, spectral_eval, axes=layer, training=False, state={"u": F.normalize(rand(o), dim=0).float().double()})
    for size in (1e18, 1e-18):
        single(f"weight-{size:g}-{layer}", "weight", {"type": "weight"}, {}, {"direction": rand(*shape, scale=size), "magnitude": rand(o)}, weight_norm, axes=layer)
        single(f"bounded-weight-3-{size:g}-{layer}", "weight", {"type": "bounded-weight", "p": 3}, {}, {"direction": rand(*shape, scale=size)}, bounded(3, 0.6), axes=layer, extra={"bound": 0.6})
        single(f"spectral-{size:g}-{layer}", "weight", {"type": "spectral"}, {}, {"weight": rand(*shape, scale=size)}, spectral, axes=layer, state={"u": rand(o)})
        single(f"weight-standardization-{size:g}-{layer}", "weight", {"type": "weight-standardization"}, {}, {"weight": rand(*shape, scale=size)}, standardized(False, 1e-5), axes=layer)
        single(f"scaled-weight-standardization-{size:g}-{layer}", "weight", {"type": "scaled-weight-standardization"}, {}, {"weight": rand(*shape, scale=size), "gain": rand(o)}, standardized(True, 1e-4), axes=layer)


def mean_only(training, image):
    def f(l, s):
        x = l["input"]; d = (0, 2, 3) if image else (0,); over = lambda v: v.view(1, -1, 1, 1) if image else v
        m = x.mean(d); after = 0.9 * s["runningMean"] + 0.1 * m if training else s["runningMean"]
        return x - over(m if training else s["runningMean"]) + over(l["beta"]), {"runningMean": after}
    return f


for axes, shape in {"dense": (6, 5), "image": (4, 5, 3, 2)}.items():
    for training in (True, False):
        single(f"mean-only-{'train' if training else 'eval'}-{axes}", "activation", {"type": "bounded-weight", "activation": "mean-only-batch"},
               {"input": rand(*shape, scale=2, shift=1)}, {"beta": rand(5)}, mean_only(training, axes == "image"), axes=axes, training=training, state={"runningMean": rand(5)})


# --- whole trainings ---------------------------------------------------------------------------------------------
def effective(method, p, fixed, name):
    """The weight by which a hidden layer multiplies."""
    t = method["type"]
    if t == "weight": return weight_norm({"direction": p[name + ".direction"], "magnitude": p[name + ".magnitude"]}, {})[0]
    if t == "bounded-weight": return bounded(method["p"], fixed[name])(({"direction": p[name + ".direction"]}), {})[0]
    w = p[name + ".weight"]
    if t == "spectral":
        w, after = spectral({"weight": w}, {"u": fixed[name]}); fixed[name] = after["u"]; return w
    if t == "weight-standardization": return standardized(False, 1e-5)({"weight": w}, {})[0]
    if t == "scaled-weight-standardization": return standardized(True, 1e-4)({"weight": w, "gain": p[name + ".gain"]}, {})[0]
    return w


def site(method, p, name, x):
    """The normalization after a layer."""
    inner = method.get("inner", method); image = x.dim() == 4; over = lambda v: v.view(1, -1, 1, 1) if image else v
    if name + ".bias" in p: x = x + p[name + ".bias"]                                             # fixup
    if method["type"] == "bounded-weight" and method["activation"] != "none": x = x - x.mean((0, 2, 3) if image else 0, keepdim=True) + over(p[name + ".beta"])
    gamma = p.get(name + ".gamma")
    if gamma is None: return x
    if inner["type"] == "layer": x = F.layer_norm(x, x.shape[1:])
    if inner["type"] == "group": x = F.group_norm(x, inner["groups"])
    if inner["type"] == "batch": x = F.batch_norm(x, None, None, training=True)
    if inner["type"] == "rms": x = x / (x.square().mean(tuple(range(1, x.dim())), keepdim=True) + 1e-6).sqrt()
    return x * over(gamma) + (over(p[name + ".beta"]) if name + ".beta" in p else 0)


GAMMA = {"relu": 1.7139588594436646, "silu": 1.7881293296813965, "gelu": 1.7015043497085571}


def act(method, function, x):
    y = {"relu": F.relu, "silu": F.silu, "gelu": F.gelu, "elu": F.elu, "tanh": torch.tanh}[function](x)
    return y * GAMMA[function] if method["type"] == "scaled-weight-standardization" else y


def mlp(method, arch, p, fixed, x, pre):
    for l in range(len(arch["hidden"])):
        name = f"hidden.{l}"
        x = site(method, p, name + ".norm", F.linear(x, effective(method, p, fixed, name), p.get(name + ".bias")))
        pre.append(x); x = act(method, "relu", x)
    return F.linear(x, p["output.weight"], p["output.bias"])


def resnet(method, arch, p, fixed, x, pre):
    def conv(x, name, stride=1):
        w = effective(method, p, fixed, name)
        return site(method, p, name + ".norm", F.conv2d(x, w, p.get(name + ".bias"), stride, w.shape[-1] // 2))
    f, t = arch["activation"], method["type"]
    x = act(method, f, conv(x, "stem")); variance = 1.0
    for stage in range(3):
        name = f"stages.{stage}.0"; stride = 1 if stage == 0 else 2
        entry = x
        if t == "scaled-weight-standardization": entry = x / math.sqrt(variance)
        if t == "fixup": entry = x + p[name + ".inputBias"]
        if stage > 0: variance = 1.0
        h = act(method, f, conv(entry, name + ".conv1", stride))
        if t == "fixup": h = h + p[name + ".conv2.inputBias"]
        h = conv(h, name + ".conv2")
        if t == "scaled-weight-standardization": h = 0.2 * h; variance += 0.04
        if t == "rezero": h = p[name + ".alpha"] * h
        if t == "fixup": h = h * p[name + ".multiplier"] + p[name + ".outputBias"]
        x = act(method, f, h + (x if stage == 0 else conv(entry, name + ".shortcut", 2)))
    return F.linear(x.mean((2, 3)), p["output.weight"], p["output.bias"])


def residual_mlp(method, arch, p, fixed, x, pre):
    def linear(x, name): return site(method, p, name + ".norm", F.linear(x, p[name + ".weight"], p.get(name + ".bias")))
    f, t, layers = arch["activation"], method["type"], arch["layersPerBlock"]
    for b in range(arch["blocks"]):
        name = f"blocks.{b}"
        entry = x + p[name + ".inputBias"] if t == "fixup" else x
        h = linear(entry, name + ".0")
        for l in range(1, layers):
            h = act(method, f, h)
            if t == "fixup": h = h + p[f"{name}.{l}.inputBias"]
            h = linear(h, f"{name}.{l}")
        if t == "rezero": h = p[name + ".alpha"] * h
        if t == "fixup": h = h * p[name + ".multiplier"] + p[name + ".outputBias"]
        x = act(method, f, h + (linear(entry, name + ".shortcut") if x.shape[1] != arch["width"] else x))
    return F.linear(x, p["output.weight"], p["output.bias"])


def project(method, p, initial, step):
    if method["type"] != "normalize-and-project" or step % method.get("every", 1): return
    for name, w in p.items():
        if name.endswith(".weight") and name != "output.weight": w.mul_(initial[name].norm() / w.norm())
        if name.endswith(".gamma"):
            beta = p.get(name[:-5] + "beta")
            if method["scaleOffset"] == "decay":
                d = method["decay"]; w.mul_(1 - d).add_(d)
                if beta is not None: beta.mul_(1 - d)
            if method["scaleOffset"] == "joint":
                both = [w] + ([] if beta is None else [beta]); length = torch.cat(both).norm()
                for v in both: v.mul_(math.sqrt(len(w)) / length)


def adaptive(limit, p):
    for name, w in p.items():
        if name.startswith("output."): continue
        if w.dim() == 1: size, g = w.norm(), w.grad.norm()
        else: size, g = like(rows(w).norm(dim=1), w), like(rows(w.grad).norm(dim=1), w)
        most = limit * size.clamp(min=1e-3)
        w.grad.mul_(torch.where(g > most, most / g, torch.ones_like(g)))


def hidden(method, p, state, name, *shape, bias):
    w = rand(*shape, scale=math.sqrt(2 / math.prod(shape[1:])))
    if method["type"] in ("weight", "bounded-weight"): p[name + ".direction"] = w
    else: p[name + ".weight"] = w
    if method["type"] == "weight": p[name + ".magnitude"] = norms(w, 2)
    if method["type"] == "spectral": state[name + ".u"] = rand(shape[0])
    if method["type"] == "scaled-weight-standardization": p[name + ".gain"] = rand(shape[0], scale=0.2, shift=1)
    if bias: p[name + ".bias"] = rand(shape[0], scale=0.1)


def affine(p, name, c, beta=True, gamma=True):
    if gamma: p[name + ".norm.gamma"] = rand(c, scale=0.3, shift=1)
    if beta: p[name + ".norm.beta"] = rand(c, scale=0.3)


def trajectory(name, method, arch, *, norm=None, bias=False, optimizer=None, steps=6):
    """norm: parameters of each site, "gamma", "gamma beta", "beta" or none."""
    p, state, names = {}, {}, []
    put = lambda n, *shape: (hidden(method, p, state, n, *shape, bias=bias), names.append(n), affine(p, n, shape[0], "beta" in (norm or ""), "gamma" in (norm or "")))
    if arch["type"] == "mlp":
        widths = [6, *arch["hidden"]]; x = rand(24, 6); data = {"x": pack(x)}; n = 24; network = mlp; last = widths[-1]
        for l in range(len(widths) - 1): put(f"hidden.{l}", widths[l + 1], widths[l])
    elif arch["type"] == "residual-mlp":
        x = rand(24, 6); data = {"x": pack(x)}; n = 24; network = residual_mlp; last = arch["width"]; narrow = round(arch["bottleneck"] * last); i = 6
        for b in (f"blocks.{k}" for k in range(arch["blocks"])):
            sizes = [i] + [narrow] * (arch["layersPerBlock"] - 1) + [last]
            for l in range(len(sizes) - 1): put(f"{b}.{l}", sizes[l + 1], sizes[l])
            if i != last: put(b + ".shortcut", last, i)
            if method["type"] == "rezero": p[b + ".alpha"] = rand(1, shift=0.5)
            if method["type"] == "fixup":
                inner = [f".{l}.norm.bias" for l in range(len(sizes) - 2)] + [f".{l}.inputBias" for l in range(1, len(sizes) - 1)]
                for k in (".inputBias", ".outputBias", *inner, *([".shortcut.norm.bias"] if i != last else [])): p[b + k] = rand(1, scale=0.3)
                p[b + ".multiplier"] = rand(1, scale=0.3, shift=1)
            i = last
    else:
        pixels = torch.randint(0, 256, (8, 2, 6, 6), generator=gen); data = {"pixels": {"shape": list(pixels.shape), "data": pixels.reshape(-1).tolist()}}
        x = (pixels / 255 - 0.5) / 0.3; n = 8; network = resnet; width = arch["width"]; last = width * 4; put("stem", width, 2, 3, 3)
        for s in range(3):
            i, o = max(width, width << s >> 1), width << s; b = f"stages.{s}.0"
            put(b + ".conv1", o, i, 3, 3); put(b + ".conv2", o, o, 3, 3)
            if s > 0: put(b + ".shortcut", o, i, 1, 1)
            if method["type"] == "rezero": p[b + ".alpha"] = rand(1, shift=0.5)
            if method["type"] == "fixup":
                for k in (".inputBias", ".conv2.inputBias", ".conv1.norm.bias", ".outputBias"): p[b + k] = rand(1, scale=0.3)
                p[b + ".multiplier"] = rand(1, scale=0.3, shift=1)
                if s > 0: p[b + ".shortcut.norm.bias"] = rand(1, scale=0.3)
        if method["type"] == "fixup": p["stem.norm.bias"] = rand(1, scale=0.3)
    p["output.weight"] = rand(3, last, scale=1 / math.sqrt(last)); p["output.bias"] = rand(3, scale=0.1)
    y = torch.randint(0, 3, (n,), generator=gen)
    optimizer = optimizer or {"type": "sgd", "learningRate": 0.05, "momentum": 0.9}
    first = {k: v.clone() for k, v in p.items()}; fixed = {}
    for k in names:
        if method["type"] == "bounded-weight": fixed[k] = norms(p[k + ".direction"], method["p"]).mean()
        if method["type"] == "spectral":
            fixed[k] = state[k + ".u"]
            for _ in range(15): fixed[k] = spectral({"weight": p[k + ".weight"]}, {"u": fixed[k]})[1]["u"]
    for v in p.values(): v.requires_grad_(True)
    if optimizer["type"] == "sgd": o = torch.optim.SGD(list(p.values()), optimizer["learningRate"], momentum=optimizer["momentum"], weight_decay=0)
    else: o = torch.optim.AdamW(list(p.values()), optimizer["learningRate"], weight_decay=0.01)
    losses, pre = [], []
    for step in range(1, steps + 1):
        loss = F.cross_entropy(network(method, arch, p, fixed, x, pre), y); losses.append(float(loss.detach()))
        o.zero_grad(); loss.backward()
        with torch.no_grad():
            if "adaptiveClip" in optimizer: adaptive(optimizer["adaptiveClip"], p)
            o.step(); project(method, p, first, step)
    if pre and min(float(v.detach().abs().min()) for v in pre) < 1e-5:      # too close to ReLU's kink: draw again
        return trajectory(name, method, arch, norm=norm, bias=bias, optimizer=optimizer, steps=steps)
    write({"id": name, "kind": "trajectory", "architecture": arch, "method": method, "optimizer": optimizer, "steps": steps,
           "data": {**data, "y": y.tolist()}, "initial": {k: pack(v) for k, v in {**first, **state}.items()},
           "losses": [float(f"{v:.9g}") for v in losses], "final": {k: pack(v) for k, v in p.items()},
           "tolerance": {"forward": 1e-4, "gradient": 1e-3}})


MLP = {"type": "mlp", "hidden": [7, 5]}


def res(activation, width=2): return {"type": "resnet", "depth": 8, "width": width, "activation": activation}


def residual(activation, layers): return {"type": "residual-mlp", "width": 8, "blocks": 2, "layersPerBlock": layers, "bottleneck": 0.5, "activation": activation}


def nap(inner, **more): return {"type": "normalize-and-project", "inner": {"type": inner}, **more}


trajectory("trajectory-weight-mlp", {"type": "weight"}, MLP, bias=True)
trajectory("trajectory-weight-resnet", {"type": "weight"}, res("gelu"), bias=True)
trajectory("trajectory-bounded-weight-1-mlp", {"type": "bounded-weight", "p": 1, "activation": "mean-only-batch"}, MLP, norm="beta")
trajectory("trajectory-bounded-weight-infinity-mlp", {"type": "bounded-weight", "p": "infinity", "activation": "none"}, MLP, bias=True)
trajectory("trajectory-bounded-weight-2-resnet", {"type": "bounded-weight", "p": 2, "activation": "mean-only-batch"}, res("gelu"), norm="beta")
trajectory("trajectory-spectral-mlp", {"type": "spectral"}, MLP, bias=True)
trajectory("trajectory-weight-standardization-resnet", {"type": "weight-standardization", "inner": {"type": "group", "groups": 2}}, res("gelu"), norm="gamma beta")
trajectory("trajectory-scaled-weight-standardization-mlp", {"type": "scaled-weight-standardization"}, MLP, bias=True)
trajectory("trajectory-scaled-weight-standardization-resnet", {"type": "scaled-weight-standardization"}, res("silu"), bias=True)
trajectory("trajectory-rezero-resnet", {"type": "rezero"}, res("gelu"), bias=True)
trajectory("trajectory-fixup-resnet", {"type": "fixup"}, res("elu"))
trajectory("trajectory-nap-joint-mlp", nap("layer", scaleOffset="joint"), MLP, norm="gamma beta")
trajectory("trajectory-nap-joint-rms-mlp", nap("rms", scaleOffset="joint", every=2), MLP, norm="gamma")
trajectory("trajectory-nap-decay-resnet", nap("batch", scaleOffset="decay", decay=0.1, every=2), res("gelu"), norm="gamma beta", steps=5)
trajectory("trajectory-nap-decay-adamw-mlp", nap("layer", scaleOffset="decay", decay=0.2), MLP, norm="gamma beta", optimizer={"type": "adamw", "learningRate": 0.01, "weightDecay": 0.01})
trajectory("trajectory-adaptive-clip-mlp", {"type": "none"}, MLP, bias=True, optimizer={"type": "sgd", "learningRate": 0.5, "momentum": 0.9, "adaptiveClip": 0.05})
trajectory("trajectory-adaptive-clip-resnet", {"type": "scaled-weight-standardization"}, res("silu"), bias=True, optimizer={"type": "sgd", "learningRate": 0.5, "momentum": 0.9, "adaptiveClip": 0.02})
trajectory("trajectory-rezero-residual-mlp", {"type": "rezero"}, residual("gelu", 2), bias=True)
trajectory("trajectory-fixup-residual-mlp", {"type": "fixup"}, residual("tanh", 3))
print(len(list(out.glob("*.json"))), "cases in", out)
