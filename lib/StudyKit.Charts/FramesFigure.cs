using System.Text.Json.Nodes;
using StudyKit.Charts.Explorers;
using StudyKit.Charts.Formatting;
using StudyKit.Contracts;

namespace StudyKit.Charts;

/// <summary>
/// One figure at several values of something: a slider goes through the frames, which were all computed beforehand.
/// Where no script runs they stand beside each other as small multiples. Made by <see cref="Figure.Frames"/>.
/// </summary>
[TypeFormatterSource(typeof(FramesFormatterSource), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Frames])]
public sealed class FramesFigure
{
    /// <summary>More frames than this nobody goes through, and no page should hold.</summary>
    private const int MostFrames = 60;

    private readonly Figure[] _frames;

    internal FramesFigure(string name, IReadOnlyList<(string Label, Figure Frame)> frames)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("The slider needs a name that says what changes from frame to frame. " +
                "Received none; write for example \"d_k\".", nameof(name));
        }

        if (frames.Count is < 2 or > MostFrames)
        {
            throw new ArgumentException($"A slider goes through 2 to {MostFrames} frames. Received {frames.Count}; " +
                "show one figure as it is, and of many frames every second or tenth.", nameof(frames));
        }

        if (frames.Any(one => one.Frame is not { CanBePanel: true } || string.IsNullOrWhiteSpace(one.Label)))
        {
            throw new ArgumentException("Frames are lines, points, bars, histograms or heatmaps, each with a label. " +
                "Received null, a message, a grid, or an empty label.", nameof(frames));
        }

        Name = name;
        Labels = [.. frames.Select(one => one.Label)];
        Figure[] all = [.. frames.Select(one => one.Frame)];
        // All frames have one scale: what moves is then the data and not the axis.
        _frames = [.. all.Zip(Labels, (frame, label) => frame.WithScalesOf(all).WithTitle($"{name} = {label}"))];
    }

    private FramesFigure(FramesFigure other)
    {
        (Name, Labels, _frames) = (other.Name, other.Labels, other._frames);
        (TitleText, CaptionText) = (other.TitleText, other.CaptionText);
    }

    /// <summary>What changes from frame to frame: the slider's name.</summary>
    public string Name { get; }

    /// <summary>The value of each frame.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The title; null: none.</summary>
    public string? TitleText { get; private init; }

    /// <summary>The caption; null: none.</summary>
    public string? CaptionText { get; private init; }

    /// <summary>Sets the title.</summary>
    public FramesFigure Title(string title) => new(this) { TitleText = title, CaptionText = CaptionText };

    /// <summary>Sets the caption: what to see when the slider moves.</summary>
    public FramesFigure Caption(string caption) => new(this) { TitleText = TitleText, CaptionText = caption };

    /// <summary>The frames side by side; of many, some at equal distances with the first and the last.</summary>
    public Figure Still() => FramesStill.Of(this);

    /// <summary>The small multiples, the frames, and the script that goes through them where scripts run.</summary>
    public string ToHtml() => ExplorerHtml.Frames(this, withScript: true);

    /// <summary>The names of the frames, as <see cref="MimeTypes.Frames"/> carries them.</summary>
    public string ToJson() => RecordJson.Write(new JsonObject
    {
        ["name"] = Name,
        ["frames"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
    });

    /// <summary>What it shows, in one line.</summary>
    public override string ToString() =>
        $"{(TitleText is null ? "" : TitleText + ": ")}frames over {Name}: {string.Join(", ", Labels)}";

    internal IReadOnlyList<Figure> All => _frames;
}
