using System.CommandLine;
using StudyKit.Benchmarks;
using StudyKit.Contracts;
using StudyKit.Runtime;

namespace StudyKit.Cli.Commands;

/// <summary>
/// <c>studykit bench</c>: measures what the design demands of the kit, as ratios taken in turn in one process.
/// </summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        string all = string.Join(", ", BenchmarkList.All.Select(one => one.Name + (one.OnRequest ? "*" : "")));
        Argument<string[]> names = new("names")
        {
            Description = $"Which to run; when none is given, all without a star: {all}.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> json = new("--json")
        {
            Description = "Write the results to this file as well.",
            HelpName = "FILE",
        };
        Option<int> rounds = new("--rounds")
        {
            Description = "How often to repeat what is timed.",
            DefaultValueFactory = _ => 15,
        };
        Command command = new("bench", "Measure the kit on this machine.") { names, json, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(names) ?? [], parsed.GetValue(json), parsed.GetValue(rounds)));
        return command;
    }

    private static int Run(string[] names, string? json, int rounds)
    {
        try
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1, "--rounds");
            IReadOnlyList<IBenchmark> chosen = BenchmarkList.Choose(names);
            Devices.UseThreads();
            List<BenchmarkResult> results = [];
            foreach (IBenchmark benchmark in chosen)
            {
                Console.WriteLine(benchmark.Question);
                results.Add(benchmark.Run(rounds));
                Console.WriteLine($"  {results[^1]}");
                foreach ((string name, double value) in results[^1].Details)
                {
                    Console.WriteLine($"    {name}: {NumberText.Of(value)}");
                }
            }

            if (json is not null) File.WriteAllText(json, BenchmarkList.ToJson(results) + "\n");
            return results.Any(result => result.IsMet == false) ? 1 : 0;
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException
            or DllNotFoundException)
        {
            Console.Error.WriteLine(error.Message);
            return 2;
        }
    }
}
