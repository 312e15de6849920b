using StudyKit.Text;
using StudyKit.Text.Bpe;

namespace StudyKit.Tests.Text.Bpe;

public sealed class BpeTokenizerTests
{
    // The words of Sennrich et al. (2016), §3.2, with the counts of their released example.
    private static readonly string[] s_paperText = [string.Join(' ', Enumerable.Repeat("low", 5)
        .Concat(Enumerable.Repeat("lower", 2))
        .Concat(Enumerable.Repeat("newest", 6))
        .Concat(Enumerable.Repeat("widest", 3)))];

    [Fact]
    public void The_papers_words_give_the_merges_worked_out_by_hand()
    {
        // 4 special tokens, the 11 characters, 6 merges.
        BpeTokenizer tokenizer = BpeTokenizer.Learn(s_paperText, new BpeOptions { VocabularySize = 21 });

        // e+s and s+t stand at 9, e+s is first by code; es+t 9. Then ▁+l, l+o, o+w at 7: l+o; lo+w; ▁+low. Then e+w,
        // n+e, w+est, ▁+n at 6: e+w.
        Assert.Equal(["▁", "d", "e", "i", "l", "n", "o", "r", "s", "t", "w"], tokenizer.Alphabet);
        Assert.Equal(
            "e s|es t|l o|lo w|▁ low|e w",
            string.Join('|', tokenizer.Merges.Select(merge => $"{merge.Left} {merge.Right}")));
        Assert.Equal(["<pad>", "<s>", "</s>", "<unk>", "▁"], tokenizer.Vocabulary.Tokens.Take(5));
        Assert.Equal([19, 16], tokenizer.Encode("lowest"));
    }

    [Fact]
    public void Merges_equal_those_of_counting_all_pairs_anew_each_time()
    {
        SeededRandom random = new(7);
        string[] texts = [.. Enumerable.Range(0, 300)
            .Select(_ => string.Join(' ', Enumerable.Range(0, 12).Select(_ =>
                new string([.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => (char)('a' + random.Next(4)))]))))];

        BpeTokenizer tokenizer = BpeTokenizer.Learn(texts, new BpeOptions { VocabularySize = 180 });

        Assert.Equal(CountAnewEachTime(texts, tokenizer.Merges.Count), tokenizer.Merges);
        Assert.Equal(180, tokenizer.Vocabulary.Count);
    }

    [Theory]
    [InlineData("A dog, a \"cat\" and (two) men's hats - 3.5m!", "A dog, a \"cat\" and (two) men's hats - 3.5m!")]
    [InlineData("  two\t spaces \n", "two spaces")]
    [InlineData("", "")]
    [InlineData(" \n", "")]
    [InlineData(".", ".")]
    [InlineData("über  Straße 我们 🙂🙂.", "über Straße 我们 🙂🙂.")]
    public void Decoding_gives_the_text_back_with_single_spaces(string text, string expected)
    {
        BpeTokenizer tokenizer = BpeTokenizer.Learn([text, "A dog and a dog"]);
        Assert.Equal(expected, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void Characters_never_seen_the_marker_and_lone_surrogates_are_unknown()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Learn(s_paperText);
        Assert.Equal([3, 3, 3], tokenizer.Encode("🙂▁\ud83d")[1..]);
        Assert.Equal("low<unk>", tokenizer.Decode([0, 1, .. tokenizer.Encode("low\u2581"), 2, 0]));
    }

    [Fact]
    public void A_special_tokens_name_in_a_text_is_plain_text()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Learn(["</s> <s> <pad>"]);
        int[] ids = tokenizer.Encode("</s>");
        Assert.All(ids, id => Assert.True(id > 3));
        Assert.Equal("</s>", tokenizer.Decode(ids));
    }

    [Fact]
    public void Spans_lead_back_to_the_text()
    {
        const string text = "  Lowest 🙂 widest.";
        BpeTokenizer tokenizer = BpeTokenizer.Learn(
            s_paperText, new BpeOptions { VocabularySize = 21, Normalizer = TextNormalizer.LowerCase });

        EncodedText encoded = tokenizer.EncodeWithSpans(text);

        Assert.Equal(tokenizer.Encode(text), encoded.Ids);
        Assert.Equal(
            ["Low", "est", "", "🙂", "", "w", "i", "d", "est", "."],
            encoded.Spans.Select(span => text.Substring(span.Start, span.Length)));
        Assert.Equal(["▁low", "est", "▁", "<unk>", "▁", "w", "i", "d", "est", "<unk>"], encoded.Tokens);
    }

    [Fact]
    public void Dropout_is_none_at_0_all_at_1_repeatable_between_and_always_spells_the_text()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Learn(s_paperText);
        const string text = "lowest newer widest low";

        Assert.Equal(tokenizer.Encode(text), tokenizer.Encode(text, 0, new SeededRandom(1)));
        Assert.Equal(text.Length + 1, tokenizer.Encode(text, 1, new SeededRandom(1)).Length);
        int[][] some = [.. Enumerable.Range(0, 50).Select(seed => tokenizer.Encode(text, 0.3, new SeededRandom(seed)))];
        Assert.All(some, ids => Assert.Equal(text, tokenizer.Decode(ids)));
        Assert.True(some.Select(ids => string.Join(' ', ids)).Distinct().Count() > 10);
        Assert.Equal(some[9], tokenizer.Encode(text, 0.3, new SeededRandom(9)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Encode(text, double.NaN, new SeededRandom(1)));
    }

    [Fact]
    public void A_long_run_of_letters_is_no_trap()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Learn([new string('a', 4096)]);
        string text = new('a', 200_000);
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void Options_that_cannot_be_met_say_what_is_expected()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => BpeTokenizer.Learn(s_paperText, new BpeOptions { VocabularySize = 14 }));
        Assert.Equal("VocabularySize must hold the 4 special tokens and the text's 11 characters. Received 14. Ask " +
            "for more, or raise MinimumCharacterCount.", error.Message);
        Assert.Throws<ArgumentException>(() => BpeTokenizer.Learn(s_paperText, new BpeOptions { VocabularySize = 4 }));
    }

    private static List<(string, string)> CountAnewEachTime(string[] texts, int merges)
    {
        List<List<string>> words = [.. texts.SelectMany(text => text.Split(' '))
            .Select(word => new List<string>(word.Select(letter => letter.ToString()).Prepend("▁")))];
        List<(string, string)> result = [];
        while (result.Count < merges)
        {
            (string Left, string Right) best = words.SelectMany(word => word.Zip(word.Skip(1)))
                .CountBy(pair => pair)
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.First, StringComparer.Ordinal).ThenBy(
                    pair => pair.Key.Second, StringComparer.Ordinal)
                .First().Key;
            if (!result.Contains(best)) result.Add(best);
            foreach (List<string> word in words)
            {
                for (int i = 0; i + 1 < word.Count; i++)
                {
                    if (word[i] != best.Left || word[i + 1] != best.Right) continue;
                    word[i] += word[i + 1];
                    word.RemoveAt(i + 1);
                }
            }
        }

        return result;
    }
}
