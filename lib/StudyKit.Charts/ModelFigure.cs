using StudyKit.Charts.Explorers;
using StudyKit.Charts.Formatting;
using StudyKit.Contracts;

namespace StudyKit.Charts;

/// <summary>
/// A model as nested blocks, from top to bottom in the order of a real pass: shapes on the arrows, parameters on the
/// blocks, shortcuts as lines around what they pass. A block opens to what is in it, also where no script runs.
/// </summary>
/// <remarks>Made by <c>StudyKit.Probes.ModelDiagram</c>.</remarks>
[TypeFormatterSource(typeof(ModelFormatterSource), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Model])]
public sealed class ModelFigure
{
    /// <summary>A figure of recorded blocks.</summary>
    /// <param name="record">The blocks.</param>
    /// <exception cref="ArgumentException">There is no model in it, or not a name for each.</exception>
    public ModelFigure(ModelRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Models.Count == 0 || (record.Models.Count > 1 && record.Names.Count != record.Models.Count))
        {
            throw new ArgumentException("A figure shows at least one model, and of several it needs a name for each. " +
                $"Received {Quantity.Count(record.Models.Count, "model")} and " +
                $"{Quantity.Count(record.Names.Count, "name")}.", nameof(record));
        }

        Record = record;
    }

    /// <summary>What it shows.</summary>
    public ModelRecord Record { get; }

    /// <summary>Sets the title.</summary>
    public ModelFigure Title(string title) => new(Record with { Title = title });

    /// <summary>Sets the caption: one or two sentences on what to see.</summary>
    public ModelFigure Caption(string caption) => new(Record with { Caption = caption });

    /// <summary>How many levels of blocks stand open at first.</summary>
    /// <param name="levels">0: the model as one block; 1, the default: its parts; and so on.</param>
    public ModelFigure Open(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        return new(Record with { Open = levels });
    }

    /// <summary>This model and others side by side.</summary>
    /// <param name="name">The name of this one.</param>
    /// <param name="others">The others, each of one model, with their names.</param>
    public ModelFigure Beside(string name, params (string Name, ModelFigure Figure)[] others)
    {
        ArgumentNullException.ThrowIfNull(others);
        IEnumerable<string> first = Record.Models.Count == 1 ? [name] : Record.Names;
        return new(Record with
        {
            Models = [.. Record.Models, .. others.SelectMany(one => one.Figure.Record.Models.Take(1))],
            Names = [.. first, .. others.Select(one => one.Name)],
        });
    }

    /// <summary>The blocks, with their style, and the script for keys and pointing where scripts run.</summary>
    public string ToHtml() => ExplorerHtml.Model(ModelPicture.Of(Record));

    /// <summary>What it shows as JSON, as <see cref="MimeTypes.Model"/> carries it.</summary>
    public string ToJson() => RecordJson.Write(ModelJson.Write(Record));

    /// <summary>The blocks as an indented list, for a terminal.</summary>
    public override string ToString() => ModelText.Of(Record);
}
