using StudyKit.Data.FineTuning;

namespace StudyKit.Tests.Data.FineTuning;

public sealed class GptInputsTests
{
    private static readonly GptInputs Inputs = new(Start: 90, Delimiter: 91, Extract: 92, Longest: 8);

    [Fact]
    public void The_four_transformations_of_Figure_1()
    {
        Assert.Equal([[90, 1, 2, 92]], Inputs.Classification([1, 2]).Rows);
        Assert.Equal([[90, 1, 2, 91, 3, 92]], Inputs.Entailment([1, 2], [3]).Rows);
        Assert.Equal([[90, 1, 91, 2, 92], [90, 2, 91, 1, 92]], Inputs.Similarity([1], [2]).Rows);
        GptInput choice = Inputs.Choice([1], [[2], [3, 4]]);
        Assert.Equal([[90, 1, 91, 2, 92], [90, 1, 91, 3, 4, 92]], choice.Rows);
        Assert.Equal([4, 5], choice.Extract);
    }

    [Fact]
    public void A_long_context_loses_its_beginning_and_the_extract_token_stays()
    {
        Assert.Equal([[90, 4, 5, 6, 91, 7, 8, 92]], Inputs.Entailment([1, 2, 3, 4, 5, 6], [7, 8]).Rows);
        Assert.Equal([[90, 2, 3, 4, 5, 6, 7, 92]], Inputs.Classification([1, 2, 3, 4, 5, 6, 7]).Rows);
        Assert.Throws<InvalidOperationException>(() => (Inputs with { Longest = 3 }).Similarity([1], [2]));
    }

    [Fact]
    public void A_sequence_comes_apart_where_it_was_put_together()
    {
        Assert.Equal([[90], [1, 2], [91], [3], [92]], Inputs.Parts(Inputs.Entailment([1, 2], [3]).Rows[0]));
        Assert.Equal([[90], [1, 2], [92]], Inputs.Parts(Inputs.Classification([1, 2]).Rows[0]));
        Assert.Equal([[90], [91], [92]], Inputs.Parts(Inputs.Entailment([], []).Rows[0]));
        Assert.Empty(Inputs.Parts([]));
    }
}
