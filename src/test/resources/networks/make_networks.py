"""Writes networks.json beside this file: logits of small networks, computed by PyTorch's own modules where it has
them (nn.TransformerEncoderLayer, nn.LSTM) and by plain formulas elsewhere, in float64.

python make_networks.py            needs torch 2.13

No weights are stored: number i of a tensor is u(n, i) = frac(43758.5453 sin(12.9898 n + 78.233 i)), n being the place of
the tensor's name among all names, sorted, plus 100 times the replica; the input has n = 99. Names that end with gamma
have 0.5 + u, all others 1.2 (u - 0.5) / sqrt(fan-in), fan-in counted as the product of all axes but the first; inputs
are 2 u - 1, or tokens floor(V u).
"""
import json, math, pathlib
import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
B = 3


def u(n, shape):
    count = math.prod(shape)
    values = [43758.5453 * math.sin(12.9898 * n + 78.233 * i) for i in range(count)]
    return torch.tensor([v - math.floor(v) for v in values]).reshape(shape)


def parameters(shapes, replica):
    made = {}
    for n, name in enumerate(sorted(shapes)):
        shape, values = shapes[name], u(n + 100 * replica, shapes[name])
        made[name] = 0.5 + values if name.endswith("gamma") else 1.2 * (values - 0.5) / math.sqrt(math.prod(shape[1:]))
    return made


def norm_shapes(name, channels, offset=True):
    return {name + ".gamma": [channels]} | ({name + ".beta": [channels]} if offset else {})


def layer(p, name, x):
    return F.layer_norm(x, x.shape[-1:], p[name + ".gamma"], p[name + ".beta"], 1e-5)


def rms(p, name, x, epsilon=1e-6):
    return x / (x.square().mean(-1, keepdim=True) + epsilon).sqrt() * p[name + ".gamma"]


def batch(p, name, x):
    return F.batch_norm(x, None, None, p[name + ".gamma"], p[name + ".beta"], True, 0.1, 1e-5)


# transformers


