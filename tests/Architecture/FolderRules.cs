namespace StudyKit.Tests.Architecture;

/// <summary>
/// Who may use whom inside each project: the layout of the design. A folder's own sub-folders and the files directly in
/// the project's folder (its public face) are always allowed. A row is a top folder and
/// what it may use; <c>@Text</c> is another project. Contracts is for everybody.
/// </summary>
internal static class FolderRules
{
    public static IReadOnlyDictionary<string, Dictionary<string, string[]>> Allowed { get; } =
        new Dictionary<string, Dictionary<string, string[]>>
        {
            ["StudyKit.Contracts"] = [],
            ["StudyKit.Text"] = new()
            {
                ["Bpe"] = ["Subwords"],
                ["Characters"] = [],
                ["Examples"] = [],
                ["Gpt"] = ["Subwords"],
                ["Subwords"] = [],
                ["WordPiece"] = ["Subwords"],
                ["Words"] = [],
            },
            ["StudyKit.World"] = new()
            {
                ["Lexicons"] = ["@Text"],
                ["Sentences"] = ["@Text"],
                ["Meaning"] = ["Lexicons", "@Text"],
                ["Writing"] = ["Lexicons", "Meaning", "Sentences", "@Text"],
                ["Planning"] = ["Lexicons", "Meaning", "Sentences", "Writing", "@Text"],
                ["Tasks"] = ["Lexicons", "Sentences", "@Text"],
                ["InContext"] = ["@Text"],
                ["Dialogues"] = ["@Text"],
                ["MadeUp"] = ["@Text"],
            },
            ["StudyKit.Charts"] = new()
            {
                ["Model"] = [],
                ["Scales"] = ["Model"],
                ["Colors"] = ["Model", "Scales"],
                ["Geometry"] = ["Model", "Scales"],
                ["Ends"] = ["Model", "Scales", "Geometry"],
                ["Words"] = ["Model", "Scales", "Colors", "Geometry"],
                ["Svg"] = ["Model", "Scales", "Colors", "Geometry", "Ends"],
                ["Plotly"] = ["Model", "Scales", "Colors", "Geometry", "Ends"],
                ["Formatting"] = [],
                ["Explorers"] = [],
            },
            ["StudyKit"] = new()
            {
                ["Runtime"] = ["@Text"],
                ["Tasks"] = [],
                ["Checkpoints"] = ["Runtime"],
                ["Nn"] = ["Runtime"],
                ["Generation"] = ["Runtime", "@Text"],
                ["Models"] = ["Nn", "Runtime", "Checkpoints", "Generation", "Tasks"],
                ["Data"] = ["Runtime", "Tasks", "@Text", "@World"],
                ["Training"] = ["Data", "Runtime", "Checkpoints"],
                ["Evaluation"] = ["Runtime", "@Text"],
                // Data for the picture of a corpus's way through its rules.
                ["Probes"] = ["Runtime", "Nn", "Papers", "Data", "@Charts"],
                ["Papers"] = ["Evaluation", "Runtime"],
                ["Exercises"] = ["Evaluation", "Nn", "Tasks", "@Text", "@World"],
                ["Chats"] = ["Data", "Generation", "Models", "Runtime", "@Text"],
                // What trains the shipped models puts a model, its data and a training together, as a notebook does.
                ["Recipes"] = ["Checkpoints", "Data", "Models", "Runtime", "Training", "@Text", "@World"],
                ["Benchmarks"] = ["Data", "Models", "Nn", "Runtime", "Tasks", "Training", "@Text", "@World"],
            },
            ["StudyKit.Notebooks"] = new()
            {
                ["Documents"] = [],
                ["Execution"] = ["Documents", "@Charts"],
                ["Export"] = ["Documents", "@Charts"],
            },
            ["StudyKit.Jupyter"] = new()
            {
                ["Wire"] = [],
                ["Kernel"] = ["Wire", "@Notebooks"],
                ["Install"] = ["@Notebooks"],
            },
            ["StudyKit.Live"] = new()
            {
                ["Names"] = [],
                ["Controls"] = ["@Notebooks"],
                ["Outputs"] = ["@Notebooks"],
                ["Sessions"] = ["@Notebooks"],
                ["Rendering"] = ["@Notebooks"],
                ["State"] = ["Controls", "Names", "Outputs", "Rendering", "Sessions", "@Notebooks"],
                ["Server"] = ["Rendering", "State"],
            },
            ["StudyKit.Cli"] = new()
            {
                ["Commands"] = ["Display", "@StudyKit", "@Notebooks", "@Jupyter", "@Live"],
                ["Display"] = ["@Notebooks"],
            },
        };

    /// <summary>Uses that stand against the rules, each with its reason: project, from, to.</summary>
    public static IReadOnlyDictionary<(string Project, string From, string To), string> Exceptions { get; } =
        new Dictionary<(string Project, string From, string To), string>
        {
            [("StudyKit", "Training", "@Text")] =
                "moving: the order of batches is drawn by the seeded generator, which lies in Text",
            [("StudyKit.Cli", "Commands", "@Charts")] =
                "the page of a cleaning shows what each rule removed as a figure",
        };

    /// <summary>Circles that stand, each with its reason: how the message about it begins.</summary>
    public static IReadOnlyDictionary<string, string> Circles { get; } = new Dictionary<string, string>();
}
