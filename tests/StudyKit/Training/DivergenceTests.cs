using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.Training;

[Collection(TorchCollection.Name)]
public sealed class DivergenceTests
{
    private static readonly TrainingOptions Options =
        new() { Steps = 20, Schedule = LearningRates.Constant(0.01), Optimizer = new SgdOptions() };

    [Fact]
    public void A_loss_that_is_not_a_number_stops_with_the_step_and_the_place()
    {
        using TinyNet net = new();
        int calls = 0;
        using Trainer<TinyBatch> trainer = new(net, new TinyData(
            30, 10), batch => ++calls == 8 ? net.Loss(batch).Loss * float.NaN : net.Loss(batch), Options);
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(() => trainer.Run());
        Assert.Equal((8, "loss"), (e.Step, e.Tensor));
        Assert.StartsWith("Training stopped at step 8 (epoch 3, batch 2): the loss is NaN. Every parameter is " +
            "finite, so the forward pass or the loss function made it:", e.Message);
        Assert.Equal(7, trainer.Step);
    }

    [Fact]
    public void A_spoilt_parameter_is_named()
    {
        using TinyNet net = new();
        using Trainer<TinyBatch> trainer = new(net, new TinyData(30, 10), net.Loss, Options);
        trainer.StepEnded += end =>
        {
            if (end.Step != 3) return;
            using (no_grad())
            {
                net.named_parameters().Single(p => p.name == "outer.weight").parameter.fill_(float.PositiveInfinity);
            }
        };
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(() => trainer.Run());
        Assert.Equal((4, "outer.weight"), (e.Step, e.Tensor));
        Assert.Contains("The parameter 'outer.weight' holds values that are not finite since the update before. " +
            "Lower the learning rate", e.Message);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_named_and_not_applied()
    {
        // The square root has an infinite slope at 0: the loss is 0, its gradient is not finite.
        using nn.Module<Tensor, Tensor> line = nn.Linear(3, 1, hasBias: false);
        using (no_grad()) line.parameters().Single().zero_();
        using Trainer<TinyBatch> trainer = new(
            line, new TinyData(30, 10), batch => line.call(batch.X).square().sum().sqrt(), Options);
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(() => trainer.Run());
        Assert.Equal((1, "weight"), (e.Step, e.Tensor));
        Assert.Contains("the gradient of 'weight' is not finite, though the loss is.", e.Message);
        Assert.Equal([0f, 0f, 0f], line.parameters().Single().data<float>().ToArray());
    }

    [Fact]
    public void A_gradient_too_long_for_its_norm_is_told_apart()
    {
        using nn.Module<Tensor, Tensor> line = nn.Linear(3, 1, hasBias: false);
        using Trainer<TinyBatch> trainer = new(
            line, new TinyData(30, 10), batch => line.call(batch.X).sum() * 1e30f, Options);
        TrainingDivergedException e = Assert.Throws<TrainingDivergedException>(() => trainer.Run());
        Assert.Equal("gradient norm", e.Tensor);
    }

    [Fact]
    public void A_loss_without_gradient_or_with_a_shape_is_refused()
    {
        using TinyNet net = new();
        ArgumentException detached =
            Assert.Throws<ArgumentException>(() => Run(batch => net.Loss(batch).Loss.detach()));
        Assert.StartsWith("The loss does not depend on any trainable parameter.", detached.Message);
        ArgumentException shaped = Assert.Throws<ArgumentException>(() => Run(batch => net.call(batch.X)));
        Assert.StartsWith("loss must have shape []. Received [10, 1]. Return the mean over the batch.", shaped.Message);
        ArgumentException empty = Assert.Throws<ArgumentException>(() => Run(batch => (net.Loss(batch).Loss, 0)));
        Assert.StartsWith("A batch's Count must be more than 0", empty.Message);

        void Run(Func<TinyBatch, BatchLoss> loss)
        {
            using Trainer<TinyBatch> trainer = new(net, new TinyData(30, 10), loss, Options);
            trainer.Run();
        }
    }

    [Fact]
    public void Wrong_options_are_told_all_at_once()
    {
        TrainingOptions wrong = new()
        {
            Steps = 0,
            Epochs = 3,
            Schedule = LearningRates.Constant(1),
            Accumulation = 0,
            ClipNorm = -1,
            Optimizer = new AdamOptions { Beta2 = 1, Epsilon = 0 },
        };
        ArgumentException e = Assert.Throws<ArgumentException>(wrong.Validate);
        Assert.Equal(
            """
            TrainingOptions cannot be used:
            - Give either Steps or Epochs. Received Steps 0 and Epochs 3.
            - Steps must be at least 1. Received 0.
            - Accumulation must be at least 1. Received 0.
            - ClipNorm must be more than 0, or null. Received -1.
            - Beta2 must be at least 0 and less than 1. Received 1.
            - Epsilon must be more than 0. Received 0.
            """,
            e.Message);
    }
}
