using System.Text.Json;
using StudyKit.Evaluation.Bleu;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Evaluation;

/// <summary>Compares with what sacrebleu says; References/make_bleu_references.py made the file.</summary>
public sealed class BleuReferenceTests
{
    private static readonly JsonElement s_references =
        JsonDocument.Parse(File.ReadAllText(SolutionFolder.File("tests", "References", "bleu.json"))).RootElement;

    [Fact]
    public void Words_of_13a_and_sentence_scores_are_sacrebleus()
    {
        foreach (JsonElement pair in s_references.GetProperty("pairs").EnumerateArray())
        {
            string hypothesis = Text(pair, "hypothesis");
            Assert.Equal(Text(pair, "tokens13a"), BleuMetric.Tokenize13a(hypothesis));
            Assert.Equal(pair.GetProperty("sentence")
                .GetDouble(), BleuMetric.Sentence(hypothesis, [Text(pair, "reference")]).Score, 1e-9);
        }
    }

    [Theory]
    [InlineData("我去了New York, 买了3.5元的书。", "我 去 了 New York , 买 了 3.5 元 的 书 。")]
    [InlineData("“好”——他说…", "“ 好 ” — — 他 说 …")]
    [InlineData(" ABC１２", "ABC １ ２")]
    [InlineData("㐀𠀀𠀁x", "㐀 𠀀𠀁x")]
    [InlineData("a&lt;b", "a & lt ; b")]
    [InlineData("1-2,3 カナ한글", "1 - 2,3 カナ한글")]
    public void Chinese_is_cut_as_sacrebleu_cuts_it(string sentence, string words)
    {
        BleuOptions options = new() { Tokenization = BleuTokenization.Chinese };
        BleuScore score = BleuMetric.Corpus([sentence], [words], options);
        Assert.Equal(words.Split(' ').Length, score.HypothesisLength);
        Assert.Equal(100, BleuMetric.Corpus(
            [sentence], [words], options with { EffectiveOrder = true }).Score, 9);
        Assert.Equal(words, string.Join(' ', BleuTokens.Split(sentence, options)));
        Assert.Contains("|tok:zh|", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Corpus_scores_are_sacrebleus_for_every_setting()
    {
        (string[] hypotheses, string[] references) = Pairs();
        foreach (JsonElement expected in s_references.GetProperty("corpus").EnumerateArray())
        {
            AssertEqual(expected, BleuMetric.Corpus(hypotheses, references, Options(expected)));
        }
    }

    [Fact]
    public void Two_references_a_sentence_are_counted_as_sacrebleu_does()
    {
        (string[] hypotheses, string[] references) = Pairs();
        string[][] two =
        [
            .. references.Select((reference, i) => new[] { reference, references[(i + 1) % references.Length] }),
        ];
        JsonElement expected = s_references.GetProperty("twoReferences");
        AssertEqual(expected, BleuMetric.Corpus(hypotheses, two, Options(expected)));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Multi30k_with_systematic_errors_scores_as_with_sacrebleu(string language)
    {
        string path = RealData.Find("multi30k", $"test_2016_flickr.{language}.gz");
        string[] lines = RealData.ReadGzipLines(path);
        string[] hypotheses = [.. lines.Select((_, i) => WithErrors(lines, i))];
        foreach (JsonElement expected in s_references.GetProperty("multi30k")
            .EnumerateArray().Where(entry => Text(entry, "lines") == language))
        {
            AssertEqual(expected, BleuMetric.Corpus(hypotheses, lines, Options(expected)));
        }
    }

    private static void AssertEqual(JsonElement expected, BleuScore score)
    {
        Assert.Equal(Text(expected, "signature"), score.Signature);
        Assert.Equal(expected.GetProperty("score").GetDouble(), score.Score, 1e-9);
        Assert.Equal(Numbers(expected, "counts"), score.Matches);
        Assert.Equal(Numbers(expected, "totals"), score.Totals);
        Assert.Equal(Numbers(expected, "precisions"), score.Precisions.Select(precision => Math.Round(precision, 10)));
        Assert.Equal(expected.GetProperty("bp").GetDouble(), score.BrevityPenalty, 1e-12);
        Assert.Equal(expected.GetProperty("hypothesisLength").GetInt64(), score.HypothesisLength);
        Assert.Equal(expected.GetProperty("referenceLength").GetInt64(), score.ReferenceLength);
    }

    private static (string[] Hypotheses, string[] References) Pairs()
    {
        JsonElement[] pairs = [.. s_references.GetProperty("pairs").EnumerateArray()];
        return (
            [.. pairs.Select(pair => Text(pair, "hypothesis"))], [.. pairs.Select(pair => Text(pair, "reference"))]);
    }

    private static BleuOptions Options(JsonElement expected)
    {
        JsonElement settings = expected.GetProperty("settings");
        string Setting(string name, string other) =>
            settings.TryGetProperty(name, out JsonElement value) ? value.ToString() : other;
        return new BleuOptions
        {
            Tokenization = Setting("tokenize", "13a") == "13a" ? BleuTokenization.Mteval13a : BleuTokenization.None,
            LowerCase = Setting("lowercase", "False") == "True",
            Smoothing = Setting("smooth_method", "exp") switch
            {
                "none" => BleuSmoothing.None,
                "floor" => BleuSmoothing.Floor,
                "add-k" => BleuSmoothing.AddK,
                _ => BleuSmoothing.Exponential,
            },
            SmoothingValue = settings.TryGetProperty("smooth_value", out JsonElement value) ? value.GetDouble() : null,
            MaximumOrder = int.Parse(Setting("max_ngram_order", "4")),
        };
    }

    // The same rule stands in References/make_bleu_references.py.
    private static string WithErrors(string[] lines, int i)
    {
        string[] words = lines[i].Split(' ');
        switch (i % 5)
        {
            case 1:
                words = [.. words.Where((_, j) => (i + j) % 4 != 0)];
                break;
            case 2:
                for (int j = 0; j + 1 < words.Length; j += 2) (words[j], words[j + 1]) = (words[j + 1], words[j]);
                break;
            case 3:
                string[] other = lines[(i + 1) % lines.Length].Split(' ');
                words = [.. words.Select((word, j) => ((i * 7) + j) % 5 == 0 && j < other.Length ? other[j] : word)];
                break;
            case 4:
                words = [.. words.Select((word, j) => (i + j) % 3 == 0
                    ? string.Concat(word.Select(c => char.IsAscii(c) ? char.ToUpperInvariant(c) : c))
                    : word), "..."];
                break;
        }

        return string.Join(' ', words);
    }

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => Math.Round(number.GetDouble(), 10))];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
