"""Makes bert_gpt.safetensors: what plain PyTorch transcriptions of BERT and GPT give for small random weights.

    python3 tests/StudyKit/Parity/references/bert_gpt.py

Needs torch (made with Debian 12's python3-torch 1.13) and nothing else. The models are written from the papers' equations as
functions of a dictionary of weights. Keys: <case>/model.<state-dict name>, <case>/in.<name>, <case>/out.<name>, <case>/grad.<name>.
"""
import json
import math
import pathlib
import struct

import torch
from torch.nn import functional as F

V, C, H, L, D_FF, P = 19, 12, 3, 2, 20, 8
tensors = {}


def put(case, **groups):
    for group, entries in groups.items():
        for name, value in entries.items():
            tensors[f"{case}/{group}.{name}"] = value.detach().clone().contiguous()


def weight(*shape):
    return (torch.randn(*shape) * 0.3).requires_grad_()


def gain(n):
    return (1 + torch.randn(n) * 0.3).requires_grad_()


def norm(x, w, name, eps):
    mean, var = x.mean(-1, keepdim=True), x.var(-1, unbiased=False, keepdim=True)
    return (x - mean) / torch.sqrt(var + eps) * w[name + ".weight"] + w[name + ".bias"]


def heads(q, k, v, mask):
    b, t, c = q.shape
    q, k, v = (x.view(b, t, H, c // H).transpose(1, 2) for x in (q, k, v))
    p = torch.softmax(q @ k.transpose(-2, -1) / math.sqrt(c // H) + mask, -1)
    return (p @ v).transpose(1, 2).reshape(b, t, c)


def linear(x, w, name):
    return x @ w[name + ".weight"].T + w[name + ".bias"]


def add_linear(w, name, inputs, outputs):
    w[name + ".weight"], w[name + ".bias"] = weight(outputs, inputs), weight(outputs)


def add_norm(w, name):
    w[name + ".weight"], w[name + ".bias"] = gain(C), weight(C)


def bert_weights():
    w = {"bert.embeddings.word_embeddings.weight": weight(V, C), "bert.embeddings.position_embeddings.weight": weight(P, C),
         "bert.embeddings.token_type_embeddings.weight": weight(2, C)}
    add_norm(w, "bert.embeddings.LayerNorm")
    for i in range(L):
        p = f"bert.encoder.layer.{i}."
        for part in ("query", "key", "value"):
            add_linear(w, p + "attention.self." + part, C, C)
        add_linear(w, p + "attention.output.dense", C, C)
        add_norm(w, p + "attention.output.LayerNorm")
        add_linear(w, p + "intermediate.dense", C, D_FF)
        add_linear(w, p + "output.dense", D_FF, C)
        add_norm(w, p + "output.LayerNorm")
    add_linear(w, "bert.pooler.dense", C, C)
    w["cls.predictions.bias"] = weight(V)
    add_linear(w, "cls.predictions.transform.dense", C, C)
    add_norm(w, "cls.predictions.transform.LayerNorm")
    add_linear(w, "cls.seq_relationship", C, 2)
    return w


def gelu(x):
    return 0.5 * x * (1 + torch.erf(x / math.sqrt(2)))


def bert(w, ids, segments, real):
    e = "bert.embeddings."
    x = w[e + "word_embeddings.weight"][ids] + w[e + "token_type_embeddings.weight"][segments] + w[e + "position_embeddings.weight"][: ids.shape[1]]
    x = norm(x, w, e + "LayerNorm", 1e-12)
    mask = torch.zeros(real.shape).masked_fill(~real, -math.inf)[:, None, None, :]
    for i in range(L):
        p = f"bert.encoder.layer.{i}."
        a = heads(*(linear(x, w, p + "attention.self." + part) for part in ("query", "key", "value")), mask)
        x = norm(x + linear(a, w, p + "attention.output.dense"), w, p + "attention.output.LayerNorm", 1e-12)
        x = norm(x + linear(gelu(linear(x, w, p + "intermediate.dense")), w, p + "output.dense"), w, p + "output.LayerNorm", 1e-12)
    return x


def bert_case():
    w = bert_weights()
    ids = torch.tensor([[1, 5, 6, 2, 7, 8, 2], [1, 9, 2, 10, 2, 0, 0]])
    segments = torch.tensor([[0, 0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 0, 0]])
    real, next_ = ids != 0, torch.tensor([0, 1])
    labels = torch.full(ids.shape, -100)
    labels[0, 1], labels[0, 5], labels[1, 3] = 11, 12, 13
    hidden = bert(w, ids, segments, real)
    t = norm(gelu(linear(hidden, w, "cls.predictions.transform.dense")), w, "cls.predictions.transform.LayerNorm", 1e-12)
    logits = t @ w["bert.embeddings.word_embeddings.weight"].T + w["cls.predictions.bias"]
    follows = linear(torch.tanh(linear(hidden[:, 0], w, "bert.pooler.dense")), w, "cls.seq_relationship")
    masked, nsp = F.cross_entropy(logits.view(-1, V), labels.view(-1), ignore_index=-100), F.cross_entropy(follows, next_)
    (masked + nsp).backward()
    put("bert", model=w, **{"in": {"ids": ids, "segments": segments, "real": real, "labels": labels, "next": next_}},
        out={"hidden": hidden, "logits": logits, "follows": follows, "masked": masked, "nsp": nsp}, grad={k: v.grad for k, v in w.items()})


def gpt_weights():
    w = {"transformer.tokens_embed.weight": weight(V, C), "transformer.positions_embed.weight": weight(P, C)}
    for i in range(L):
        p = f"transformer.h.{i}."
        for name, a, b in (("attn.c_attn", C, 3 * C), ("attn.c_proj", C, C), ("mlp.c_fc", C, 4 * C), ("mlp.c_proj", 4 * C, C)):
            w[p + name + ".weight"], w[p + name + ".bias"] = weight(a, b), weight(b)
        add_norm(w, p + "ln_1")
        add_norm(w, p + "ln_2")
    return w


def gpt(w, ids):
    def conv(x, name):
        return x @ w[name + ".weight"] + w[name + ".bias"]

    t = ids.shape[1]
    x = w["transformer.tokens_embed.weight"][ids] + w["transformer.positions_embed.weight"][:t]
    mask = torch.full((t, t), -math.inf).triu(1)
    for i in range(L):
        p = f"transformer.h.{i}."
        x = norm(x + conv(heads(*conv(x, p + "attn.c_attn").chunk(3, -1), mask), p + "attn.c_proj"), w, p + "ln_1", 1e-5)
        u = conv(x, p + "mlp.c_fc")
        g = 0.5 * u * (1 + torch.tanh(math.sqrt(2 / math.pi) * (u + 0.044715 * u ** 3)))
        x = norm(x + conv(g, p + "mlp.c_proj"), w, p + "ln_2", 1e-5)
    return x


def gpt_case():
    w = gpt_weights()
    ids = torch.tensor([[1, 5, 6, 2, 7, 8, 2], [1, 9, 2, 10, 2, 3, 4]])
    hidden = gpt(w, ids)
    logits = hidden @ w["transformer.tokens_embed.weight"].T
    loss = F.cross_entropy(logits[:, :-1].reshape(-1, V), ids[:, 1:].reshape(-1))
    loss.backward()
    put("gpt", model=w, **{"in": {"ids": ids}}, out={"logits": logits, "loss": loss}, grad={k: v.grad for k, v in w.items()})


def gpt_tasks_case():
    w = gpt_weights()
    w["classifier.weight"], w["classifier.bias"] = weight(3, C), weight(3)
    ids = torch.tensor([[[1, 5, 6, 2, 7, 3, 0], [1, 7, 2, 5, 6, 3, 0]], [[1, 9, 2, 10, 3, 0, 0], [1, 10, 2, 9, 3, 0, 0]]])  # similarity: both orders
    extract, labels = torch.tensor([[5, 5], [4, 4]]), torch.tensor([2, 0])
    hidden = gpt(w, ids.flatten(0, 1))
    at = hidden[torch.arange(4), extract.flatten()].view(2, 2, C).sum(1)
    scores = at @ w["classifier.weight"].T + w["classifier.bias"]
    task = F.cross_entropy(scores, labels)
    language = F.cross_entropy((hidden[:, :-1] @ w["transformer.tokens_embed.weight"].T).reshape(-1, V), ids.flatten(0, 1)[:, 1:].reshape(-1), ignore_index=0)
    put("gpt_tasks", model=w, **{"in": {"ids": ids, "extract": extract, "labels": labels}}, out={"scores": scores, "task": task, "language": language, "loss": task + 0.5 * language})


NAMES = {torch.float32: "F32", torch.int64: "I64", torch.bool: "BOOL"}


def write(path):
    header, data = {}, b""
    # Wide elements first, so that every tensor lies at a multiple of its element's size.
    for key, value in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        raw = bytes(value.numpy().tobytes())
        header[key] = {"dtype": NAMES[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(f"{path}: {len(tensors)} tensors, {path.stat().st_size} bytes, torch {torch.__version__}")


torch.manual_seed(2018)
bert_case()
gpt_case()
gpt_tasks_case()
write(pathlib.Path(__file__).with_name("bert_gpt.safetensors"))
