using StudyKit.Tests.FrontEnds.Jupyter;
using StudyKit.Tests.Notebooks;

namespace StudyKit.Tests.FrontEnds.Polyglot;

/// <summary>
/// <c>StudyKit.Tests polyglot [--first] [--verdicts FOLDER] [NOTEBOOK…]</c>: the notebooks in the real .NET
/// Interactive, whole or to their first figure; all seven where none is named. The folder is one of
/// <c>studykit run</c>'s reports at quick scale: verdicts that differ from it are told.
/// </summary>
internal static class PolyglotCommand
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (InteractiveTool.Program is null)
        {
            Console.Error.WriteLine("No .NET Interactive. Run 'dotnet tool restore' in the repository first.");
            return 2;
        }

        bool whole = !arguments.Contains("--first");
        string? reports = NamedNotebooks.Folder(arguments, "--verdicts");
        int faults = 0;
        foreach (string notebook in NamedNotebooks.In(arguments))
        {
            PolyglotRun run = await PolyglotRun.RunAsync(notebook, whole);
            Console.WriteLine($"{Path.GetFileName(notebook)}: {run}");
            string[] other = reports is null || !whole ? [] : [.. Differences(run, notebook, reports)];
            foreach (string line in other) Console.WriteLine($"  {line}");
            faults += run.Faults.Count + other.Length;
        }

        return faults == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Differences(PolyglotRun run, string notebook, string reports)
    {
        // Each claim as its cell shows it: claims.json has the verdicts that are left after Holm's correction.
        string file = Path.Combine(reports, Path.GetFileName(notebook));
        if (!File.Exists(file))
        {
            yield return $"{file} does not exist: run the notebook with studykit run --output {reports} first.";
            yield break;
        }

        foreach ((string id, string verdict) in NotebookOutputs.Verdicts(file))
        {
            string here = run.Verdicts.GetValueOrDefault(id, "none");
            if (here == verdict || TimedClaims.Has(id)) continue;
            yield return $"{id}: {here}, and {verdict} under studykit run.";
        }
    }
}
