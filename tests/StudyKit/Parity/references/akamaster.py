# References for tests/StudyKit/Parity/CifarParityTests.cs: the CIFAR nets that Yerlan Idelbayev published
# (akamaster/pytorch_resnet_cifar10), written anew from their description, with weights that both sides compute.
#   apt-get install python3-torch; python3 akamaster.py
# Written with torch 1.13.0. The file holds outputs only; names are those of the published files.
import json
import os

import torch
from torch.nn import BatchNorm2d, Conv2d, Linear, Module, Sequential
from torch.nn.functional import avg_pool2d, pad, relu

from resnet import fill, noise


class Block(Module):
    def __init__(self, before, planes, stride):
        super().__init__()
        self.conv1 = Conv2d(before, planes, 3, stride, 1, bias=False)
        self.bn1 = BatchNorm2d(planes)
        self.conv2 = Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = BatchNorm2d(planes)
        self.planes, self.stride = planes, stride

    def forward(self, x):
        y = self.bn2(self.conv2(relu(self.bn1(self.conv1(x)))))
        if self.stride > 1:  # shortcut A: every second place, zeros on both sides
            x = pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.planes // 4, self.planes // 4))
        return relu(y + x)


class Net(Module):
    def __init__(self, blocks):
        super().__init__()
        self.conv1, self.bn1 = Conv2d(3, 16, 3, 1, 1, bias=False), BatchNorm2d(16)
        before = 16
        for stage, planes in enumerate([16, 32, 64], 1):
            layer = []
            for i in range(blocks):
                layer.append(Block(before, planes, 2 if i == 0 and stage > 1 else 1))
                before = planes
            setattr(self, f"layer{stage}", Sequential(*layer))
        self.linear = Linear(64, 10)

    def forward(self, x):
        x = relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.linear(avg_pool2d(x, x.shape[3]).flatten(1))


if __name__ == "__main__":
    torch.set_num_threads(1)
    logits = {}
    for depth in [20, 32]:
        net = torch.nn.Sequential()
        net.add_module("module", Net((depth - 2) // 6))  # DataParallel's prefix, in the names and so in the weights
        with torch.no_grad():
            fill(net)
            net.eval()
            x = torch.from_numpy(noise(3 * 3 * 32 * 32, 999)).float().mul(4).view(3, 3, 32, 32)
            logits[str(depth)] = [[float(f"{v:.8g}") for v in row] for row in net(x).tolist()]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "akamaster.json"), "w") as file:
        json.dump(logits, file, indent=1)
        file.write("\n")
    print(logits)
