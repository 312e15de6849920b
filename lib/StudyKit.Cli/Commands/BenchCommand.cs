using System.CommandLine;
using StudyKit.Benchmarks;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Runtime;
using StudyKit.Runtime.Native;

namespace StudyKit.Cli.Commands;

/// <summary><c>studykit bench</c>: measures what the design demands of the kit, as ratios taken in turn in one
/// process.</summary>
internal static class BenchCommand
{
    /// <param name="isAsked">
    /// Whether it is this command that was asked for. Only then its help names the benchmarks: the library that knows
    /// them brings libtorch, and that takes longer than all else at the start of another command.
    /// </param>
    public static Command Create(bool isAsked)
    {
        string known = isAsked ? $": {string.Join(", ", Known())}" : "";
        Argument<string[]> names = new("names")
        {
            Description = $"Which to run; when none is given, all without a star{known}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> json =
            new("--json") { Description = "Write the results to this file as well.", HelpName = "FILE" };
        Option<int> rounds = new("--rounds")
        {
            Description = "How often to repeat what is timed.",
            DefaultValueFactory =
            _ => 15
        };
        Command command = new("bench", "Measure the kit on this machine.") { names, json, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(names) ?? [], parsed.GetValue(json), parsed.GetValue(rounds)));
        return command;
    }

    private static IEnumerable<string> Known() =>
        BenchmarkList.All.Select(benchmark => benchmark.Name + (benchmark.OnRequest ? "*" : ""));

    /// <summary>Known before minutes are measured, not after.</summary>
    private static void RequireWritable(string? json)
    {
        if (json is null) return;
        string probe = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(json))!, $".studykit-{Guid.NewGuid():N}");
        try
        {
            if (Directory.Exists(json)) throw new IOException("it is a folder");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--json {json} cannot be written: {error.Message.TrimEnd('.')}. Nothing was " +
                $"measured; choose a file in a folder that is there and can be written to.", error);
        }
    }

    private static int Run(string[] names, string? json, int rounds)
    {
        try
        {
            if (rounds < 1) throw new ArgumentException($"--rounds is how often to repeat what is timed. Expected: " +
                $"at least 1. Received: {rounds}.");
            RequireWritable(json);
            IReadOnlyList<IBenchmark> chosen = BenchmarkList.Choose(names);
            HeapReuse.TryEnable();
            Devices.UseThreads();
            List<BenchmarkResult> results = [];
            foreach (IBenchmark benchmark in chosen)
            {
                Console.WriteLine(benchmark.Question);
                results.Add(benchmark.Run(rounds));
                Console.WriteLine($"  {results[^1]}");
                foreach ((string name,
                    double value) in results[^1].Details) Console.WriteLine($"    {name}: {NumberText.Of(value)}");
            }

            if (json is not null) AtomicFile.WriteText(json, BenchmarkList.ToJson(results) + "\n");
            return results.Any(result => result.IsMet == false) ? 1 : 0;
        }
        catch (Exception error)
            when (error is ArgumentException or IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            Boundary.Tell(error);
            return 2;
        }
    }
}
