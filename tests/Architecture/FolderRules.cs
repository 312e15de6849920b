namespace StudyKit.Tests.Architecture;

/// <summary>
/// Who may use whom inside each project: the layout of the design. A folder's own sub-folders and the files directly in
/// the project's folder (its public face) are always allowed. A row is top folder, then what it may use.
/// </summary>
internal static class FolderRules
{
    public static IReadOnlyDictionary<string, Dictionary<string, string[]>> Allowed { get; } = new Dictionary<string, Dictionary<string, string[]>>
    {
        ["StudyKit.Contracts"] = [],
        ["StudyKit.Text"] = new()
        {
            ["Bpe"] = ["Subwords"],
            ["Characters"] = [],
            ["Gpt"] = ["Subwords"],
            ["Subwords"] = [],
            ["WordPiece"] = ["Subwords"],
            ["Words"] = [],
        },
        ["StudyKit.Charts"] = new()
        {
            ["Model"] = [],
            ["Scales"] = ["Model"],
            ["Colors"] = ["Model", "Scales"],
            ["Geometry"] = ["Scales"],
            ["Words"] = ["Model", "Scales", "Colors", "Geometry"],
            ["Svg"] = ["Model", "Scales", "Colors", "Geometry"],
            ["Plotly"] = ["Model", "Scales", "Colors", "Geometry"],
            ["Formatting"] = [],
        },
        ["StudyKit"] = new()
        {
            ["Runtime"] = [],
            ["Checkpoints"] = ["Runtime"],
            ["Nn"] = ["Runtime"],
            ["Generation"] = ["Runtime"],
            ["Models"] = ["Nn", "Runtime", "Checkpoints", "Generation"],
            ["Data"] = ["Runtime"],
            ["Training"] = ["Data", "Runtime", "Checkpoints"],
            ["Evaluation"] = ["Runtime"],
            ["Probes"] = ["Runtime", "Nn"],
            ["Papers"] = ["Evaluation", "Runtime"],
            ["Chats"] = ["Data", "Generation", "Models", "Runtime"],
            ["Benchmarks"] = ["Data", "Models", "Nn", "Runtime", "Training"],
        },
        ["StudyKit.Notebooks"] = new()
        {
            ["Documents"] = [],
            ["Execution"] = ["Documents"],
            ["Export"] = ["Documents"],
        },
        ["StudyKit.Cli"] = new()
        {
            ["Commands"] = ["Display"],
            ["Display"] = [],
        },
    };

    /// <summary>Uses that stand against the rules, each with its reason: project, from, to.</summary>
    public static IReadOnlyDictionary<(string Project, string From, string To), string> Exceptions { get; } =
        new Dictionary<(string Project, string From, string To), string>();

    /// <summary>Circles that stand, each with its reason: how the message about it begins.</summary>
    public static IReadOnlyDictionary<string, string> Circles { get; } = new Dictionary<string, string>();
}
