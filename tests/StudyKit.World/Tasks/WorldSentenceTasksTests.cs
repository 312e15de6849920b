using StudyKit.Tests.Support;
using StudyKit.Text.Examples;
using StudyKit.World;
using StudyKit.World.Sentences;
using StudyKit.World.Tasks;

namespace StudyKit.Tests.World.Tasks;

public sealed class WorldSentenceTasksTests
{
    private static readonly Lazy<IReadOnlyList<WorldPair>> s_pairs =
        new(() => new SmallWorld().Pairs(WorldSplit.Train, 4000, 16));

    [Fact]
    public void The_first_examples_are_as_read_and_accepted()
    {
        IReadOnlyList<WorldPair> pairs = s_pairs.Value;
        IEnumerable<string> Show(string name, IEnumerable<LabelledText> examples) =>
            examples.Take(8).Select(e => $"{name} {e.Label} | {e.First}{(e.Second is null ? "" : $" | {e.Second}")}");
        Golden.Verify(string.Join('\n', [
            .. Show("acceptability", WorldSentenceTasks.Acceptability(pairs, 1)),
            .. Show("feeling", WorldSentenceTasks.Feeling(pairs)),
            .. Show("entailment", WorldSentenceTasks.Entailment(pairs, 1)),
            .. Show("paraphrase", WorldSentenceTasks.Paraphrase(pairs, 1)),
            .. WorldSentenceTasks.Cause(pairs, 1).Take(8)
                .Select(e => $"cause {e.Label} | {e.Premise} | {e.Choices[0]} | {e.Choices[1]}"),
        ]), "World/sentence-tasks.txt");
    }

    [Fact]
    public void Labels_are_even_and_examples_are_many()
    {
        IReadOnlyList<WorldPair> pairs = s_pairs.Value;
        void Even(IReadOnlyList<int> labels, int atLeast)
        {
            Assert.True(labels.Count >= atLeast, $"{labels.Count} examples");
            Assert.InRange(labels.Average(), 0.35, 0.65);
        }

        Even([.. WorldSentenceTasks.Acceptability(pairs, 1).Select(e => e.Label)], 2500);
        Even([.. WorldSentenceTasks.Feeling(pairs).Select(e => e.Label)], 200);
        Even([.. WorldSentenceTasks.Entailment(pairs, 1).Select(e => e.Label)], 200);
        Even([.. WorldSentenceTasks.Paraphrase(pairs, 1).Select(e => e.Label)], 200);
        Even([.. WorldSentenceTasks.Cause(pairs, 1).Select(e => e.Label)], 120);
    }

    [Fact]
    public void The_same_seed_gives_the_same_examples_and_no_sentences_give_none()
    {
        IReadOnlyList<WorldPair> pairs = s_pairs.Value;
        Assert.Equal(WorldSentenceTasks.Paraphrase(pairs, 3), WorldSentenceTasks.Paraphrase(pairs, 3));
        Assert.NotEqual(WorldSentenceTasks.Paraphrase(pairs, 3), WorldSentenceTasks.Paraphrase(pairs, 4));
        Assert.Empty(WorldSentenceTasks.Entailment([], 1));
        Assert.Empty(WorldSentenceTasks.Cause([], 1));
    }
}
