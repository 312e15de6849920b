using System.Diagnostics;
using StudyKit.Tests.Support;
using StudyKit.Text.Bpe;
using Xunit.Abstractions;

namespace StudyKit.Tests.Text.Bpe;

public sealed class BpeOnMulti30kTests(ITestOutputHelper output)
{
    [Fact]
    public void Both_languages_are_learned_quickly_and_come_back_exactly()
    {
        if (!RealData.TryFind(out string german, "multi30k", "train.de.gz") || !RealData.TryFind(out string english, "multi30k", "train.en.gz")) return;
        string[] lines = [.. RealData.ReadGzipLines(german), .. RealData.ReadGzipLines(english)];
        Assert.Equal(58_000, lines.Length);

        long start = Stopwatch.GetTimestamp();
        BpeTokenizer tokenizer = BpeTokenizer.Learn(lines, new BpeOptions { VocabularySize = 10_000 });
        TimeSpan learning = Stopwatch.GetElapsedTime(start);

        Assert.Equal(10_000, tokenizer.Vocabulary.Count);
        foreach (string line in lines)
        {
            Assert.Equal(string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), tokenizer.Decode(tokenizer.Encode(line)));
        }

        start = Stopwatch.GetTimestamp();
        long tokens = lines.Sum(line => (long)tokenizer.Encode(line).Length);
        double rate = tokens / Stopwatch.GetElapsedTime(start).TotalSeconds;
        output.WriteLine($"learned in {learning.TotalSeconds:F2} s; {tokens} tokens, {rate / 1e6:F1} M tokens/s");

        // Targets are 5 s and 1 M tokens/s on a free core (3.1 s and 5 M were seen). The bounds leave room for a crowded machine,
        // and still catch an algorithm that counts all pairs anew for each merge, which takes many minutes.
        Assert.True(learning < TimeSpan.FromSeconds(60), $"Learning took {learning}.");
        Assert.True(rate > 50_000, $"Encoded {rate:F0} tokens/s.");
    }
}
