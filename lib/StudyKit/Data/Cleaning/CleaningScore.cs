using StudyKit.World.Dialogues;

namespace StudyKit.Data.Cleaning;

/// <summary>How well a rule finds what was planted for it.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Planted">Utterances with noise for it.</param>
/// <param name="Found">Utterances that it touched.</param>
/// <param name="Right">Of those, the ones with noise for it.</param>
public sealed record RuleScore(string Rule, int Planted, int Found, int Right)
{
    /// <summary>The share of what it touched that was noise. NaN when it touched nothing.</summary>
    public double Precision => Right / (double)Found;

    /// <summary>The share of the noise that it touched. NaN when there was none.</summary>
    public double Recall => Right / (double)Planted;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Rule}: precision {Precision:0.000}, recall {Recall:0.000}, {Planted} planted, {Found} touched";
}

/// <summary>Scores cleaning on dialogues whose noise is known.</summary>
public static class CleaningScore
{
    /// <summary>Rule by rule: was it touched by this rule, and was noise for this rule in it?</summary>
    /// <param name="pipeline">The rules.</param>
    /// <param name="dialogues">Noisy dialogues.</param>
    public static IReadOnlyList<RuleScore> PerRule(CleaningPipeline pipeline, IReadOnlyList<NoisyDialogue> dialogues)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        (HashSet<string> Touched, IReadOnlyList<string> Planted)[] seen =
            [.. dialogues.SelectMany(dialogue => dialogue.Raw
                .Select((text, i) => (pipeline.Trace(text).Select(step => step.Rule).ToHashSet(), dialogue.Noise[i])))];
        return [.. pipeline.Rules.Where(rule => NoisyDialogues.Kinds.Contains(rule.Name)).Select(rule => new RuleScore(
            rule.Name,
            seen.Count(one => one.Planted.Contains(rule.Name)),
            seen.Count(one => one.Touched.Contains(rule.Name)),
            seen.Count(one => one.Touched.Contains(rule.Name) && one.Planted.Contains(rule.Name))))];
    }

    /// <summary>
    /// The whole pipeline: an utterance is right when it comes out exactly as it was said, or goes and should go.
    /// Planted are the noisy ones, found those that were changed or dropped.
    /// </summary>
    /// <param name="pipeline">The rules.</param>
    /// <param name="dialogues">Noisy dialogues.</param>
    public static RuleScore Whole(CleaningPipeline pipeline, IReadOnlyList<NoisyDialogue> dialogues)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        int planted = 0, found = 0, right = 0;
        foreach (NoisyDialogue dialogue in dialogues)
        {
            for (int i = 0; i < dialogue.Raw.Count; i++)
            {
                string? clean = pipeline.Clean(dialogue.Raw[i]);
                bool noisy = dialogue.Noise[i].Count > 0, touched = clean != dialogue.Raw[i];
                planted += noisy ? 1 : 0;
                found += touched ? 1 : 0;
                right += noisy && touched && (dialogue.Gone[i] ? clean is null : clean == dialogue.Said[i]) ? 1 : 0;
            }
        }

        return new RuleScore("all rules", planted, found, right);
    }

    /// <summary>
    /// Rule by rule on hand-checked lines. What spaces, repeats and length tidy up behind a cut is the cut's, and
    /// counts for none.
    /// </summary>
    /// <param name="pipeline">The rules.</param>
    /// <param name="lines">Checked lines.</param>
    public static IReadOnlyList<RuleScore> PerRule(CleaningPipeline pipeline, IReadOnlyList<CheckedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        var seen = lines.Select(line => (line.Noise, Touched: Touched(pipeline, line))).ToArray();
        return [.. pipeline.Rules.Select(rule => new RuleScore(
            rule.Name,
            seen.Count(one => one.Noise.Contains(rule.Name)),
            seen.Count(one => one.Touched.Contains(rule.Name)),
            seen.Count(one => one.Touched.Contains(rule.Name) && one.Noise.Contains(rule.Name))))];
    }

    /// <summary>
    /// "Left unchanged" as an answer. Planted are the lines that must stay as they are, found those that did, right
    /// those of both. Low precision: noise stayed. Low recall: text that means something was cut.
    /// </summary>
    /// <param name="pipeline">The rules.</param>
    /// <param name="lines">Checked lines.</param>
    public static RuleScore LeftUnchanged(CleaningPipeline pipeline, IReadOnlyList<CheckedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        bool[] left = [.. lines.Select(line => pipeline.Clean(line.Text) == line.Text)];
        return new RuleScore("left unchanged", lines.Count(line => line.Stays), left.Count(yes => yes),
            lines.Where((line, i) => line.Stays && left[i]).Count());
    }

    /// <summary>
    /// Noise, found and cut out exactly. Planted are the noisy lines, found those that were changed or dropped, right
    /// the noisy ones of which exactly the checked text is left.
    /// </summary>
    /// <param name="pipeline">The rules.</param>
    /// <param name="lines">Checked lines.</param>
    public static RuleScore Noise(CleaningPipeline pipeline, IReadOnlyList<CheckedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        string?[] left = [.. lines.Select(line => pipeline.Clean(line.Text))];
        return new RuleScore("noise, exactly", lines.Count(line => !line.Stays),
            lines.Where((line, i) => left[i] != line.Text).Count(),
            lines.Where((line, i) => !line.Stays && left[i] == line.Clean).Count());
    }

    private static HashSet<string> Touched(CleaningPipeline pipeline, CheckedLine line)
    {
        IReadOnlyList<CleaningStep> steps = pipeline.Trace(line.Text);
        return [.. steps.Where((step, i) => i == 0 || line.Noise.Contains(step.Rule)
            || step.Rule is not ("spaces" or "repeats" or "length")).Select(step => step.Rule)];
    }
}
