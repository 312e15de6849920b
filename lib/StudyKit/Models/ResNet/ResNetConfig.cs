namespace StudyKit.Models.ResNet;

/// <summary>Every number and switch of a residual or plain net. The defaults are ResNet-18 as in torchvision.</summary>
public sealed record ResNetConfig
{
    /// <summary>What a block is made of.</summary>
    /// <value><see cref="BlockKind.Basic"/></value>
    public BlockKind Block { get; init; } = BlockKind.Basic;

    /// <summary>Blocks in each stage (Table 1).</summary>
    /// <value>2, 2, 2, 2.</value>
    public IReadOnlyList<int> Blocks { get; init; } = [2, 2, 2, 2];

    /// <summary>Maps of the 3×3 convolutions in each stage; the first is the stem's width too.</summary>
    /// <value>64, 128, 256, 512.</value>
    public IReadOnlyList<int> Widths { get; init; } = [64, 128, 256, 512];

    /// <summary>Classes to tell apart.</summary>
    /// <value>1000, as in ImageNet.</value>
    public int Classes { get; init; } = 1000;

    /// <summary>
    /// Begins with one 3×3 convolution (§4.2) instead of a 7×7 one and a pooling, both of stride 2 (Table 1).
    /// </summary>
    /// <value>false</value>
    public bool SmallStem { get; init; }

    /// <summary>What stands on the way around a block.</summary>
    /// <value><see cref="ShortcutKind.Projected"/>, option B.</value>
    public ShortcutKind Shortcut { get; init; } = ShortcutKind.Projected;

    /// <summary>
    /// The stride of a bottleneck is in its first 1×1 convolution, as in the paper, and not in the 3×3 one, as in
    /// torchvision's "v1.5".
    /// </summary>
    /// <value>false</value>
    public bool StrideInFirst { get; init; }

    /// <summary>The order of convolution, norm, ReLU and addition.</summary>
    /// <value><see cref="BlockOrder.Original"/></value>
    public BlockOrder Order { get; init; } = BlockOrder.Original;

    /// <summary>
    /// Whether convolutions are followed by a BatchNorm; the paper's always are. For looking at gradients without it.
    /// </summary>
    /// <value>true</value>
    public bool BatchNorm { get; init; } = true;

    /// <summary>How the two ways become one.</summary>
    /// <value><see cref="MixKind.Sum"/></value>
    public MixKind Mix { get; init; } = MixKind.Sum;

    /// <summary>What the bias of a Highway gate starts from.</summary>
    /// <value>−1</value>
    public double GateBias { get; init; } = -1;

    /// <summary>
    /// The probability that the last block's branch is kept at a training step; earlier blocks keep theirs more often,
    /// in a straight line from 1 ("stochastic depth", Huang et al., 2016, 1603.09382). At 1 every branch is always
    /// there, as in the paper.
    /// </summary>
    /// <value>1: off.</value>
    public double LastSurvival { get; init; } = 1;

    /// <summary>The layers with weights on the longest way: what the paper's names count (ResNet-34 has 34).</summary>
    public int Depth => Blocks.Sum() * (int)(Block + 1) + 2;

    /// <summary>
    /// A net of Table 1 as the paper has it: 18, 34, 50, 101 or 152 layers, strides in a bottleneck's first
    /// convolution.
    /// </summary>
    /// <param name="depth">The layers.</param>
    /// <param name="shortcut">What stands on the way around; none for the plain nets.</param>
    /// <exception cref="ArgumentException">When Table 1 has no such net.</exception>
    public static ResNetConfig ImageNet(int depth, ShortcutKind shortcut = ShortcutKind.Projected)
    {
        ResNetConfig config = new()
        {
            Block = depth < 50 ? BlockKind.Basic : BlockKind.Bottleneck,
            StrideInFirst = true,
            Shortcut = shortcut,
        };
        return depth switch
        {
            18 => config,
            34 => config with { Blocks = [3, 4, 6, 3] },
            50 => config with { Blocks = [3, 4, 6, 3] },
            101 => config with { Blocks = [3, 4, 23, 3] },
            152 => config with { Blocks = [3, 8, 36, 3] },
            _ => throw new ArgumentException($"Table 1 has nets of 18, 34, 50, 101 and 152 layers. Received {depth}. " +
                "For the nets of 6n+2 layers take Cifar.", nameof(depth)),
        };
    }

