namespace StudyKit.Data.Cleaning;

/// <summary>What one rule did in a corpus.</summary>
public sealed class RuleCounts
{
    private const int MostSamples = 6;

    /// <summary>The rule's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Utterances it changed and kept.</summary>
    public long Changed { get; set; }

    /// <summary>Utterances it dropped.</summary>
    public long Dropped { get; set; }

    /// <summary>Dialogues that still had an answered utterance after it.</summary>
    public long DialoguesLeft { get; set; }

    /// <summary>Utterances left in those dialogues.</summary>
    public long UtterancesLeft { get; set; }

    /// <summary>The first utterances it touched.</summary>
    public List<CleaningStep> Samples { get; set; } = [];

    internal void Add(string before, string? after)
    {
        if (after is null) Dropped++;
        else Changed++;
        if (Samples.Count < MostSamples) Samples.Add(new CleaningStep(Name, before, after));
    }

    internal void Add(RuleCounts other)
    {
        Changed += other.Changed;
        Dropped += other.Dropped;
        DialoguesLeft += other.DialoguesLeft;
        UtterancesLeft += other.UtterancesLeft;
        Samples.AddRange(other.Samples.Take(MostSamples - Samples.Count));
    }
}

/// <summary>A line that holds no dialogue.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record BadLine(long Line, string Problem);

/// <summary>What happened to a corpus, from the lines of the file to what was kept.</summary>
public sealed class CleaningCounts
{
    private const int MostBadLines = 20;

    /// <summary>
    /// Lines read. Each is empty, no UTF-8, has half a surrogate pair, is no dialogue, or is one of the dialogues:
    /// the five add up to this.
    /// </summary>
    public long Lines { get; set; }

    /// <summary>Lines with nothing on them.</summary>
    public long Empty { get; set; }

    /// <summary>Lines that were no UTF-8; dropped.</summary>
    public long InvalidUtf8 { get; set; }

    /// <summary>Lines with half a surrogate pair written as \uD83D; dropped.</summary>
    public long LoneSurrogates { get; set; }

    /// <summary>Lines that were no JSON array of texts, or too long; dropped.</summary>
    public long NoDialogue { get; set; }

    /// <summary>Dialogues that reached the rules.</summary>
    public long Dialogues { get; set; }

    /// <summary>
    /// Of them, those in which the rules left nothing that is answered; the others left one piece or more.
    /// </summary>
    public long DialoguesGone { get; set; }

    /// <summary>Their utterances.</summary>
    public long Utterances { get; set; }

    /// <summary>The rules in their order; those that look at the whole corpus last.</summary>
    public List<RuleCounts> Rules { get; set; } = [];

    /// <summary>Dialogues written. A dialogue cut in the middle may have become two.</summary>
    public long Kept { get; set; }

    /// <summary>Utterances written.</summary>
    public long KeptUtterances { get; set; }

    /// <summary>The first lines that held no dialogue.</summary>
    public List<BadLine> BadLines { get; set; } = [];

    /// <summary>Counts for a pipeline, all zero.</summary>
    /// <param name="pipeline">The pipeline.</param>
    public static CleaningCounts For(CleaningPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return new CleaningCounts { Rules = [.. pipeline.Rules.Select(rule => new RuleCounts { Name = rule.Name })] };
    }

    internal void Bad(long line, string problem)
    {
        if (BadLines.Count < MostBadLines) BadLines.Add(new BadLine(line, problem));
    }

    /// <summary>Adds the counts of the lines that follow.</summary>
    internal void Add(CleaningCounts next)
    {
        BadLines.AddRange(next.BadLines.Take(MostBadLines - BadLines.Count)
            .Select(bad => bad with { Line = bad.Line + Lines }));
        Lines += next.Lines;
        Empty += next.Empty;
        InvalidUtf8 += next.InvalidUtf8;
        LoneSurrogates += next.LoneSurrogates;
        NoDialogue += next.NoDialogue;
        Dialogues += next.Dialogues;
        DialoguesGone += next.DialoguesGone;
        Utterances += next.Utterances;
        for (int i = 0; i < next.Rules.Count; i++) Rules[i].Add(next.Rules[i]);
    }
}
