using System.Diagnostics;
using StudyKit.Data.Cleaning;
using StudyKit.World.Dialogues;

namespace StudyKit.Benchmarks;

/// <summary>
/// How many dialogues a second one thread cleans, from the bytes of the raw file to those of the clean one.
/// </summary>
internal sealed class CleaningBenchmark : IBenchmark
{
    private const int Dialogues = 20_000, Copies = 5;

    public string Name => "cleaning";

    public string Question =>
        "How many noisy dialogues of the small world does one thread clean in a second, reading and writing included?";

    public BenchmarkResult Run(int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("studykit-bench-").FullName;
        try
        {
            string raw = Path.Combine(folder, "raw.jsonl"), clean = Path.Combine(folder, "clean.jsonl");
            string text = string.Concat(new NoisyDialogues(1)
                .Take(Dialogues).Select(dialogue => System.Text.Json.JsonSerializer.Serialize(dialogue.Raw) + "\n"));
            using (StreamWriter writer = new(raw))
            {
                for (int i = 0; i < Copies; i++) writer.Write(text);
            }

            DialogueCleaner cleaner = new(CleaningPipeline.Default());
            double[] rates = [.. Enumerable.Range(0, rounds + 1).Select(_ => Rate(cleaner, raw, clean)).Skip(1)];
            return Alternating.Ratio(
                this, rates, "dialogues a second", 50_000, new Dictionary<string, double>
                {
                    ["megabytes a second"] =
                    Alternating.Quantile(rates, 0.5) * new FileInfo(raw).Length / (Dialogues * Copies) / 1e6
                });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Rate(DialogueCleaner cleaner, string raw, string clean)
    {
        long started = Stopwatch.GetTimestamp();
        CleaningCounts counts = cleaner.Clean(raw, clean);
        return counts.Lines / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
