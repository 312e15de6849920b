using StudyKit.Contracts;

namespace StudyKit.Charts.Explorers;

/// <summary>A piece of the inside of a block. Places count as in <see cref="ModelFlow"/>.</summary>
/// <param name="From">Its first place.</param>
/// <param name="To">Its last place.</param>
internal abstract record ModelItem(int From, int To);

/// <summary>A block; of equal ones in a row the first, with how many there are.</summary>
/// <param name="At">Its place.</param>
/// <param name="Block">The block, or the first of equal ones.</param>
internal sealed record StepItem(int At, ModelBlock Block) : ModelItem(At, At)
{
    /// <summary>How often it stands there.</summary>
    public int Times { get; init; } = 1;

    /// <summary>What it reads where that is not what stands above it; null: what stands above.</summary>
    public string? Reads { get; init; }

    /// <summary>The name of the last of them.</summary>
    public string Last { get; init; } = "";

    /// <summary>Blocks that take turns with it, when it is a turn that is repeated.</summary>
    public IReadOnlyList<ModelBlock> Turn { get; init; } = [];
}

/// <summary>Where a new tensor arises between two blocks, or at the end.</summary>
/// <param name="At">Its place.</param>
/// <param name="Flow">Of what.</param>
/// <param name="Beyond">Parts of the sum that no line can show, by name.</param>
internal sealed record JoinItem(int At, ModelFlow Flow, IReadOnlyList<string> Beyond) : ModelItem(At, At);

/// <summary>Blocks with a line around them: what came in is added to what they give.</summary>
/// <param name="Items">The blocks; the last is where it is added.</param>
internal sealed record AroundItem(IReadOnlyList<ModelItem> Items) : ModelItem(Items[0].From, Items[^1].To);

/// <summary>Ways that run beside each other and meet.</summary>
/// <param name="Columns">The ways.</param>
internal sealed record BesideItem(IReadOnlyList<IReadOnlyList<ModelItem>> Columns)
    : ModelItem(Columns[0][0].From, Columns[^1][^1].To);
