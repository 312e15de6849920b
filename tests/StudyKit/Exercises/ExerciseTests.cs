using StudyKit.Exercises;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Exercises;

[Collection(TorchCollection.Name)]
public sealed class ExerciseTests
{
    public static TheoryData<string> Ids => [.. Exercise.All.Select(check => check.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_solution_passes_and_the_wrong_answer_does_not(string id)
    {
        ExerciseCheck check = Exercise.All.Single(one => one.Id == id);
        Assert.Equal("Right.", Exercise.Check(id, check.Solution).Message);
        ExerciseResult wrong = Exercise.Check(id, check.WrongAnswer);
        Assert.Equal(ExerciseState.Wrong, wrong.State);
        Assert.DoesNotContain("throws", wrong.Message);
    }

    [Fact]
    public void What_is_wrong_is_said_with_place_and_values()
    {
        Assert.Equal(
            "✗ exercise transformer.mask: Values differ for 5 positions: at [0, 0, 0, 1] expected −∞, received 0.",
            Exercise.Check("transformer.mask", (long length) => torch.zeros(1, 1, length, length)).ToString());
        Assert.Equal(
            "The shape is wrong for 5 positions: expected [1, 1, 5, 5], received [5].",
            Exercise.Check("transformer.mask", (long length) => torch.ones(length)).Message);
    }

    [Fact]
    public void An_answer_that_throws_has_another_form_or_is_not_written_is_told_so()
    {
        Assert.Equal(
            "It throws InvalidOperationException: so",
            Exercise.Check("transformer.mask", torch.Tensor (long _) => throw new InvalidOperationException("so"))
                .Message);
        Assert.StartsWith(
            "The answer has another form: expected Tensor f(long), received ",
            Exercise.Check("transformer.mask", (double length) => length).Message);
        Assert.Equal(
            "○ exercise transformer.mask: Not written yet. The form is Tensor f(long).",
            Exercise.Check("transformer.mask", torch.Tensor (long _) => throw new NotImplementedException())
                .ToString());
        Assert.StartsWith(
            "No exercise has the id 'transformer.none'. Those with a check: ",
            Assert.Throws<ArgumentException>(() => Exercise.Check("transformer.none", () => 1)).Message);
    }

    [Fact]
    public void A_notebook_goes_on_with_the_readers_code_if_it_is_right()
    {
        Func<long, torch.Tensor> right =
            length => torch.full([1, 1, length, length], double.NegativeInfinity).triu(1);
        Func<long, torch.Tensor> wrong = length => torch.zeros(1, 1, length, length);
        Assert.Same(right, Exercise.Take("transformer.mask", right));
        Assert.NotSame(wrong, Exercise.Take("transformer.mask", wrong));
        Assert.NotNull(Exercise.Take<Func<long, torch.Tensor>>("transformer.mask", null));
        Assert.Equal(6, Exercise.Take("transformer.mask", wrong)(3).eq(0).sum().ToInt32());
    }

    [Fact]
    public void Three_a_notebook_have_a_check() => Assert.All(
        Exercise.All.GroupBy(check => check.Id.Split('.')[0]), notebook => Assert.Equal(3, notebook.Count()));

    [Fact]
    public void Without_the_tokens_that_stay_the_cloze_is_wrong_and_the_shares_are_said() => Assert.Matches(
        @"^Of 4,500 chosen tokens 80% should become \[MASK\], 10% a random token, and 10% stay\. " +
        @"Received (89|90)\.\d%, (9|10)\.\d% and 0\.\d%\.$",
        Exercise.Check("bert.masking", Exercise.All.Single(one => one.Id == "bert.masking").WrongAnswer).Message);

    [Fact]
    public void The_scaling_of_the_residual_stream_counts_both_writers_of_a_block() => Assert.Equal(
        "Values differ in h.c_proj.weight of 3 layers, whose weights were all 1: at [0, 0] expected 0.4082, " +
        "received 0.5774.",
        Exercise.Check("gpt2.residuals", Exercise.All.Single(one => one.Id == "gpt2.residuals").WrongAnswer).Message);

    [Fact]
    public void A_prompt_that_is_written_in_another_order_is_shown_beside_the_right_one() => Assert.Equal(
        "With 3 examples and the question tea: expected “dog B tea A bus C tea”, received “dog tea bus B A C tea”.",
        Exercise.Check("gpt3.prompt", Exercise.All.Single(one => one.Id == "gpt3.prompt").WrongAnswer).Message);
}
