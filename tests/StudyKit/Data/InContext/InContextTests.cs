using StudyKit.Data.InContext;
using StudyKit.Data.PreTraining;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.World;
using StudyKit.World.InContext;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Data.InContext;

[Collection(TorchCollection.Name)]
public sealed class InContextTests
{
    private static readonly string[] s_digits = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];
    private static readonly Vocabulary s_vocabulary = new(
        [.. s_digits, "+", "=", ";", "a", "b", "c", "d", "e"], new SpecialTokens());

    [Theory]
    [InlineData(1, null)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(5, true)]
    public void Sums_are_right_and_carry_where_they_should(int digits, bool? carries)
    {
        foreach (ContextExample example in TaskFamilies.Addition(digits, carries).Draw(new SeededRandom(digits), 200))
        {
            string text = string.Concat(example.Input);
            string[] parts = text.Split('+');
            Assert.All(parts, part => Assert.Equal(digits, part.Length));
            Assert.Equal(digits + 1, example.Output.Count);
            Assert.Equal(int.Parse(parts[0]) + int.Parse(parts[1]), int.Parse(string.Concat(example.Output)));
            bool carried = parts[0].Zip(parts[1]).Any(pair => pair.First - '0' + pair.Second - '0' > 9);
            if (carries is { } wanted) Assert.Equal(wanted, carried);
        }
    }

    [Fact]
    public void A_linear_function_is_one_of_those_allowed_and_stays_the_same_within_a_prompt()
    {
        TaskFamily family = TaskFamilies.Linear(7, (a, b) => a == 3 && b == 5);
        Assert.All(family.Draw(
            new SeededRandom(1), 50), e => Assert.Equal((3 * int.Parse(e.Input[0]) + 5) % 7, int.Parse(e.Output[0])));
        Assert.Throws<ArgumentException>(() => TaskFamilies.Linear(7, (_, _) => false));
    }

    [Fact]
    public void Labels_belong_to_kinds_within_a_prompt_and_change_between_prompts()
    {
        string[][] kinds = [["dog", "cat"], ["rice", "tea"], ["car", "bus"]];
        TaskFamily family = TaskFamilies.Labels(kinds, ["A", "B", "C", "D"], 2);
        SeededRandom random = new(3);
        HashSet<string> ofDog = [];
        for (int prompt = 0; prompt < 60; prompt++)
        {
            IReadOnlyList<ContextExample> examples = family.Draw(random, 20);
            var byKind = examples.GroupBy(e => Array.FindIndex(kinds, kind => kind.Contains(e.Input[0]))).ToArray();
            Assert.Equal(2, byKind.Length);
            Assert.All(byKind, group => Assert.Single(group.Select(e => e.Output[0]).Distinct()));
            Assert.Equal(2, byKind.Select(group => group.First().Output[0]).Distinct().Count());
            if (byKind.FirstOrDefault(group => group.Key == 0) is { } dogs) ofDog.Add(dogs.First().Output[0]);
        }

        Assert.Equal(4, ofDog.Count);
        Assert.All(
            TaskFamilies.Labels(kinds, ["A", "B", "C"], 3, pairs => pairs.All(p => p.Kind == p.Label)).Draw(random, 30),
            e => Assert.Equal(
                "ABC"[Array.FindIndex(kinds, kind => kind.Contains(e.Input[0]))].ToString(), e.Output[0]));
        Assert.Throws<ArgumentException>(() => TaskFamilies.Labels(kinds, ["A", "B"], 2, _ => false).Draw(random, 1));
        Assert.Throws<ArgumentException>(() => TaskFamilies.Labels(kinds, ["A", "B"], 3));
    }

    [Fact]
    public void Letters_are_sorted_and_a_cipher_is_a_table()
    {
        Assert.All(TaskFamilies.Sorting(["a", "b", "c", "d", "e"], 3)
            .Draw(new SeededRandom(4), 30), e => Assert.Equal(e.Input.Order(), e.Output));
        IReadOnlyList<ContextExample> coded = TaskFamilies.Cipher(["a", "b", "c"], ["d", "e", "1"], 2)
            .Draw(new SeededRandom(5), 40);
        Assert.Equal(2, coded.Select(e => (e.Input[0], e.Output[0])).Distinct().Count());
    }

    [Fact]
    public void Prompts_are_written_with_signs_only_where_answers_are_long()
    {
        ContextPrompt single = ContextPrompt.Write(s_vocabulary, [new(["a"], ["1"]), new(["b"], ["2"])]);
        Assert.Equal(["a", "1", "b", "2"], single.Ids.Select(id => s_vocabulary[id]));
        Assert.Equal([(1, 1), (3, 1)], single.Answers);
        ContextPrompt longer = ContextPrompt.Write(s_vocabulary, [new(["1", "+", "2"], ["0", "3"])]);
        Assert.Equal(["1", "+", "2", "=", "0", "3", ";"], longer.Ids.Select(id => s_vocabulary[id]));
        Assert.Equal([(4, 2)], longer.Answers);
    }

    [Fact]
    public void Accuracy_asks_for_whole_answers_place_by_place()
    {
        // A model that always says the token that it just read: of "1 + 2 = 0 3 ;" nothing is right, of "a a" all is,
        // of "a b" nothing.
        ContextPrompt[] prompts =
        [
            ContextPrompt.Write(s_vocabulary, [new(["a"], ["a"]), new(["b"], ["c"])]),
            ContextPrompt.Write(s_vocabulary, [new(["c"], ["c"]), new(["d"], ["d"])]),
        ];
        Assert.Equal([1, 0.5], ContextPrompt.Accuracy(prompts, Echo));
        // "1 2 = = 0 ;": only the first of two tokens is an echo
        ContextPrompt half = ContextPrompt.Write(s_vocabulary, [new(["1", "2"], ["=", "0"])]);
        Assert.Equal([0], ContextPrompt.Accuracy([half], Echo));
        Assert.Throws<ArgumentException>(() => ContextPrompt.Accuracy([prompts[0], half], Echo));

        static Tensor Echo(Tensor ids) => nn.functional.one_hot(ids, s_vocabulary.Count).to(ScalarType.Float32);
    }

    [Fact]
    public void Rows_are_those_of_the_seed_and_repeat_where_they_are_running_text()
    {
        ContextRows rows = new([(null, 1)], s_vocabulary, 31, 5, seed: 7);
        using TokenRows first = rows.Batches(2, 3).First(), again = rows.Batches(2).Skip(3).First();
        Assert.Equal([5L, 31L], first.Ids.shape);
        Assert.True(first.Ids.allclose(again.Ids));
        for (int row = 0; row < 5; row++)
        {
            long[] ids = first.Ids[row].data<long>().ToArray();
            Assert.Contains(
                Enumerable.Range(3, 7),
                period => Enumerable.Range(period, 31 - period).All(t => ids[t] == ids[t - period]));
        }
    }

    [Fact]
    public void A_mix_takes_its_families_as_often_as_it_says()
    {
        TaskFamily letters = TaskFamilies.Relation("letters", [("a", "b")]),
            digits = TaskFamilies.Relation("digits", [("1", "2")]);
        ContextRows rows = new([(letters, 3), (digits, 1)], s_vocabulary, 10, 400, seed: 1);
        using TokenRows batch = rows.Batches(0).First();
        long a = s_vocabulary.IdOf("a");
        // 300 ± 4 standard deviations
        Assert.InRange(batch.Ids.data<long>().ToArray().Where((_, i) => i % 10 == 0).Count(id => id == a), 265, 335);
        Assert.Throws<ArgumentException>(() => new ContextRows([(letters, -1)], s_vocabulary, 10, 4, 1));
        Assert.Throws<ArgumentException>(
            () => new ContextRows([(letters, 1), (letters, double.NaN)], s_vocabulary, 10, 4, 1));
    }

    [Fact]
    public void The_worlds_words_are_single_and_known()
    {
        Assert.All(
            WorldWords.Kinds,
            kind => Assert.True(kind.Words.Count >= 4, $"{kind.Kind}: {string.Join(", ", kind.Words)}"));
        Assert.Equal(
            WorldWords.Kinds.Sum(kind => kind.Words.Count),
            WorldWords.Kinds.SelectMany(kind => kind.Words).Distinct().Count());
        Assert.Contains(("dog", "狗"), WorldWords.Translations);
        Assert.Contains(("park", "公园"), WorldWords.Translations);
        Assert.DoesNotContain(WorldWords.Translations, pair => pair.English is "bat" or "mouse" or "bank");
        Assert.Contains(("small", "big"), WorldWords.Opposites);
        Assert.Contains(("borrow", "borrowed"), WorldWords.PastTense);
        Assert.Contains(("book", "books"), WorldWords.Plurals);
    }
}