    /// <summary>A net of §4.2: 6n+2 layers, three stages on maps of full, half and quarter size.</summary>
    /// <param name="depth">20, 32, 44, 56, 110, 1202 in Table 6; any 6n+2.</param>
    /// <param name="shortcut">What stands on the way around: option A in the paper, none for the plain nets.</param>
    /// <param name="width">Maps of the first stage, doubled twice; 16 in the paper.</param>
    /// <exception cref="ArgumentException">When the depth is not 6n+2.</exception>
    public static ResNetConfig Cifar(int depth, ShortcutKind shortcut = ShortcutKind.ZeroPadded, int width = 16)
    {
        int n = (depth - 2) / 6;
        if (n < 1 || depth != 6 * n + 2)
        {
            throw new ArgumentException(
                $"A CIFAR net has 6n+2 layers: 8, 14, 20, 32, 44, 56, 110, ... Received {depth}.", nameof(depth));
        }

        return new()
        {
            Blocks = [n, n, n],
            Widths = [width, 2 * width, 4 * width],
            Classes =
            10,
            SmallStem = true,
            Shortcut = shortcut
        };
    }

    /// <summary>Throws when such a net cannot be built.</summary>
    /// <exception cref="ArgumentException">One line for each problem.</exception>
    public void Validate()
    {
        string[] problems = [.. Problems()];
        if (problems.Length > 0)
        {
            throw new ArgumentException(
                $"This ResNet cannot be built:\n{string.Join('\n', problems.Select(problem => $"  {problem}"))}");
        }
    }

    private IEnumerable<string> Problems()
    {
        if (Blocks.Count == 0 || Blocks.Count != Widths.Count)
        {
            yield return $"Blocks and Widths must have one number for each stage. Received {Blocks.Count} and " +
                $"{Widths.Count}.";
        }

        if (Blocks.Any(n => n < 1))
        {
            yield return $"Each stage must have at least one block. Received {string.Join(", ", Blocks)}.";
        }

        if (Widths.Any(n => n < 1)) yield return $"Widths must be positive. Received {string.Join(", ", Widths)}.";
        if (Widths.Zip(Widths.Skip(1)).Any(pair => pair.Second < pair.First)
            && Shortcut is ShortcutKind.ZeroPadded or ShortcutKind.ZeroPaddedBothSides)
        {
            yield return "Zero padding can only add maps, so Widths must not fall. Received " +
                $"{string.Join(", ", Widths)}.";
        }

        if (Classes < 1) yield return $"Classes must be positive. Received {Classes}.";
        if (Shortcut == ShortcutKind.None && Mix != MixKind.Sum)
        {
            yield return $"A plain net has nothing to mix: Mix must be Sum without a shortcut. Received {Mix}.";
        }

        if (Shortcut == ShortcutKind.IdentityAndProjection && Mix != MixKind.Sum)
        {
            yield return $"The control of option C adds three terms: Mix must be Sum. Received {Mix}.";
        }

        if (LastSurvival is not (> 0 and <= 1))
        {
            yield return $"LastSurvival must be more than 0 and at most 1. Received {LastSurvival}.";
        }

        if (Shortcut == ShortcutKind.None && LastSurvival < 1)
        {
            yield return "A plain net that drops a block has no way around it: LastSurvival must be 1 without a " +
                $"shortcut. Received {LastSurvival}.";
        }

        if (!BatchNorm && Order == BlockOrder.NormAfterAddition)
        {
            yield return "Without BatchNorm there is none to stand after the addition: Order must be another.";
        }

        if (Shortcut == ShortcutKind.None && Order is BlockOrder.ReluOnlyPreActivation or BlockOrder.FullPreActivation
            && Block == BlockKind.OneLayer)
        {
            yield return "A plain net of single layers has no addition to activate before: Order must be Original.";
        }
    }
}
