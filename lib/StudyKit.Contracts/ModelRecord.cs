namespace StudyKit.Contracts;

/// <summary>Models as blocks, as they were built and as one pass went through them.</summary>
/// <param name="Models">One model, or several that are looked at side by side.</param>
public sealed record ModelRecord(IReadOnlyList<ModelBlock> Models)
{
    /// <summary>The title; null: none.</summary>
    public string? Title { get; init; }

    /// <summary>The caption; null: none.</summary>
    public string? Caption { get; init; }

    /// <summary>A name above each model where there are several.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>How many levels of blocks stand open: 1 shows the parts of the model, each closed.</summary>
    public int Open { get; init; } = 1;
}

/// <summary>A module, at one of its calls.</summary>
/// <param name="Name">Its place in the state dict, from the block around it: <c>layers.0.norm1</c>.</param>
/// <param name="Type">The name of its class.</param>
public sealed record ModelBlock(string Name, string Type)
{
    /// <summary>Parameters of its own, each as <c>weight [C=64]</c>.</summary>
    public IReadOnlyList<string> Own { get; init; } = [];

    /// <summary>How many numbers its own parameters have.</summary>
    public long OwnCount { get; init; }

    /// <summary>How many numbers it and all within it have; what is used twice counts once.</summary>
    public long Count { get; init; }

    /// <summary>The shapes that came in, as <c>[B=2, T=7, C=64]</c>.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The shapes that went out.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Which of its module's calls this is, from 1; 0 when the pass never came here.</summary>
    public int Call { get; init; }

    /// <summary>How often the pass called the module.</summary>
    public int Calls { get; init; }

    /// <summary>Whether there was a pass at all: without one no module was called, and none was left out.</summary>
    public bool HasPass { get; init; }

    /// <summary>File and line of its class; null for a class of another library.</summary>
    public string? Source { get; init; }

    /// <summary>What tells it from its likes: a word or two; null: nothing.</summary>
    public string? Note { get; init; }

    /// <summary>What it called, in the order of the pass; then what it did not call.</summary>
    public IReadOnlyList<ModelBlock> Blocks { get; init; } = [];

    /// <summary>Where its input is from; null where nobody looked.</summary>
    public ModelFlow? Arrives { get; init; }

    /// <summary>Where its output is from, in the numbers of its own blocks.</summary>
    public ModelFlow? Leaves { get; init; }
}

/// <summary>
/// Where a tensor is from, found by comparing numbers. Places in a block: 0 is what comes in, 2i what block i gives,
/// 2i − 1 what block i receives where that is new; −1, −2, … are the second, third, … thing that comes in.
/// </summary>
/// <param name="Parts">The places whose sum it is.</param>
/// <param name="Kind">How it was made of them.</param>
/// <param name="Also">Places of further inputs.</param>
public sealed record ModelFlow(IReadOnlyList<int> Parts, ModelFlowKind Kind, IReadOnlyList<int> Also);

/// <summary>How a tensor was made of others.</summary>
public enum ModelFlowKind
{
    /// <summary>It is their sum, or the one itself.</summary>
    Sum,

    /// <summary>Their sum, and below zero nothing.</summary>
    Relu,

    /// <summary>By the block's own formula.</summary>
    Formula,

    /// <summary>Of nothing that came in: token numbers or positions that the block makes.</summary>
    Made,
}
