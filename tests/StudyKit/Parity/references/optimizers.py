"""Writes optimizers.json: what PyTorch's optimizers, clipping, one-cycle schedule and smoothed cross-entropy give.

Run with Debian's python3-torch: python3 optimizers.py
The inputs are formulas, so that the C# test makes the same ones; gradients do not depend on the parameters.
"""

import json
import math
import os

import torch

STEPS, SIZE = 20, 11


def start():
    return torch.tensor([math.sin(1.0 + i) for i in range(SIZE)], dtype=torch.float32)


def gradient(step):
    return torch.tensor([math.cos(0.7 * step + 1.3 * i) * (1.0 + 0.1 * i) for i in range(SIZE)], dtype=torch.float32)


def run(make, clip=None):
    weight = torch.nn.Parameter(start())
    optimizer = make([weight])
    for step in range(1, STEPS + 1):
        weight.grad = gradient(step)
        if clip is not None:
            torch.nn.utils.clip_grad_norm_([weight], clip)
        optimizer.step()
    return weight.detach().tolist()


def one_cycle():
    weight = torch.nn.Parameter(start())
    optimizer = torch.optim.SGD([weight], lr=1.0)
    cycle = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.5, total_steps=25)
    rates = []
    for _ in range(25):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < 25:
            cycle.step()
    return rates


def cross_entropy():
    logits = torch.tensor([[math.sin(3.0 * row + 0.5 * column) * 2 for column in range(7)] for row in range(5)], requires_grad=True)
    targets = torch.tensor([3, 0, 6, 0, 2])
    loss = torch.nn.functional.cross_entropy(logits, targets, ignore_index=0, label_smoothing=0.1)
    loss.backward()
    return {"loss": loss.item(), "gradient": logits.grad.flatten().tolist()}


references = {
    "torch": torch.__version__,
    "adam": run(lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.9, 0.98), eps=1e-9)),
    "adam_l2": run(lambda p: torch.optim.Adam(p, lr=0.02, weight_decay=0.1)),
    "adamw": run(lambda p: torch.optim.AdamW(p, lr=0.02, weight_decay=0.1)),
    "sgd": run(lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, weight_decay=0.1)),
    "sgd_nesterov": run(lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True)),
    "sgd_clipped": run(lambda p: torch.optim.SGD(p, lr=0.02), clip=1.5),
    "one_cycle": one_cycle(),
    "cross_entropy": cross_entropy(),
}

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "optimizers.json"), "w") as file:
    json.dump(references, file, indent=1)
    file.write("\n")
