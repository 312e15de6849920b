using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>All that is settled before a notebook's first cell runs: what will be run, with which values, and where it
/// is written.</summary>
internal sealed class RunPlan
{
    private RunPlan(string source, Notebook executed, RunFacts facts, string output)
    {
        Source = source;
        Folder = Path.GetDirectoryName(Path.GetFullPath(source))!;
        Executed = executed;
        Facts = facts;
        string name = Path.GetFileNameWithoutExtension(source);
        string outcome = name + Suffix(facts.Parameters);
        ExecutedPath = Path.Combine(output, outcome + ".ipynb");
        ClaimsPath = Path.Combine(output, outcome + ".claims.json");
        CheckpointFolder = Path.Combine(Path.GetFullPath(output), name + ".run",
            Fingerprint.OfParameters(facts.Parameters));
    }

    /// <summary>The notebook, as the user named it.</summary>
    public string Source { get; }

    /// <summary>The notebook's folder, in which its cells run.</summary>
    public string Folder { get; }

    /// <summary>The copy that is run and written.</summary>
    public Notebook Executed { get; }

    public RunFacts Facts { get; }

    public string ExecutedPath { get; }

    public string ClaimsPath { get; }

    /// <summary>Where trainings keep their checkpoints (<c>STUDYKIT_RUN</c>): the same for the same notebook and
    /// parameters.</summary>
    public string CheckpointFolder { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => Facts.Parameters;

    private string JournalPath => Path.Combine(CheckpointFolder, "resumed.tsv");

    /// <summary>The indices of the cells that run.</summary>
    public IReadOnlyList<int> CellsToRun =>
        [.. Enumerable.Range(0, Executed.Cells.Count).Where(i => Runs(Executed.Cells[i]))];

    /// <exception cref="ParameterException">A value does not fit its parameter's type.</exception>
    /// <exception cref="IOException">The copy would overwrite the notebook itself.</exception>
    public static RunPlan Make(string source, Notebook notebook, RunOptions options, Action<string> warn)
    {
        string name = Path.GetFileName(source);
        try
        {
            NotebookLanguage.RequireCSharp(notebook, source);
        }
        catch (ForeignLanguageException error)
        {
            throw new ParameterException(error.Message);
        }

        IReadOnlyList<DeclaredParameter> declared = ParametersCell.Read(notebook);
        OrderedDictionary<string, string> given = new(options.Parameters, StringComparer.Ordinal);
        if (options.DataFolder is { } data && declared.Any(one => one.Name == "dataRoot")) given["dataRoot"] =
            Path.GetFullPath(data);
        IReadOnlyList<KeyValuePair<string, string>> assignments =
            ParameterValues.Check(declared, given, name, options.AllowUnknownParameters ? warn : null);

        Notebook executed = notebook.Clone();
        ParametersCell.Inject(executed, assignments);
        foreach (Cell cell in executed.Cells.Where(Runs))
        {
            cell.SetOutputs([]);
            cell.ExecutionCount = null;
        }

        Dictionary<string, string> values = assignments.ToDictionary(pair => pair.Key, pair => pair.Value);
        KeyValuePair<string, string>[] all =
            [.. declared.Select(one => KeyValuePair.Create(one.Name, values.GetValueOrDefault(one.Name, one.Default)))];
        RunFacts facts = new(name, Fingerprint.Of(notebook, Path.GetDirectoryName(Path.GetFullPath(source))!, all),
            all);
        RunPlan plan = new(source, executed, facts, options.OutputFolder);
        if (Path.GetFullPath(plan.ExecutedPath) == Path.GetFullPath(source))
        {
            throw new IOException($"{source} would be overwritten by its executed copy. Choose an --output other " +
                $"than the notebook's own folder.");
        }

        return plan;
    }

    /// <summary>Whether a complete run with the same inputs and parameters lies in the output folder.</summary>
    public bool IsDone()
    {
        try
        {
            return File.Exists(ClaimsPath) && File.Exists(ExecutedPath)
                && RunFacts.IsComplete(Notebook.Read(ExecutedPath), Facts.Fingerprint);
        }
        catch (NotebookFormatException)
        {
            return false;
        }
    }

    /// <summary>Makes the folders and writes the copy for the first time, so that a folder that can't be written to is
    /// known before the work.</summary>
    public void PrepareFolders(bool keepCheckpoints)
    {
        Save();
        if (!keepCheckpoints && Directory.Exists(CheckpointFolder)) Directory.Delete(CheckpointFolder, recursive: true);
        Directory.CreateDirectory(CheckpointFolder);
        File.Delete(JournalPath);
    }

    /// <summary>Writes the executed copy and the claims.</summary>
    public void Save()
    {
        Facts.Store(Executed);
        NotebookSignature.Sign(Executed);
        Executed.Write(ExecutedPath);
        AtomicFile.WriteText(ClaimsPath, Facts.ClaimsFile(Executed));
    }

    /// <summary>What trainings took from an earlier run, as they noted it: a sentence, empty when they took
    /// nothing.</summary>
    public string Resumed()
    {
        if (!File.Exists(JournalPath)) return "";
        string[][] lines = [.. File.ReadLines(JournalPath).Select(line => line.Split('\t')).Where(parts =>
            parts.Length == 4)];
        int taken = lines.Count(parts => parts[0] == "taken");
        IEnumerable<string> open =
            lines.Where(parts => parts[0] != "taken").Select(parts =>
            $"\"{parts[1]}\" went on after step {parts[2]} of {parts[3]}");
        return string.Join(", ",
            open.Prepend($"{taken} finished {(taken == 1 ? "training was" : "trainings were")} taken from the run " +
            $"before")) + ".";
    }

    /// <summary>Checkpoints are for going on after a failure; after a complete run they only take space.
    /// <c>STUDYKIT_RUN_KEEP</c> keeps them, for tests.</summary>
    public void RemoveCheckpoints()
    {
        if (Environment.GetEnvironmentVariable("STUDYKIT_RUN_KEEP") is { Length: > 0 }) return;
        try
        {
            Directory.Delete(CheckpointFolder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // They are removed by the next run, or by hand; the run itself is complete.
        }

        RemoveEmptyFolders();
    }

    /// <summary>A run in which nothing was trained leaves no folder for checkpoints.</summary>
    public void RemoveEmptyFolders()
    {
        foreach (string folder in new[] { CheckpointFolder, Path.GetDirectoryName(CheckpointFolder)! })
        {
            try
            {
                if (Directory.Exists(folder)
                    && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // An empty folder does no harm.
            }
        }
    }

    /// <summary>A quick look must not overwrite what a long run found: <c>name.study.html</c> beside
    /// <c>name.html</c>.</summary>
    private static string Suffix(IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        string scale = parameters.Where(one => one.Key == "scale").Select(one =>
            ParametersCell.TextOf(one.Value)).LastOrDefault() ?? "quick";
        return scale == "quick" || !scale.All(char.IsAsciiLetterOrDigit) ? "" : "." + scale;
    }

    /// <summary>Whether a run takes this cell.</summary>
    public static bool Runs(Cell cell) =>
        cell.Kind == CellKind.Code && !cell.HasTag("skip-execution") && !string.IsNullOrWhiteSpace(cell.Source);
}
