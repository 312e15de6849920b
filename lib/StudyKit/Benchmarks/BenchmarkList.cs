using System.Text.Json;
using StudyKit.Runtime;

namespace StudyKit.Benchmarks;

/// <summary>The kit's benchmarks. A new one is a class and a line here.</summary>
public static class BenchmarkList
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>All benchmarks, in the order in which they are run.</summary>
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new TransformerBenchmark(),
        new GptBenchmark("gpt", layers: 6, width: 384, context: 256, rows: 8),
        new GptBenchmark("gpt-small", layers: 4, width: 128, context: 64, rows: 12),
        new ResNetBenchmark("resnet", side: 32, width: 16, atLeast: 1.2),
        new ResNetBenchmark("resnet-small", side: 16, width: 8),
        new OptimizerBenchmark(),
        new BatchSourceBenchmark(),
        new LiveTensorBenchmark(),
        new CleaningBenchmark(),
        new PaddingBenchmark(),
        new NanoGptBenchmark(),
    ];

    /// <summary>The benchmarks of the given names; when none is given, all that do not wait to be named.</summary>
    /// <param name="names">Names as in <see cref="IBenchmark.Name"/>.</param>
    /// <exception cref="ArgumentException">Names the one that there is not, and those that there are.</exception>
    public static IReadOnlyList<IBenchmark> Choose(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0) return [.. All.Where(benchmark => !benchmark.OnRequest)];
        return [.. names.Select(name => All.FirstOrDefault(benchmark => benchmark.Name == name)
            ?? throw new ArgumentException("A benchmark must be one of: " +
                $"{string.Join(", ", All.Select(benchmark => benchmark.Name))}. Received '{name}'."))];
    }

    /// <summary>Writes results with the machine they were found on as JSON.</summary>
    /// <param name="results">The results.</param>
    public static string ToJson(IReadOnlyList<BenchmarkResult> results) => JsonSerializer.Serialize(
        new
        {
            machine = new
            {
                system = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
                dotnet = Environment.Version.ToString(),
                libtorch = __version__,
                device = Devices.Describe(CPU),
            },
            results = results.Select(result => new
            {
                name = result.Name,
                question = result.Question,
                value = result.Value,
                low = result.Low,
                high = result.High,
                unit = result.Unit,
                at_least = result.AtLeast,
                at_most = result.AtMost,
                is_met = result.IsMet,
                details = result.Details,
            }),
        },
        Indented);
}
