"""Makes gpt2.safetensors: what a plain PyTorch transcription of GPT-2 gives for small random weights.

    python3 tests/StudyKit/Parity/references/gpt2.py

Needs torch (made with Debian 12's python3-torch 1.13) and nothing else. The model is written from the paper's description (section
2.3) as a function of a dictionary of weights; the last case is GPT-3's alternation of dense and banded layers (GPT-3, section 2.1).
Keys: <case>/model.<state-dict name>, <case>/in.<name>, <case>/out.<name>, <case>/grad.<name>.
"""
import json
import math
import pathlib
import struct

import torch
from torch.nn import functional as F

V, C, H, L, P, BAND = 19, 12, 3, 4, 10, 3
tensors = {}


def weights():
    def draw(*shape):
        return (torch.randn(*shape) * 0.3).requires_grad_()

    w = {"transformer.wte.weight": draw(V, C), "transformer.wpe.weight": draw(P, C)}
    for i in range(L):
        p = f"transformer.h.{i}."
        for name, a, b in (("attn.c_attn", C, 3 * C), ("attn.c_proj", C, C), ("mlp.c_fc", C, 4 * C), ("mlp.c_proj", 4 * C, C)):
            w[p + name + ".weight"], w[p + name + ".bias"] = draw(a, b), draw(b)
        for name in ("ln_1", "ln_2"):
            w[p + name + ".weight"], w[p + name + ".bias"] = (1 + torch.randn(C) * 0.3).requires_grad_(), draw(C)
    w["transformer.ln_f.weight"], w["transformer.ln_f.bias"] = (1 + torch.randn(C) * 0.3).requires_grad_(), draw(C)
    return w


def visible(t, band):
    rows, columns = torch.arange(t)[:, None], torch.arange(t)[None, :]
    return (columns <= rows) & (rows - columns < band)


def gpt2(w, ids, band=None):
    def affine(x, name):
        return x @ w[name + ".weight"] + w[name + ".bias"]

    def norm(x, name):
        centred = x - x.mean(-1, keepdim=True)
        return centred / torch.sqrt((centred ** 2).mean(-1, keepdim=True) + 1e-5) * w[name + ".weight"] + w[name + ".bias"]

    b, t = ids.shape
    x = w["transformer.wte.weight"][ids] + w["transformer.wpe.weight"][:t]
    for i in range(L):
        p = f"transformer.h.{i}."
        q, k, v = (part.view(b, t, H, C // H).transpose(1, 2) for part in affine(norm(x, p + "ln_1"), p + "attn.c_attn").chunk(3, -1))
        seen = visible(t, band if band and i % 2 else t)
        scores = (q @ k.transpose(-2, -1) / math.sqrt(C // H)).masked_fill(~seen, -math.inf)
        heads = (torch.softmax(scores, -1) @ v).transpose(1, 2).reshape(b, t, C)
        x = x + affine(heads, p + "attn.c_proj")
        u = affine(norm(x, p + "ln_2"), p + "mlp.c_fc")
        x = x + affine(0.5 * u * (1 + torch.tanh(math.sqrt(2 / math.pi) * (u + 0.044715 * u ** 3))), p + "mlp.c_proj")
    return norm(x, "transformer.ln_f") @ w["transformer.wte.weight"].T


def case(name, band):
    w, ids = weights(), torch.randint(V, (2, 9))
    logits = gpt2(w, ids, band)
    loss = F.cross_entropy(logits[:, :-1].reshape(-1, V), ids[:, 1:].reshape(-1))
    loss.backward()
    groups = {"model": w, "in": {"ids": ids}, "out": {"logits": logits, "loss": loss}, "grad": {k: v.grad for k, v in w.items()}}
    for group, entries in groups.items():
        for key, value in entries.items():
            tensors[f"{name}/{group}.{key}"] = value.detach().clone().contiguous()


def write(path):
    header, data = {}, b""
    # Wide elements first, so that every tensor lies at a multiple of its element's size.
    for key, value in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        raw = bytes(value.numpy().tobytes())
        header[key] = {"dtype": {torch.float32: "F32", torch.int64: "I64"}[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(f"{path}: {len(tensors)} tensors, {path.stat().st_size} bytes, torch {torch.__version__}")


torch.manual_seed(2019)
case("gpt2", band=None)
case("gpt3", band=BAND)
write(pathlib.Path(__file__).with_name("gpt2.safetensors"))
