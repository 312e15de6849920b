using System.CommandLine;
using Spectre.Console;
using StudyKit.Data.Sets;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit data</c>: lists, gets and verifies the public data sets.</summary>
internal static class DataCommand
{
    private static readonly Option<string?> s_data = new("--data")
    {
        Description = "A data folder to use before " +
        "all others.",
        HelpName = "DIR",
        Recursive = true
    };
    private static readonly Option<string?> s_catalog =
        new("--catalog")
        {
            Description = "A catalog in the form of data/catalog.json to use instead of the kit's own.",
            HelpName = "FILE",
            Recursive = true
        };

    public static Command Create()
    {
        Argument<string[]> wanted =
            new("sets") { Description = "Names from studykit data list.", Arity = ArgumentArity.OneOrMore };
        Argument<string[]> verified = new("sets")
        {
            Description = "Names from studykit data list; all that are " +
            "here when none is given.",
            Arity = ArgumentArity.ZeroOrMore
        };
        Command list = new("list", "List the data sets, with size, licence and whether they are on this machine.");
        Command get = new("get",
            "Download data sets, check and unpack them. Safe to run twice, and to interrupt.") { wanted };
        Command verify = new("verify", "Compare the data sets on this machine with their SHA-256.") { verified };
        list.SetAction(parsed => List(Catalog(parsed), Root(parsed), own: parsed.GetValue(s_catalog) is null));
        get.SetAction((parsed, cancellation) =>
            KeepPartsAsync(() => GetAsync(Catalog(parsed), Root(parsed), parsed.GetValue(wanted)!, cancellation)));
        verify.SetAction(parsed => Verify(Catalog(parsed), Root(parsed), parsed.GetValue(verified)!));
        return new Command("data", "List, get and verify the public data sets.") { s_data, s_catalog, list, get,
            verify };
    }

    private static DataCatalog Catalog(ParseResult parsed) =>
        parsed.GetValue(s_catalog) is string file ? DataCatalog.Parse(File.ReadAllText(file)) : DataCatalog.Default;

    private static DataRoot Root(ParseResult parsed) => DataRoot.Find(parsed.GetValue(s_data));

    private static int List(DataCatalog catalog, DataRoot root, bool own)
    {
        foreach (DataSet set in catalog.Sets)
        {
            string here = WhereOf(set, root, own) ?? $"not here: studykit data get {set.Name}";
            Console.WriteLine($"{set.Name,-16} {set.Bytes / 1e6,7:0.0} MB  {set.Title}");
            Console.WriteLine($"{"",-16} {"",10}  licence: {set.Licence} · {set.Homepage}");
            Console.WriteLine($"{"",-16} {"",10}  {here}");
        }

        foreach (DataNeed set in own ? NotebookData.Sets.Where(set => set.Source is not null) : [])
        {
            string where = set.Missing(root) is { Count: > 0 } missing
                ? $"not here: {set.Advice} ({string.Join(", ", missing)})" : set.Folder(root)!;
            Console.WriteLine($"{set.Name,-16} {"",10}  fetched by hand{(set.Optional ? ", and not needed" : "")}; " +
                $"notebooks/README.md tells its licence");
            Console.WriteLine($"{"",-16} {"",10}  {where}");
        }

        Console.WriteLine($"Looked in: {string.Join(", ", root.Folders)}");
        return 0;
    }

    /// <summary>Where the files of the catalog lie, or the same data in another form that notebooks read.</summary>
    private static string? WhereOf(DataSet set, DataRoot root, bool own)
    {
        if (DataStore.IsPresent(set, root)) return Path.GetDirectoryName(root.Locate(set.Files[0].File))!;
        DataNeed? need = own ? NotebookData.Sets.FirstOrDefault(one => one.Name == set.Name) : null;
        return need?.Missing(root).Count == 0 ? need.Folder(root) : null;
    }

    private static async Task<int> GetAsync(DataCatalog catalog, DataRoot root, string[] names,
        CancellationToken cancellation)
    {
        DataSet[] sets = [.. names.Select(name => catalog[name])];
        // The download watches each step itself; a slow line may take hours in all.
        using HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
        DataDownload download = new(http, root.Target);
        foreach (DataSet set in sets)
        {
            Console.WriteLine($"{set.Name}: licence {set.Licence}. Please cite {set.Citation}.");
            IReadOnlyList<DataFile> files =
                await WithBarAsync(set, progress => download.GetAsync(set, progress, cancellation));
            Console.WriteLine(files.Count == 0 ? $"{set.Name} is complete in {root.Target}."
                : $"{set.Name}: {files.Count} files, {files.Sum(file => file.Bytes) / 1e6:0.0} MB, checked, in " +
                $"{root.Target}.");
        }

        return 0;
    }

    private static int Verify(DataCatalog catalog, DataRoot root, string[] names)
    {
        DataSet[] sets = names.Length > 0 ? [.. names.Select(name => catalog[name])]
            : [.. catalog.Sets.Where(set => set.Files.Any(file => root.Locate(file.File) is not null))];
        if (sets.Length == 0) Console.WriteLine($"No data set is on this machine. Looked in: " +
            $"{string.Join(", ", root.Folders)}");
        int wrong = 0;
        foreach (FoundFile found in sets.SelectMany(set => DataStore.Verify(set, root)))
        {
            wrong += found.State == FileState.Right ? 0 : 1;
            Console.WriteLine(found.State switch
            {
                FileState.Right => $"right    {found.Path}",
                FileState.Missing => $"missing  {found.Path}",
                _ => $"WRONG    {found.Path}: {found.Received}",
            });
        }

        if (wrong > 0) Console.Error.WriteLine($"{wrong} files are missing or wrong: `studykit data get " +
            $"{string.Join(' ', sets.Select(set => set.Name))}` puts right copies in {root.Target}.");
        return wrong == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<DataFile>> WithBarAsync(DataSet set, Func<IProgress<DownloadProgress>?,
        Task<IReadOnlyList<DataFile>>> get)
    {
        if (Console.IsOutputRedirected) return await get(null);
        IReadOnlyList<DataFile> files = [];
        await AnsiConsole.Progress().AutoClear(true).StartAsync(async context =>
        {
            Dictionary<DataFile, ProgressTask> bars = [];
            files = await get(new Immediate(step =>
            {
                if (!bars.TryGetValue(step.File, out ProgressTask? bar)) bars.Add(step.File, bar =
                    context.AddTask(Markup.Escape(step.File.File), maxValue: step.File.Bytes));
                bar.Value = step.Received;
            }));
        });
        return files;
    }

    private static async Task<int> KeepPartsAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. What has arrived is kept; run the command again to get the rest.");
            return Boundary.Stopped;
        }
    }

    // Progress<T> would hand the steps to other threads, in any order.
    private sealed class Immediate(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
