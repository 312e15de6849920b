# References for tests/StudyKit/Parity/ResNetParityTests.cs: torchvision's nets with weights that both sides compute.
#   apt-get install python3-torch python3-torchvision; python3 resnet.py
# Written with torchvision 0.14.1, torch 1.13.0. The file holds outputs only.
import json
import os
import struct

import numpy as np
import torch


def noise(count, key):
    """Numbers from -0.5 to 0.5, the same in every language: a 32-bit integer hash of place and key."""
    mask = np.uint64(0xFFFFFFFF)
    h = (np.arange(count, dtype=np.uint64) + np.uint64(key * 1000003)) & mask
    h ^= h >> np.uint64(16)
    h = (h * np.uint64(0x7FEB352D)) & mask
    h ^= h >> np.uint64(15)
    h = (h * np.uint64(0x846CA68B)) & mask
    h ^= h >> np.uint64(16)
    return h.astype(np.float64) / 2.0**32 - 0.5


def key_of(name):
    """FNV-1a of the name, so that the order in which a library lists its weights does not matter."""
    h = 2166136261
    for byte in name.encode():
        h = ((h ^ byte) * 16777619) % 2**32
    return h % 100000


def fill(model):
    norms = {name for name, module in model.named_modules() if isinstance(module, torch.nn.BatchNorm2d)}
    for name, value in model.state_dict().items():
        if name.endswith("num_batches_tracked"):
            continue
        u = noise(value.numel(), key_of(name))
        norm = name.rsplit(".", 1)[0] in norms
        if norm and name.endswith("running_var"):
            u = 1.5 + 0.4 * u
        elif norm and name.endswith("weight"):
            u = 0.6 + 0.4 * u
        elif value.dim() > 1:
            u = 2 * u * (6.0 / value[0].numel()) ** 0.5
        else:
            u = 0.2 * u
        value.copy_(torch.from_numpy(u.astype(np.float32)).view(value.shape))


if __name__ == "__main__":
    import torchvision

    torch.set_num_threads(1)
    tensors = {}
    for name, classes in [("resnet18", 10), ("resnet34", 7), ("resnet50", 5)]:
        model = getattr(torchvision.models, name)(num_classes=classes)
        with torch.no_grad():
            fill(model)
        x = torch.from_numpy(noise(4 * 3 * 64 * 64, 999).astype(np.float32) * 4).view(4, 3, 64, 64)
        model.eval()
        with torch.no_grad():
            tensors[f"{name}.eval"] = model(x)
        # Training in double precision: the last stage normalises over 16 values a map, which enlarges what single precision rounds,
        # differently on each processor; and one ReLU that falls on the other side of 0 changes the gradients of 50 layers by a percent.
        model.double()
        model.train()
        with torch.no_grad():
            tensors[f"{name}.train"] = model(x.double())
        tensors[f"{name}.running_var"] = model.layer3[0].bn2.running_var.clone()
        torch.nn.functional.cross_entropy(model(x.double()), torch.arange(4)).backward()
        tensors[f"{name}.grad.fc.weight"] = model.fc.weight.grad[:, :32].clone()
        tensors[f"{name}.grad.layer2.0.conv2.weight"] = model.layer2[0].conv2.weight.grad[:4, :8].clone()
        print(name, tensors[f"{name}.eval"][0, :3], tensors[f"{name}.train"].abs().max(), model.layer2[0].conv2.weight.grad.abs().max())

    header, data = {}, b""
    for name, value in tensors.items():
        raw = value.detach().contiguous().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "resnet.safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
