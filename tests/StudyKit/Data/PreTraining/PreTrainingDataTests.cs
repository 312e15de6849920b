using StudyKit.Data.PreTraining;
using StudyKit.Tasks;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Text.WordPiece;
using TorchSharp;

namespace StudyKit.Tests.Data.PreTraining;

[Collection(TorchCollection.Name)]
public sealed class PreTrainingDataTests
{
    private static readonly WordPieceTokenizer Tokenizer =
        new([.. WordPieceTokenizer.SpecialNames, .. Enumerable.Range(0, 995).Select(i => $"w{i}"), "##a", "##b"]);

    [Fact]
    public void Fifteen_percent_are_chosen_and_hidden_80_10_10()
    {
        SeededRandom random = new(1);
        int chosen = 0, masked = 0, kept = 0, replaced = 0;
        for (int row = 0; row < 1000; row++)
        {
            int[] ids = [2, .. Enumerable.Range(0, 100).Select(_ => 5 + random.Next(995)), 3];
            MaskedRow hidden = Masking.Hide(ids, Tokenizer, random);
            Assert.Equal(15, hidden.Labels.Count(label => label != Targets.Ignored));
            Assert.Equal((Targets.Ignored, Targets.Ignored), (hidden.Labels[0], hidden.Labels[^1]));
            for (int i = 0; i < ids.Length; i++)
            {
                if (hidden.Labels[i] == Targets.Ignored)
                {
                    Assert.Equal(ids[i], hidden.Ids[i]);
                    continue;
                }

                Assert.Equal(ids[i], hidden.Labels[i]);
                chosen++;
                if (hidden.Ids[i] == 4) masked++;
                else if (hidden.Ids[i] == ids[i]) kept++;
                else replaced++;
            }
        }

        // Chi-squared with two degrees of freedom; 13.82 is its 99.9% point. A random token is the same one once in
        // 997.
        double[] expected = [0.8 * chosen, (0.1 + 0.1 / 997) * chosen, 0.1 * chosen * 996 / 997];
        double chi = new double[] { masked, kept, replaced }.Zip(expected, (o, e) => (o - e) * (o - e) / e).Sum();
        Assert.Equal(15_000, chosen);
        Assert.True(chi < 13.82, $"{masked} masked, {kept} kept, {replaced} replaced: chi-squared {chi}");
    }

    [Fact]
    public void Whole_words_are_hidden_with_all_their_pieces()
    {
        SeededRandom random = new(2);
        int[] ids = [2, 5, 1000, 1001, 6, 7, 1000, 8, 9, 10, 11, 3];
        for (int row = 0; row < 100; row++)
        {
            MaskedRow hidden = Masking.Hide(
                ids, Tokenizer, random, new MaskingOptions { Share = 0.3, WholeWords = true, Masked = 1, Random = 0 });
            bool[] chosen = [.. hidden.Labels.Select(label => label != Targets.Ignored)];
            Assert.True(chosen[1] == chosen[2] && chosen[2] == chosen[3] && chosen[5] == chosen[6]);
            Assert.InRange(chosen.Count(c => c), 1, 3);
            Assert.All(Enumerable.Range(0, ids.Length).Where(i => chosen[i]), i => Assert.Equal(4, hidden.Ids[i]));
        }
    }

    [Fact]
    public void Half_of_the_pairs_follow_and_the_others_come_from_another_document()
    {
        // Document d has the sentences [100 d + i]: what follows is one more, what is from elsewhere has another
        // hundred.
        int[][][] documents = [.. Enumerable.Range(1, 20)
            .Select(d => Enumerable.Range(0, 51).Select(i => new[] { 100 * d + i }).ToArray())];
        SpecialTokens special = Tokenizer.Vocabulary.Special;
        SentencePair[] pairs = [.. SentencePairs.Make(documents, special, 16, new SeededRandom(3))];
        Assert.Equal(1000, pairs.Length);
        Assert.All(pairs, pair =>
        {
            Assert.Equal([2, 3, 3], new[] { pair.Ids[0], pair.Ids[2], pair.Ids[4] });
            Assert.Equal([0, 0, 0, 1, 1], pair.Segments);
            Assert.Equal(pair.Label == 0, pair.Ids[3] == pair.Ids[1] + 1);
            Assert.Equal(pair.Label == 1, pair.Ids[3] / 100 != pair.Ids[1] / 100);
        });
        Assert.InRange(pairs.Count(pair => pair.Label == 1), 448, 552); // 500 ± 3.3 standard deviations
    }

    [Fact]
    public void The_longer_sentence_is_cut()
    {
        SentencePair pair = SentencePairs.Join([5, 6, 7, 8, 9], [10, 11], Tokenizer.Vocabulary.Special, 8);
        Assert.Equal([2, 5, 6, 7, 3, 10, 11, 3], pair.Ids);
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1], pair.Segments);
        Assert.Equal([2, 5, 6, 3], SentencePairs.Join([5, 6, 7], null, Tokenizer.Vocabulary.Special, 4).Ids);
    }

    [Fact]
    public void Windows_predict_every_token_but_the_first_once()
    {
        using torch.Tensor windows = LanguageWindows.Cut([.. Enumerable.Range(0, 12)], 4);
        Assert.Equal([2, 5], windows.shape);
        Near.Check([0, 1, 2, 3, 4, 4, 5, 6, 7, 8], windows, 0);
        Assert.Throws<ArgumentException>(() => LanguageWindows.Cut([1, 2, 3, 4], 4));
    }
}
