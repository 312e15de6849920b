using System.Diagnostics;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Text.Gpt;

namespace StudyKit.Tests.Text;

public sealed class MergeLearnerTests
{
    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 6, 2)]
    [InlineData(4, 1, 1)]
    public void Counts_kept_up_to_date_give_the_merges_of_counting_all_pairs_each_time(
        int seed, int letters, int minimumCount)
    {
        SeededRandom random = new(seed);
        string[] words = [.. Enumerable.Range(0, 300).Select(_ =>
            string.Concat(Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (char)('a' + random.Next(letters)))))];
        List<(string, string)> expected = BySlowDefinition(words, 120, minimumCount);
        Assert.Equal(expected, GptTokenizer.Learn([string.Join(' ', words)], 120, minimumCount).Merges);
        Assert.True(expected.Count >= 3);
    }

    [Fact]
    public void Words_of_the_papers_size_are_learned_in_seconds()
    {
        // 60,000 different words of syllables: about what 40,000 merges are learned from.
        SeededRandom random = new(7);
        string[] syllables = [.. from a in "bcdfghklmnprstvz" from b in "aeiou" select $"{a}{b}"];
        string[] words = [.. Enumerable.Range(0, 60_000)
            .Select(_ => string.Concat(Enumerable.Range(0, 2 + random.Next(4))
                .Select(_ => syllables[(int)(syllables.Length * Math.Pow(random.NextDouble(), 2))])))];
        Stopwatch watch = Stopwatch.StartNew();
        GptTokenizer tokenizer = GptTokenizer.Learn([string.Join(' ', words)], merges: 40_000, minimumCount: 1);
        Assert.Equal(40_000, tokenizer.Merges.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60); // every pair looked at for every merge would take hours
        Assert.Equal(words[5], tokenizer.Decode(tokenizer.Encode(words[5])));
    }

    [Fact]
    public void Wikitext_is_cut_and_written_again()
    {
        string path = RealData.Find("wikitext-2", "raw", "valid.txt");
        string[] lines = [.. File.ReadLines(path).Where(line => line.Trim().Length > 0).Take(400)];
        GptTokenizer tokenizer = GptTokenizer.Learn(lines, merges: 2000);
        Assert.All(lines, line => Assert.DoesNotContain(GptTokenizer.Unknown, tokenizer.EncodeWithSpans(line).Tokens));
        int words = lines.Sum(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length),
            pieces = lines.Sum(line => tokenizer.Encode(line).Length);
        Assert.InRange(pieces / (double)words, 1, 2);
    }

    // Sennrich et al. (2016), algorithm 1, as it stands there: count every pair, merge the most frequent, begin again.
    private static List<(string, string)> BySlowDefinition(string[] words, int merges, int minimumCount)
    {
        List<string[]> split =
        [
            .. words.Select(word =>
                word.Select((letter, i) => i == word.Length - 1 ? letter + GptTokenizer.WordEnd : letter.ToString())
                    .ToArray()),
        ];
        List<(string, string)> learned = [];
        while (learned.Count < merges)
        {
            var best = split.SelectMany(word => word.Zip(word.Skip(1))).CountBy(pair => pair)
                .OrderByDescending(pair => pair.Value).ThenBy(
                    pair => pair.Key.First,
                    StringComparer.Ordinal).ThenBy(pair => pair.Key.Second, StringComparer.Ordinal).FirstOrDefault();
            if (best.Value < Math.Max(1, minimumCount)) break;
            learned.Add(best.Key);
            for (int i = 0; i < split.Count; i++) split[i] = Merged(split[i], best.Key.First, best.Key.Second);
        }

        return learned;
    }

    private static string[] Merged(string[] word, string left, string right)
    {
        List<string> result = [.. word];
        for (int i = 0; i + 1 < result.Count; i++)
        {
            if (result[i] != left || result[i + 1] != right) continue;
            result[i] = left + right;
            result.RemoveAt(i + 1);
        }

        return [.. result];
    }
}
