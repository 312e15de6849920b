using StudyKit.Charts.Explorers;
using StudyKit.Charts.Formatting;
using StudyKit.Contracts;

namespace StudyKit.Charts;

/// <summary>
/// Attention to explore: lines between tokens, maps, all heads, rollout, q against k, what changes without a head, over
/// sentences and steps of training. Where no script runs it is a picture of all heads of one layer.
/// </summary>
/// <remarks>Made by <c>StudyKit.Probes.AttentionExplorer</c>, or of any weights in an
/// <see cref="AttentionRecord"/>.</remarks>
[TypeFormatterSource(
    typeof(AttentionFormatterSource), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Attention])]
public sealed class AttentionFigure
{
    /// <summary>An explorer of recorded weights.</summary>
    /// <param name="record">The weights.</param>
    /// <exception cref="ArgumentException">They cannot be drawn; the message says why and what to do.</exception>
    public AttentionFigure(AttentionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (AttentionCheck.Problem(record) is { } problem) throw new ArgumentException(problem, nameof(record));
        Record = record;
    }

    /// <summary>What it shows.</summary>
    public AttentionRecord Record { get; }

    /// <summary>Sets the title.</summary>
    public AttentionFigure Title(string title) => new(Record with { Title = title });

    /// <summary>Sets the caption: one or two sentences on what to see.</summary>
    public AttentionFigure Caption(string caption) => new(Record with { Caption = caption });

    /// <summary>The picture without scripts: the last layer's heads for the first sentence, as they ended.</summary>
    public Figure Still() => AttentionStill.Of(Record);

    /// <summary>The picture, and the script that brings it to life where scripts run.</summary>
    public string ToHtml() => ExplorerHtml.Attention(Still().ToHtml(), ToJson());

    /// <summary>What it shows as JSON, as <see cref="MimeTypes.Attention"/> carries it.</summary>
    public string ToJson() => RecordJson.Write(AttentionJson.Write(Record));

    /// <summary>What it holds, in one line.</summary>
    public override string ToString() => AttentionStill.Words(Record);
}
