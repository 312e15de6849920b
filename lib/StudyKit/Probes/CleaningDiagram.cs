using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Data.Cleaning;

namespace StudyKit.Probes;

/// <summary>
/// Draws the way of a corpus through its rules, as a model is drawn: the rules in their order, what each did, and on
/// the arrows the utterances that were left.
/// </summary>
public static class CleaningDiagram
{
    private static readonly ModelFlow FromBefore = new([0], ModelFlowKind.Sum, []);

    /// <summary>A figure of a pipeline and what it did.</summary>
    /// <param name="pipeline">The rules.</param>
    /// <param name="counts">What they did in a corpus.</param>
    /// <param name="classifier">
    /// What chooses among the pairs that the rules left, and the utterances it left; null: nothing.
    /// </param>
    /// <exception cref="ArgumentException">The counts are those of other rules.</exception>
    public static ModelFigure Of(
        CleaningPipeline pipeline, CleaningCounts counts, (object Judge, long UtterancesLeft)? classifier = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(counts);
        string[] rules = [.. pipeline.Rules.Select(rule => rule.Name)];
        if (!rules.SequenceEqual(counts.Rules.Take(rules.Length).Select(rule => rule.Name)))
        {
            throw new ArgumentException("The counts must be those of the pipeline's rules, in their order. Expected " +
                $"{string.Join(", ", rules)}. Received {string.Join(", ", counts.Rules.Select(rule => rule.Name))}. " +
                "Make them by CleaningCounts.For(pipeline).", nameof(counts));
        }

        List<ModelBlock> blocks = [];
        long left = counts.Utterances;
        for (int i = 0; i < counts.Rules.Count; i++)
        {
            RuleCounts rule = counts.Rules[i];
            object by = i < rules.Length ? pipeline.Rules[i] : typeof(ReplyFilter);
            blocks.Add(Block(rule.Name, by, blocks.Count, left, rule.UtterancesLeft) with
            {
                Note = $"{Quantity.Count(rule.Changed)} cut, {Quantity.Count(rule.Dropped)} dropped",
            });
            left = rule.UtterancesLeft;
        }

        if (classifier is { } last)
        {
            blocks.Add(Block("classifier", last.Judge, blocks.Count, left, last.UtterancesLeft));
            left = last.UtterancesLeft;
        }

        ModelBlock whole = Block("", pipeline, 0, counts.Utterances, left) with
        {
            Blocks = blocks,
            Leaves = FromBefore with { Parts = [2 * blocks.Count] },
        };
        return new ModelFigure(new ModelRecord([whole]));
    }

    private static ModelBlock Block(string name, object by, int place, long before, long after)
    {
        Type type = by as Type ?? by.GetType();
        return new ModelBlock(name, type.Name)
        {
            Inputs = [Quantity.Count(before, "utterance")],
            Outputs = [Quantity.Count(after, "utterance")],
            Call = 1,
            Calls = 1,
            HasPass = true,
            Arrives = FromBefore with { Parts = [2 * place] },
            Source = ModelTree.PlaceOf(type),
        };
    }
}
