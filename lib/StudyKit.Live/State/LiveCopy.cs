using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Runner;

namespace StudyKit.Live.State;

/// <summary>
/// Where a reader's work is saved: a copy of the notebook beside its reports, never the notebook itself. A copy that is
/// opened again is saved in its place, and its cells run where its notebook lies.
/// </summary>
internal sealed class LiveCopy
{
    private const string Suffix = ".live";

    private readonly string _source;
    private readonly string _output;
    private bool _isHeld;

    /// <param name="notebook">The file that was opened.</param>
    /// <param name="content">Its content.</param>
    /// <param name="output">The folder for copies.</param>
    public LiveCopy(string notebook, Notebook content, string output)
    {
        string full = Path.GetFullPath(notebook);
        _output = Path.GetFullPath(output);
        _source = SourceOf(content, full) ?? full;
        Folder = Path.GetDirectoryName(_source)!;
        _isHeld = _source != full;
        Target = _source != full ? full : FreeName(Path.GetFileNameWithoutExtension(full));
    }

    /// <summary>The folder in which cells run.</summary>
    public string Folder { get; }

    /// <summary>The file that is written.</summary>
    public string Target { get; private set; }

    /// <summary>
    /// Takes the file before it is written for the first time: another server of the same notebook may have taken the
    /// name in the meantime.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public void Hold()
    {
        if (_isHeld) return;
        Directory.CreateDirectory(_output);
        while (!TryMake(Target)) Target = FreeName(Path.GetFileNameWithoutExtension(_source));
        _isHeld = true;
    }

    private static bool TryMake(string path)
    {
        try
        {
            using FileStream made = new(path, FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Chooses another name for the copy.</summary>
    /// <param name="name">A name without folders.</param>
    /// <exception cref="IOException">The name leads out of the folder, or a file has it.</exception>
    public void Rename(string name)
    {
        string wanted = name.Trim();
        if (wanted.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)) wanted = wanted[..^6];
        string path = Path.GetFullPath(Path.Combine(_output, wanted + ".ipynb"));
        bool isName = wanted.Length is > 0 and <= 100 && wanted.IndexOfAny(['/', '\\', ':', '\0']) < 0
            && !wanted.StartsWith('.') && Path.GetDirectoryName(path) == _output;
        if (!isName)
        {
            throw new IOException($"A copy is saved in {_output} only. Expected: a name without folders, such as " +
                $"my-transformer. Received: {name}.");
        }

        if (path == Target) return;
        if (File.Exists(path) || path == _source)
        {
            throw new IOException($"There is a notebook {wanted}.ipynb in {_output}. Choose another name, or move it " +
                "away first.");
        }

        Target = path;
        _isHeld = false;
    }

    /// <summary>Writes the copy and its claims, whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Write(string target, string source, Notebook executed, RunFacts facts)
    {
        facts.Store(executed);
        JsonObject own = (JsonObject)executed.Metadata["studykit"]!;
        own["live"] = new JsonObject
        {
            ["source"] = Path.GetRelativePath(Path.GetDirectoryName(target)!, source).Replace('\\', '/'),
        };
        NotebookSignature.Sign(executed);
        executed.Write(target);
        AtomicFile.WriteText(Path.ChangeExtension(target, ".claims.json"), facts.ClaimsFile(executed));
    }

    /// <summary>The notebook that the copy was made from.</summary>
    public string Source => _source;

    private string FreeName(string name)
    {
        string path = Path.Combine(_output, $"{name}{Suffix}.ipynb");
        for (int i = 2; File.Exists(path); i++) path = Path.Combine(_output, $"{name}{Suffix}-{i}.ipynb");
        return path;
    }

    private static string? SourceOf(Notebook content, string full)
    {
        if ((content.Metadata["studykit"] as JsonObject)?["live"] is not JsonObject live) return null;
        if (live["source"] is not JsonValue value || !value.TryGetValue(out string? relative)) return null;
        string source = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(full)!, relative));
        return File.Exists(source) ? source : null;
    }
}
