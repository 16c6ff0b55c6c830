#!/usr/bin/env python3
"""DQN on CartPole in PyTorch, tuned as its users would: the peer of `bench-agent cartpole dqn`.

    python3 src/bench/cartpole_peer.py --seeds 16 --warmup 4000 --steps 20000

One thread, one seed after another. Two hidden layers of 64 units, Adam, Huber loss, a replay of 100,000 transitions, batches of 32, an
update after each 4 environment steps, the target copied every 1,000 environment steps. Tuned: environments side by side in NumPy, the
replay as tensors, one gather a batch, fused Adam, inference mode where it acts, flushed denormals. The last line printed is JSON with
the keys of `bench-agent`.
"""
import argparse
import json
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SCALE = np.array([2.4, 5, np.pi / 12, 2 * np.pi])


class CartPoles:
    """E poles side by side, by the equations of Gymnasium's CartPole-v1; a step takes a dozen NumPy operations."""

    def __init__(self, count, rng):
        self.rng = rng
        self.state = np.zeros((count, 4))
        self.left = np.zeros(count, np.int64)
        self.start(np.ones(count, bool))

    def start(self, which):
        self.state[which] = self.rng.uniform(-0.05, 0.05, (int(which.sum()), 4))
        self.left[which] = 500

    def step(self, action):
        x, v, angle, turn = self.state.T
        sine, cosine = np.sin(angle), np.cos(angle)
        force = np.where(action == 1, 10.0, -10.0)
        q = (force + 0.05 * turn * turn * sine) / 1.1
        spin = (9.8 * sine - cosine * q) / (0.5 * (4 / 3 - 0.1 * cosine * cosine / 1.1))
        push = q - 0.05 * spin * cosine / 1.1
        self.state = np.stack([x + 0.02 * v, v + 0.02 * push, angle + 0.02 * turn, turn + 0.02 * spin], 1)
        self.left -= 1
        fallen = (np.abs(self.state[:, 0]) > 2.4) | (np.abs(self.state[:, 2]) > 12 * 2 * np.pi / 360)
        return fallen, ~fallen & (self.left == 0)


class Replay:
    """A ring of transitions in tensors, filled through NumPy's view of the same memory."""

    def __init__(self, capacity):
        self.capacity, self.at, self.size = capacity, 0, 0
        self.seen, self.action, self.outcome = torch.zeros(capacity, 8), torch.zeros(capacity, dtype=torch.int64), torch.zeros(capacity, 2)
        self.views = self.seen.numpy(), self.action.numpy(), self.outcome.numpy()

    def add(self, before, action, reward, fallen, after):
        rows = slice(self.at, self.at + len(action))
        seen, actions, outcome = self.views
        seen[rows, :4], seen[rows, 4:], actions[rows], outcome[rows, 0], outcome[rows, 1] = before, after, action, reward, fallen
        self.at = (self.at + len(action)) % self.capacity
        self.size = min(self.size + len(action), self.capacity)

    def sample(self, batch):
        k = torch.randint(self.size, (batch,))
        seen, outcome = self.seen.index_select(0, k), self.outcome.index_select(0, k)
        return seen[:, :4], self.action[k], outcome[:, 0], outcome[:, 1], seen[:, 4:]


def network():
    return nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 2))


def train(seed, o):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    poles, net, target = CartPoles(o.envs, rng), network(), network()
    target.load_state_dict(net.state_dict())
    optimizer = torch.optim.Adam(net.parameters(), lr=2.5e-4, eps=3.125e-4, fused=True)
    memory = Replay(o.replay // o.envs * o.envs)

    def update():
        before, action, reward, fallen, after = memory.sample(o.batch)
        with torch.no_grad():
            goal = reward + 0.99 * (1 - fallen) * target(after).max(1).values
        loss = F.smooth_l1_loss(net(before).gather(1, action[:, None])[:, 0], goal)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    returns, finished, updates, debt, steps, begun, first, copied = np.zeros(o.envs), [], 0, 0.0, 0, None, 0, 0
    now = (poles.state / SCALE).astype(np.float32)
    while steps < o.warmup + o.steps:
        if begun is None and steps >= o.warmup:
            begun, first = time.perf_counter(), updates
        random = rng.random(o.envs) < max(0.01, 1 - 0.99 * steps / 25_000)
        action = rng.integers(0, 2, o.envs)
        if not random.all():
            with torch.inference_mode():
                action = np.where(random, action, net(torch.from_numpy(now)).argmax(1).numpy())
        fallen, cut = poles.step(action)
        returns += 1
        after = (poles.state / SCALE).astype(np.float32)
        memory.add(now, action, 1.0, fallen, after)
        over = fallen | cut
        if over.any():
            finished.extend(returns[over])
            returns[over] = 0
            poles.start(over)
            after = (poles.state / SCALE).astype(np.float32)
        now = after
        steps += o.envs
        if steps >= 1000:
            debt += o.envs / o.every
            while debt >= 1:
                update()
                updates, debt = updates + 1, debt - 1
        if steps // 1000 > copied:
            copied = steps // 1000
            target.load_state_dict(net.state_dict())
    return time.perf_counter() - begun, steps - o.warmup, updates - first, finished[-100:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, preset in dict(envs=16, every=4, batch=32, replay=100_000, warmup=4000, steps=20_000, seeds=1).items():
        parser.add_argument("--" + name, type=int, default=preset)
    o = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    seconds = steps = updates = 0
    finished = []
    for seed in range(o.seeds):
        s, n, u, f = train(seed, o)
        seconds, steps, updates, finished = seconds + s, steps + n, updates + u, finished + f
    print(json.dumps({
        "seeds": o.seeds, "envStepsPerSecond": round(steps / seconds, 1), "updatesPerSecond": round(updates / seconds, 1),
        "samplesPerSecond": round(updates * o.batch / seconds, 1), "seconds": round(seconds, 2),
        "lastReturns": round(float(np.mean(finished)), 2), "torch": torch.__version__}))


if __name__ == "__main__":
    main()
