using System.Text.Json;
using StudyKit.Evaluation.Dialogues;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Evaluation.Dialogues;

[Collection(TorchCollection.Name)]
public sealed class DialogueScoreTests
{
    [Fact]
    public void Bleu_and_dist_are_those_of_nltk()
    {
        using JsonDocument cases =
            JsonDocument.Parse(File.ReadAllText(SolutionFolder.File("tests", "References", "dialogues.json")));
        WordVectors none = new(new Dictionary<string, double[]>());
        foreach (JsonElement one in cases.RootElement.EnumerateArray())
        {
            string[] Texts(string name) =>
                [.. one.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
            DialogueScores scores = DialogueScores.Of(Texts("replies"), Texts("references"), none);
            Assert.Equal(one.GetProperty("bleu2").GetDouble(), scores.Bleu2, 9);
            Assert.Equal(one.GetProperty("bleu4").GetDouble(), scores.Bleu4, 9);
            Assert.Equal(one.GetProperty("dist1").GetDouble(), scores.Dist1, 9);
            Assert.Equal(one.GetProperty("dist2").GetDouble(), scores.Dist2, 9);
        }
    }

    [Fact]
    public void Replies_shorter_than_n_count_as_in_nltk()
    {
        // Replies of 2 and 4 characters, equal to what was said. NLTK counts each reply with at least one n-gram:
        // 1: 6/6, 2: 4/4, 3: 2 of 2 + 1, 4: 1 of 1 + 1.
        IReadOnlyList<string>[] texts = [DialogueScores.Characters("好啊"), DialogueScores.Characters("我也去吧")];
        Assert.Equal(100, DialogueScores.Bleu(texts, texts, 2), 9);
        Assert.Equal(100 * Math.Pow(2.0 / 3 * 1 / 2, 0.25), DialogueScores.Bleu(texts, texts, 4), 9);
    }

    [Fact]
    public void Embedding_scores_worked_by_hand()
    {
        WordVectors vectors = new(new Dictionary<string, double[]> { ["a"] = [1, 0], ["b"] = [0, 2], ["c"] = [3, 3] });
        double half = Math.Sqrt(0.5);
        // Mean of a and b is (0.5, 1); with c its cosine is 1.5 / (√1.25 · √2).
        Assert.Equal(
            100 * 1.5 / (Math.Sqrt(1.25) * Math.Sqrt(2)),
            EmbeddingSimilarity.Average(["a", "b", "?"], ["c"], vectors),
            9);
        // From a, b to c: √½ each; from c to the nearer of a and b: √½.
        Assert.Equal(100 * half, EmbeddingSimilarity.Greedy(["a", "b"], ["c"], vectors), 9);
        // From a to {a, c}: 1; from a, c to a: 1 and √½.
        Assert.Equal(50 * (1 + ((1 + half) / 2)), EmbeddingSimilarity.Greedy(["a"], ["a", "c"], vectors), 9);
        Assert.True(double.IsNaN(EmbeddingSimilarity.Average(["?"], ["a"], vectors)));
    }

    [Fact]
    public void Characters_that_stand_in_the_same_company_get_like_vectors()
    {
        IReadOnlyList<string>[] texts =
        [
            .. Enumerable.Range(0, 60).Select(i => DialogueScores.Characters($"我去{"校园店"[i % 3]}了")),
            .. Enumerable.Range(0, 60).Select(i => DialogueScores.Characters($"吃{"鱼肉"[i % 2]}吗")),
        ];
        WordVectors vectors = WordVectors.Learn(texts, width: 6, window: 2);
        double alike = EmbeddingSimilarity.Average(["校"], ["园"], vectors),
            other = EmbeddingSimilarity.Average(["校"], ["鱼"], vectors);
        Assert.True(alike > 90 && other < 50, $"{alike} and {other}");
    }

    [Fact]
    public void Fleiss_kappa_is_that_of_his_table()
    {
        // Ten subjects, fourteen raters, five categories: the worked example that Fleiss (1971) is taught with; κ =
        // 0.210.
        int[][] table =
        [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ];
        Assert.Equal(0.210, FleissKappa.Score(table), 3);
        Assert.Equal(1, FleissKappa.OfSheets([[2, 1, 0], [2, 1, 0]], RatingSheet.Categories), 9);
        Assert.Throws<ArgumentException>(() => FleissKappa.Score([[1, 1], [2, 1]]));
    }

    [Fact]
    public void A_filled_sheet_is_read_and_a_half_filled_one_refused()
    {
        string html = RatingSheet.ToHtml([new(["你好<b>"], "好啊"), new(["走吧"], "等等我")]);
        Assert.Contains("你好&lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Equal(6, html.Split("type=\"radio\"").Length - 1);
        Assert.Equal([2, 0], RatingSheet.Parse("2, 0", 2));
        Assert.Throws<FormatException>(() => RatingSheet.Parse("2,", 2));
    }
}
