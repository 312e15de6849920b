using StudyKit.Models.Gpt;
using StudyKit.Nn.Losses;
using StudyKit.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Nn.Losses;

[Collection(TorchCollection.Name)]
public sealed class LabelTests
{
    [Theory]
    [InlineData(7, "Received 7 at place 1")]
    [InlineData(-1, "Received -1 at place 1")]
    public void A_label_outside_the_vocabulary_is_named_before_native_code(long label, string received)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = zeros(3, 7), targets = tensor(new long[] { 0, label, 6 });
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => LabelSmoothedCrossEntropy.Mean(logits, targets, ignored: 0));
        Assert.StartsWith(
            "targets must lie between 0 and 6, or be 0, which does not count. " + received, error.Message);
    }

    [Fact]
    public void The_label_that_does_not_count_may_lie_outside()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = LabelSmoothedCrossEntropy.Mean(
            zeros(2, 7), tensor(new long[] { -5, 6 }), smoothing: 0, ignored: -5);
        Assert.Equal(Math.Log(7), loss.item<float>(), 5);
    }

    [Fact]
    public void Every_model_looks_at_its_labels_first()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor hidden = zeros(1, 2, 4), words = zeros(7, 4), next = tensor(new long[] { 3, 9 }).view(1, 2);
        Assert.StartsWith(
            "next must lie between 0 and 6, or be -100, which does not count. Received 9 at place 1",
            Assert.Throws<ArgumentException>(() => GptObjective.LanguageModel(hidden, words, next)).Message);
        // The others take the same way: no model goes to native code by itself.
        string models = Path.Combine(SolutionFolder.Path, "lib", "StudyKit", "Models");
        string[] files = Directory.GetFiles(models, "*.cs", SearchOption.AllDirectories);
        Assert.Contains(files, file => File.ReadAllText(file).Contains("CrossEntropy.Of(", StringComparison.Ordinal));
        Assert.DoesNotContain(
            files, file => File.ReadAllText(file).Contains("functional.cross_entropy(", StringComparison.Ordinal));
    }
}