def block_shapes(a, offset):
    w, shapes = a["width"], {}
    for b in range(a["blocks"]):
        k = f"blocks.{b}."
        shapes |= norm_shapes(k + "norm1", w, offset) | norm_shapes(k + "norm2", w, offset)
        shapes |= {k + "attention.qkv.weight": [3 * w, w], k + "attention.qkv.bias": [3 * w]}
        shapes |= {k + "attention.out.weight": [w, w], k + "attention.out.bias": [w]}
        shapes |= {k + "mlp.in.weight": [4 * w, w], k + "mlp.in.bias": [4 * w]}
        shapes |= {k + "mlp.out.weight": [w, 4 * w], k + "mlp.out.bias": [w]}
        if a.get("placement") == "sandwich":
            shapes |= norm_shapes(k + "attention.norm", w, offset) | norm_shapes(k + "mlp.norm", w, offset)
        if a.get("queryKeyNorm"):
            shapes |= {k + "attention.queryNorm.gamma": [w // a["heads"]], k + "attention.keyNorm.gamma": [w // a["heads"]]}
    return shapes | ({} if a.get("placement") == "post" else norm_shapes("norm", w, offset))


def encoder(a, p, x, causal):
    """PyTorch's own layers; layer normalization before or after branches."""
    w, mask = a["width"], nn.Transformer.generate_square_subsequent_mask(x.shape[1]) if causal else None
    pre = a.get("placement", "pre") == "pre"
    for b in range(a["blocks"]):
        k = f"blocks.{b}."
        m = nn.TransformerEncoderLayer(w, a["heads"], 4 * w, 0.0, F.gelu, 1e-5, batch_first=True, norm_first=pre)
        names = {
            "self_attn.in_proj_weight": "attention.qkv.weight", "self_attn.in_proj_bias": "attention.qkv.bias",
            "self_attn.out_proj.weight": "attention.out.weight", "self_attn.out_proj.bias": "attention.out.bias",
            "linear1.weight": "mlp.in.weight", "linear1.bias": "mlp.in.bias",
            "linear2.weight": "mlp.out.weight", "linear2.bias": "mlp.out.bias",
            "norm1.weight": "norm1.gamma", "norm1.bias": "norm1.beta",
            "norm2.weight": "norm2.gamma", "norm2.bias": "norm2.beta",
        }
        m.load_state_dict({theirs: p[k + ours] for theirs, ours in names.items()})
        x = m(x, src_mask=mask, is_causal=causal)
    return layer(p, "norm", x) if pre else x


def attention(a, p, k, x):
    t, heads = x.shape[1], a["heads"]
    q, key, v = F.linear(x, p[k + "qkv.weight"], p[k + "qkv.bias"]).chunk(3, -1)
    q, key, v = (z.unflatten(-1, (heads, -1)).transpose(1, 2) for z in (q, key, v))
    if a["queryKeyNorm"]:
        q, key = rms(p, k + "queryNorm", q), rms(p, k + "keyNorm", key)
    scores = q @ key.transpose(-1, -2) / math.sqrt(q.shape[-1])
    scores = scores.masked_fill(torch.ones(t, t).triu(1).bool(), -math.inf)
    y = (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)
    return F.linear(y, p[k + "out.weight"], p[k + "out.bias"])


def sandwich(a, p, x):
    for b in range(a["blocks"]):
        k = f"blocks.{b}."
        x = x + rms(p, k + "attention.norm", attention(a, p, k + "attention.", rms(p, k + "norm1", x)))
        h = F.gelu(F.linear(rms(p, k + "norm2", x), p[k + "mlp.in.weight"], p[k + "mlp.in.bias"]))
        x = x + rms(p, k + "mlp.norm", F.linear(h, p[k + "mlp.out.weight"], p[k + "mlp.out.bias"]))
    return rms(p, "norm", x)


def transformer(a, method, classes):
    w = a["width"]
    shapes = {"token.weight": [classes, w], "position.weight": [a["context"], w]}
    shapes |= block_shapes(a, method != "rms") | {"output.weight": [classes, w], "output.bias": [classes]}
    if a["placement"] == "sandwich":  # out is followed by a site; rms has no offset, so it keeps its bias
        assert method == "rms"

    def forward(p, ids):
        x = p["token.weight"][ids] + p["position.weight"]
        h = sandwich(a, p, x) if a["placement"] == "sandwich" else encoder(a, p, x, True)
        return F.linear(h, p["output.weight"], p["output.bias"])

    return shapes, forward


def vit(a, method, classes, shape):
    w, s = a["width"], a["patch"]
    tokens = shape[1] // s * (shape[2] // s)
    shapes = {"patch.weight": [w, shape[0] * s * s], "patch.bias": [w], "position.weight": [tokens, w]}
    shapes |= block_shapes(a, True) | {"output.weight": [classes, w], "output.bias": [classes]}

    def forward(p, x):
        h = F.conv2d(x, p["patch.weight"].unflatten(1, (shape[0], s, s)), p["patch.bias"], stride=s)
        h = encoder(a, p, h.flatten(2).transpose(1, 2) + p["position.weight"], False)
        return F.linear(h.mean(1), p["output.weight"], p["output.bias"])

    return shapes, forward


# recurrent


def lstm(a, method, classes):
    w = a["hidden"]
    shapes = {"token.weight": [classes, w], "output.weight": [classes, w], "output.bias": [classes]}
    for l in range(a["layers"]):
        k = f"layers.{l}."
        shapes |= {k + "input.weight": [4 * w, w], k + "recurrent.weight": [4 * w, w]}
        if method == "none":
            shapes |= {k + "input.bias": [4 * w]}
        else:
            shapes |= norm_shapes(k + "gates.norm", 4 * w) | norm_shapes(k + "cell.norm", w)

    def own(p, x):
        m = nn.LSTM(w, w, a["layers"], batch_first=True)
        for l in range(a["layers"]):
            k = f"layers.{l}."
            for name, value in [("weight_ih", p[k + "input.weight"]), ("weight_hh", p[k + "recurrent.weight"]),
                                ("bias_ih", p[k + "input.bias"]), ("bias_hh", torch.zeros(4 * w))]:
                getattr(m, f"{name}_l{l}").data = value
        return m(x)[0]

    def normalized(p, x):
        for l in range(a["layers"]):
            k, out = f"layers.{l}.", []
            h = c = torch.zeros(x.shape[0], w)
            for t in range(x.shape[1]):
                gates = layer(p, k + "gates.norm", x[:, t] @ p[k + "input.weight"].T + h @ p[k + "recurrent.weight"].T)
                i, f, g, o = gates.chunk(4, -1)
                c = f.sigmoid() * c + i.sigmoid() * g.tanh()
                h = o.sigmoid() * layer(p, k + "cell.norm", c).tanh()
                out.append(h)
            x = torch.stack(out, 1)
        return x

    def forward(p, ids):
        h = (own if method == "none" else normalized)(p, p["token.weight"][ids])
        return F.linear(h, p["output.weight"], p["output.bias"])

    return shapes, forward


# residual


def pre_activation(a, method, classes, shape, stem, widths, blocks):
    """Without a method convolutions have biases, and the rectifier must leave the shortcut as it is."""
    shapes, c = {"stem.weight": [stem, shape[0], 3, 3]}, stem
    for s, w in enumerate(widths):
        for b in range(blocks):
            k = f"stages.{s}.{b}."
            if method == "batch":
                shapes |= norm_shapes(k + "conv1.norm", c) | norm_shapes(k + "conv2.norm", w)
            shapes |= {k + "conv1.weight": [w, c, 3, 3], k + "conv2.weight": [w, w, 3, 3]}
            if c != w or (s > 0 and b == 0):
                shapes |= {k + "shortcut.weight": [w, c, 1, 1]}
            c = w
    if method == "batch":
        shapes |= norm_shapes("norm", c)
    else:
        shapes |= {name.replace(".weight", ".bias"): value[:1] for name, value in shapes.items()}
    shapes |= {"output.weight": [classes, c], "output.bias": [classes]}

    def forward(p, x):
        def site(name, x):
            return F.relu(batch(p, name, x) if method == "batch" else x)

        def conv(name, x, stride=1):
            w = p[name + ".weight"]
            return F.conv2d(x, w, p.get(name + ".bias"), stride=stride, padding=w.shape[-1] // 2)

        h = conv("stem", x)
        for s in range(len(widths)):
            for b in range(blocks):
                k, stride = f"stages.{s}.{b}.", 2 if s > 0 and b == 0 else 1
                y = site(k + "conv1.norm", h)
                shortcut = conv(k + "shortcut", y, stride) if k + "shortcut.weight" in p else h
                h = shortcut + conv(k + "conv2", site(k + "conv2.norm", conv(k + "conv1", y, stride)))
        return F.linear(site("norm", h).mean((2, 3)), p["output.weight"], p["output.bias"])

    return shapes, forward


def resnet_224(a, classes, shape):
    w0 = a["width"]
    shapes = {"stem.weight": [w0, shape[0], 7, 7]} | norm_shapes("stem.norm", w0)
    c, plan = w0, [(s, b) for s, n in enumerate([3, 4, 6, 3]) for b in range(n)]
    for s, b in plan:
        k, w = f"stages.{s}.{b}.", w0 << s
        for i, size in enumerate([[w, c, 1, 1], [w, w, 3, 3], [4 * w, w, 1, 1]]):
            shapes |= {f"{k}conv{i + 1}.weight": size} | norm_shapes(f"{k}conv{i + 1}.norm", size[0])
        if b == 0:
            shapes |= {k + "shortcut.weight": [4 * w, c, 1, 1]} | norm_shapes(k + "shortcut.norm", 4 * w)
        c = 4 * w
    shapes |= {"output.weight": [classes, c], "output.bias": [classes]}

    def forward(p, x):
        def conv(name, x, stride=1):
            w = p[name + ".weight"]
            return batch(p, name + ".norm", F.conv2d(x, w, stride=stride, padding=w.shape[-1] // 2))

        h = F.max_pool2d(F.relu(conv("stem", x, 2)), 3, 2, 1)
        for s, b in plan:
            k, stride = f"stages.{s}.{b}.", 2 if s > 0 and b == 0 else 1
            y = conv(k + "conv3", F.relu(conv(k + "conv2", F.relu(conv(k + "conv1", h)), stride)))
            h = F.relu(y + (conv(k + "shortcut", h, stride) if b == 0 else h))
        return F.linear(h.mean((2, 3)), p["output.weight"], p["output.bias"])

    return shapes, forward


# dense


def highway(a, classes, shape):
    w = a["width"]
    shapes = {"stem.weight": [w, shape[0]]} | norm_shapes("stem.norm", w)
    for i in range(a["depth"]):
        k = f"layers.{i}."
        shapes |= {k + "plain.weight": [w, w], k + "gate.weight": [w, w], k + "gate.bias": [w]} | norm_shapes(k + "plain.norm", w)
    shapes |= {"output.weight": [classes, w], "output.bias": [classes]}

    def forward(p, x):
        h = F.relu(layer(p, "stem.norm", x @ p["stem.weight"].T))
        for i in range(a["depth"]):
            k = f"layers.{i}."
            t = torch.sigmoid(h @ p[k + "gate.weight"].T + p[k + "gate.bias"])
            h = F.relu(layer(p, k + "plain.norm", h @ p[k + "plain.weight"].T)) * t + h * (1 - t)
        return F.linear(h, p["output.weight"], p["output.bias"])

    return shapes, forward


def residual_mlp(a, classes, shape):
    w, shapes, c = a["width"], {}, shape[0]
    n, narrow = a["layersPerBlock"], round(a["bottleneck"] * a["width"])
    for b in range(a["blocks"]):
        k, sizes = f"blocks.{b}.", [c] + [narrow] * (n - 1) + [w]
        for i in range(n):
            shapes |= {f"{k}{i}.weight": [sizes[i + 1], sizes[i]]} | norm_shapes(f"{k}{i}.norm", sizes[i + 1])
        if c != w:
            shapes |= {k + "shortcut.weight": [w, c]} | norm_shapes(k + "shortcut.norm", w)
        c = w
    shapes |= {"output.weight": [classes, w], "output.bias": [classes]}

    def forward(p, x):
        for b in range(a["blocks"]):
            k, y = f"blocks.{b}.", x
            for i in range(n):
                y = layer(p, f"{k}{i}.norm", y @ p[f"{k}{i}.weight"].T)
                y = F.relu(y) if i < n - 1 else y
            shortcut = layer(p, k + "shortcut.norm", x @ p[k + "shortcut.weight"].T) if k + "shortcut.weight" in p else x
            x = F.relu(shortcut + y)
        return F.linear(x, p["output.weight"], p["output.bias"])

    return shapes, forward


def case(architecture, method, shape, classes, network):
    shapes, forward = network
    logits = []
    for replica in range(2):
        p = parameters(shapes, replica)
        x = u(99 + 100 * replica, [B] + shape)
        x = (x * classes).long() if architecture["type"] in ("transformer", "lstm") else 2 * x - 1
        logits.append([float(f"{v:.9g}") for v in forward(p, x).detach().flatten().tolist()])
    return {"architecture": architecture, "method": method, "shape": shape, "classes": classes, "logits": logits}


def gpt(placement, query_key_norm):
    return {"type": "transformer", "blocks": 2, "heads": 2, "width": 8, "context": 5, "placement": placement, "queryKeyNorm": query_key_norm}


def all_cases():
    for placement, qk, method in [("pre", False, "layer"), ("post", False, "layer"), ("sandwich", True, "rms")]:
        yield case(gpt(placement, qk), method, [5], 7, transformer(gpt(placement, qk), method, 7))
    a = {"type": "vit", "patch": 2, "blocks": 2, "heads": 3, "width": 12}
    yield case(a, "layer", [3, 4, 6], 5, vit(a, "layer", 5, [3, 4, 6]))
    a = {"type": "lstm", "hidden": 6, "layers": 2, "context": 5}
    for method in ("none", "layer"):
        yield case(a, method, [5], 7, lstm(a, method, 7))
    a = {"type": "resnet", "depth": 14, "width": 3, "preActivation": True}
    for method in ("batch", "none"):
        yield case(a, method, [3, 8, 8], 5, pre_activation(a, method, 5, [3, 8, 8], 3, [3, 6, 12], 2))
    a = {"type": "wide-resnet", "depth": 10, "widen": 1}
    yield case(a, "batch", [3, 8, 8], 5, pre_activation(a, "batch", 5, [3, 8, 8], 16, [16, 32, 64], 1))
    a = {"type": "resnet-224", "depth": 50, "width": 2}
    yield case(a, "batch", [3, 64, 64], 5, resnet_224(a, 5, [3, 64, 64]))
    a = {"type": "highway", "width": 6, "depth": 2}
    yield case(a, "layer", [4], 5, highway(a, 5, [4]))
    a = {"type": "residual-mlp", "width": 6, "blocks": 2, "layersPerBlock": 3, "bottleneck": 0.5}
    yield case(a, "layer", [4], 5, residual_mlp(a, 5, [4]))


path = pathlib.Path(__file__).with_name("networks.json")
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in all_cases()) + "\n]\n")
