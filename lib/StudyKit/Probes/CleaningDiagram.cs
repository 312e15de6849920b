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
    /// What judged the replies that the rules left, and how many it dropped; null: nothing.
    /// </param>
    /// <exception cref="ArgumentException">The counts are those of other rules.</exception>
    public static ModelFigure Of(
        CleaningPipeline pipeline, CleaningCounts counts, (object Judge, long Dropped)? classifier = null)
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
            // Those that look at the whole corpus follow the pipeline's.
            Type type = i < rules.Length ? pipeline.Rules[i].GetType() : typeof(ReplyFilter);
            Add(rule.Name, type, rule.UtterancesLeft, rule.Changed, rule.Dropped);
        }

        if (classifier is { } last) Add("classifier", last.Judge.GetType(), left - last.Dropped, 0, last.Dropped);
        ModelBlock whole = Block("", pipeline.GetType(), 0, counts.Utterances, left) with
        {
            Blocks = blocks,
            Leaves = FromBefore with { Parts = [2 * blocks.Count] },
        };
        return new ModelFigure(new ModelRecord([whole]));

        void Add(string name, Type type, long after, long cut, long dropped)
        {
            blocks.Add(Block(name, type, blocks.Count, left, after) with
            {
                Note = $"{Quantity.Count(cut)} cut, {Quantity.Count(dropped)} dropped",
            });
            left = after;
        }
    }

    private static ModelBlock Block(string name, Type type, int place, long before, long after) =>
        new(name, type.Name)
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
