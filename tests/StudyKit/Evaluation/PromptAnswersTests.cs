using StudyKit.Evaluation;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Evaluation;

[Collection(TorchCollection.Name)]
public sealed class PromptAnswersTests
{
    // A model of 7 tokens that goes on counting: after 3 comes 4, after 6 comes 0.
    private static Tensor Counting(Tensor ids) => nn.functional.one_hot((ids + 1) % 7, 7).to(ScalarType.Float32);

    [Fact]
    public void An_answer_is_right_when_all_of_its_tokens_are_the_most_probable()
    {
        double[] right = PromptAnswers.Right(
            Counting,
            [
                ([1, 2], [3, 4]),          // as the model counts
                ([1, 2], [3, 5]),          // the last one is wrong
                ([5], [6]),
                ([2, 2, 2], [4, 5, 6]),    // the first one is wrong, the others follow from it
                ([4, 1, 5], [6, 0, 1]),    // the prompt need not be what the model would have said
            ],
            padding: 0);
        Assert.Equal([1, 0, 1, 0, 1], right);
    }

    [Fact]
    public void What_is_right_is_what_the_model_writes_without_help()
    {
        // 401 questions: more than are read at once, and no multiple of it.
        (int[] Prompt, int[] Answer)[] asked =
        [
            .. Enumerable.Range(0, 401).Select(i => (new[] { i % 5, i % 7 }, new[] { (i + 1 + i % 3) % 7 })),
        ];
        double[] right = PromptAnswers.Right(Counting, asked, padding: 6);
        Assert.Equal(401, right.Length);
        Assert.All(Enumerable.Range(0, 401), i => Assert.Equal(i % 3 == 0 ? 1 : 0, right[i]));
    }

    [Fact]
    public void Questions_without_a_prompt_or_an_answer_are_refused()
    {
        Assert.Contains("Received question 1 with 0 and 2", Assert.Throws<ArgumentException>(
            () => PromptAnswers.Right(Counting, [([1], [2]), ([], [1, 2])], 0)).Message, StringComparison.Ordinal);
        Assert.Contains("Received question 0 with 1 and 0", Assert.Throws<ArgumentException>(
            () => PromptAnswers.Right(Counting, [([1], [])], 0)).Message, StringComparison.Ordinal);
        Assert.Empty(PromptAnswers.Right(Counting, [], 0));
    }
}
