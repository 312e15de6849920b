"""Makes transformer.safetensors: what PyTorch's own attention, layers and nn.Transformer give for small random weights.

    python3 tests/StudyKit/Parity/references/transformer.py

Needs torch (made with Debian 12's python3-torch 1.13) and nothing else; the safetensors file is written by hand.
Keys: <case>/model.<state-dict name>, <case>/in.<name>, <case>/out.<name>, <case>/grad.<name>.
"""
import json
import math
import pathlib
import struct

import torch
from torch import nn

C, H, D_FF, V = 12, 3, 20, 17
tensors = {}


def put(case, **groups):
    for group, entries in groups.items():
        for name, value in entries.items():
            tensors[f"{case}/{group}.{name}"] = value.detach().contiguous()


def grads(module):
    return {name: p.grad for name, p in module.named_parameters()}


def scramble(module):
    """Biases and norms away from 0 and 1, or an error in them would not show."""
    with torch.no_grad():
        for p in module.parameters():
            if p.dim() == 1:
                p.add_(torch.randn_like(p) * 0.3)


def loss_of(out, real=None):
    """A loss whose gradient differs at every element."""
    weights = torch.linspace(-1, 1, out.numel()).view_as(out)
    if real is not None:
        weights = weights * real.unsqueeze(-1)
    return (out * weights).sum()


def attention():
    m = nn.MultiheadAttention(C, H, batch_first=True)
    scramble(m)
    x, source = torch.randn(2, 5, C, requires_grad=True), torch.randn(2, 7, C, requires_grad=True)
    causal = torch.full((5, 5), -math.inf).triu(1)
    self_out, self_weights = m(x, x, x, attn_mask=causal, average_attn_weights=False)
    padding = torch.tensor([[False] * 7, [False] * 4 + [True] * 3])
    cross_out, cross_weights = m(x, source, source, key_padding_mask=padding, average_attn_weights=False)
    other_out, _ = m(x, source, source.flip(1))
    (loss_of(self_out) + loss_of(cross_out) + loss_of(other_out)).backward()
    put("attention", model=m.state_dict(), **{"in": {"x": x, "source": source, "real": (~padding)}},
        out={"self": self_out, "self_weights": self_weights, "cross": cross_out, "cross_weights": cross_weights, "other": other_out},
        grad={**grads(m), "x": x.grad, "source": source.grad})


def layers(norm_first):
    case = "pre" if norm_first else "post"
    e = nn.TransformerEncoderLayer(C, H, D_FF, dropout=0, batch_first=True, norm_first=norm_first)
    d = nn.TransformerDecoderLayer(C, H, D_FF, dropout=0, batch_first=True, norm_first=norm_first)
    scramble(e), scramble(d)
    x, y = torch.randn(2, 7, C, requires_grad=True), torch.randn(2, 5, C, requires_grad=True)
    padding = torch.tensor([[False] * 7, [False] * 4 + [True] * 3])
    encoded = e(x, src_key_padding_mask=padding)
    loss_of(encoded).backward()
    put(f"encoder_layer_{case}", model=e.state_dict(), **{"in": {"x": x, "real": ~padding}}, out={"y": encoded}, grad={**grads(e), "x": x.grad})
    memory = encoded.detach().requires_grad_()
    decoded = d(y, memory, tgt_mask=torch.full((5, 5), -math.inf).triu(1), memory_key_padding_mask=padding)
    loss_of(decoded).backward()
    put(f"decoder_layer_{case}", model=d.state_dict(), **{"in": {"x": y, "memory": memory, "real": ~padding}}, out={"y": decoded},
        grad={**grads(d), "x": y.grad, "memory": memory.grad})


def sinusoids(length):
    pos = torch.arange(length, dtype=torch.float64).unsqueeze(1)
    rate = torch.exp(torch.arange(0, C, 2, dtype=torch.float64) * (-math.log(10000.0) / C))
    table = torch.zeros(length, C, dtype=torch.float64)
    table[:, 0::2], table[:, 1::2] = torch.sin(pos * rate), torch.cos(pos * rate)
    return table.float()


def whole(norm_first):
    case = "transformer_pre" if norm_first else "transformer_post"
    t = nn.Transformer(C, H, 2, 2, D_FF, dropout=0, batch_first=True, norm_first=norm_first)
    embedding = nn.Embedding(V, C)
    scramble(t)
    source = torch.tensor([[4, 5, 6, 7, 8, 9, 2], [10, 11, 12, 2, 0, 0, 0]])
    target = torch.tensor([[1, 3, 4, 5, 6], [1, 7, 8, 0, 0]])
    expected = torch.tensor([[3, 4, 5, 6, 2], [7, 8, 2, 0, 0]])

    def embed(ids):
        return embedding(ids) * math.sqrt(C) + sinusoids(ids.shape[1])

    hidden = t(embed(source), embed(target), tgt_mask=torch.full((5, 5), -math.inf).triu(1), src_key_padding_mask=source == 0,
               tgt_key_padding_mask=target == 0, memory_key_padding_mask=source == 0)
    logits = hidden @ embedding.weight.T
    loss = nn.functional.cross_entropy(logits.view(-1, V), expected.view(-1), ignore_index=0, label_smoothing=0.1)
    loss.backward()
    state = {**t.state_dict(), "embedding.weight": embedding.weight}
    put(case, model=state, **{"in": {"source": source, "target": target, "expected": expected}}, out={"logits": logits, "loss": loss})
    if not norm_first:  # the layers' own gradients cover pre-norm; the file stays small
        put(case, grad={**grads(t), "embedding.weight": embedding.weight.grad})


def batch_norm():
    b = nn.BatchNorm1d(C)
    scramble(b)
    before = {k: v.clone() for k, v in b.state_dict().items()}
    x = (torch.randn(2, 7, C) * 3 + 1).requires_grad_()
    real = torch.tensor([[True] * 7, [True] * 4 + [False] * 3])
    y = b(x[real])
    loss_of(y).backward()
    after = {"running_mean": b.running_mean, "running_var": b.running_var}
    b.eval()
    put("batch_norm", model=before, **{"in": {"x": x, "real": real}}, out={"train": y, "eval": b(x.flatten(0, 1)).view_as(x), **after}, grad={**grads(b), "x": x.grad})


NAMES = {torch.float32: "F32", torch.int64: "I64", torch.bool: "BOOL"}


def write(path):
    header, data = {}, b""
    # Wide elements first, so that every tensor lies at a multiple of its element's size.
    for key, value in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        raw = bytes(value.contiguous().numpy().tobytes())
        header[key] = {"dtype": NAMES[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(f"{path}: {len(tensors)} tensors, {path.stat().st_size} bytes, torch {torch.__version__}")


torch.manual_seed(2017)
attention()
layers(norm_first=False)
layers(norm_first=True)
whole(norm_first=False)
whole(norm_first=True)
batch_norm()
write(pathlib.Path(__file__).with_name("transformer.safetensors"))
