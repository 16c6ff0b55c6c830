"""Writes the project's own trajectories for what optimizers do against the loss of plasticity, in the format of ../reference/FORMAT.md.

    python make_plasticity_cases.py [OUT_DIR [SEED]]        (needs torch; float64; by autograd from the papers' losses)
"""
import json, pathlib, sys
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
gen = torch.Generator().manual_seed(int(sys.argv[2]) if len(sys.argv) > 2 else 11)
out.mkdir(parents=True, exist_ok=True)


def rand(*shape, scale=1.0): return (torch.randn(*shape, generator=gen) * scale).float().double()


def pack(t): return {"shape": list(t.shape), "data": [float(f"{v:.9g}") for v in t.detach().reshape(-1).tolist()]}


def trajectory(name, optimizer, steps=8):
    widths = [6, 7, 5]
    x, y = rand(24, 6), torch.randint(0, 3, (24,), generator=gen)
    p = {}
    for l in range(2):
        p[f"hidden.{l}.weight"], p[f"hidden.{l}.bias"] = rand(widths[l + 1], widths[l], scale=0.6), rand(widths[l + 1], scale=0.3)
    p["output.weight"], p["output.bias"] = rand(3, 5, scale=0.5), rand(3, scale=0.1)
    first = {k: v.clone() for k, v in p.items()}
    for v in p.values(): v.requires_grad_(True)
    kind = {"sgd": lambda q: torch.optim.SGD(q, optimizer["learningRate"], momentum=optimizer.get("momentum", 0)),
            "adamw": lambda q: torch.optim.AdamW(q, optimizer["learningRate"], weight_decay=optimizer.get("weightDecay", 0.01))}
    o = kind[optimizer["type"]](list(p.values()))
    losses, nearest = [], 1.0
    for step in range(1, steps + 1):
        h = x
        for l in range(2):
            h = h @ p[f"hidden.{l}.weight"].T + p[f"hidden.{l}.bias"]
            nearest = min(nearest, float(h.detach().abs().min())); h = F.relu(h)
        loss = F.cross_entropy(h @ p["output.weight"].T + p["output.bias"], y); losses.append(float(loss.detach()))
        pull = sum((v - first[k]).square().sum() for k, v in p.items())
        o.zero_grad(); (loss + optimizer.get("towardInitial", 0) * pull).backward()
        if "clip" in optimizer: torch.nn.utils.clip_grad_norm_(list(p.values()), optimizer["clip"])
        o.step()
        shrink = optimizer.get("shrinkAndPerturb")
        if shrink and step % shrink["every"] == 0:
            with torch.no_grad():
                for v in p.values(): v.mul_(shrink["shrink"])
    if nearest < 1e-4: return trajectory(name, optimizer, steps)              # too close to ReLU's kink: draw again
    (out / f"{name}.json").write_text(json.dumps(
        {"id": name, "kind": "trajectory", "architecture": {"type": "mlp", "hidden": widths[1:]}, "method": {"type": "none"}, "optimizer": optimizer,
         "steps": steps, "data": {"x": pack(x), "y": y.tolist()}, "initial": {k: pack(v) for k, v in first.items()},
         "losses": [float(f"{v:.9g}") for v in losses], "final": {k: pack(v) for k, v in p.items()},
         "tolerance": {"forward": 1e-4, "gradient": 1e-3}}, separators=(",", ":")) + "\n")


trajectory("trajectory-toward-initial-mlp", {"type": "sgd", "learningRate": 0.2, "momentum": 0.9, "towardInitial": 0.5})
trajectory("trajectory-toward-initial-clip-mlp", {"type": "sgd", "learningRate": 0.2, "momentum": 0.9, "clip": 0.2, "towardInitial": 0.5})
trajectory("trajectory-toward-initial-adamw-mlp", {"type": "adamw", "learningRate": 0.02, "weightDecay": 0.01, "towardInitial": 0.5})
trajectory("trajectory-shrink-mlp", {"type": "sgd", "learningRate": 0.2, "momentum": 0.9, "shrinkAndPerturb": {"shrink": 0.8, "perturb": 0, "every": 3}})
