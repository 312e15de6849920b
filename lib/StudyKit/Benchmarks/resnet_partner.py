# ResNetBenchmark's other side: the same CIFAR net trained by PyTorch, as its users write it. One step for each line read.
# Arguments: pixels a side, maps of the first stage, images in a batch, threads. A line is "planes" or "channels-last".
import sys

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.stride, self.more = stride, outputs - inputs
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = self.bn2(self.conv2(y))
        if self.more:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.more))
        return F.relu(y.add_(x), inplace=True)


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        blocks, inputs = [], width
        for stage in range(3):
            for number in range(3):
                blocks.append(Block(inputs, width << stage, 2 if stage and not number else 1))
                inputs = width << stage
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(inputs, 10)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return self.fc(self.blocks(x).mean((2, 3)))


side, width, count, threads = map(int, sys.argv[1:])
torch.set_num_threads(threads)
labels = torch.randint(0, 10, (count,))
kinds = {}
for name, memory in [("planes", torch.contiguous_format), ("channels-last", torch.channels_last)]:
    net = Net(width).to(memory_format=memory)
    optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum=0.9, weight_decay=1e-4)
    kinds[name] = net, optimizer, torch.randn(count, 3, side, side).to(memory_format=memory)

print("ready", torch.__version__, sum(p.numel() for p in net.parameters()), flush=True)
for line in sys.stdin:
    net, optimizer, images = kinds[line.strip()]
    optimizer.zero_grad()
    F.cross_entropy(net(images), labels).backward()
    optimizer.step()
    print("done", flush=True)
