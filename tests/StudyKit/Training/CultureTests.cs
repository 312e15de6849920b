using System.Globalization;
using StudyKit.Tests.Support;
using StudyKit.Training;
using StudyKit.Training.Averaging;
using StudyKit.Training.Schedules;

namespace StudyKit.Tests.Training;

/// <summary>Nothing that is written, read or compared depends on the reader's culture. The kit runs with invariant
/// globalization, so the cultures are made by hand.</summary>
[Collection(TorchCollection.Name)]
public sealed class CultureTests : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-culture-").FullName;

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("de-DE", "zh-CN")]
    [InlineData("zh-CN", "de-DE")]
    [InlineData("", "de-DE")]
    public void A_checkpoint_of_one_culture_is_gone_on_from_in_another(string first, string second)
    {
        TrainingOptions options =
            ResumableTraining.Options(_folder) with
            {
                ClipNorm = 0.5,
                Average =
            AverageOptions.Exponential(0.95),
                Schedule = LearningRates.WarmUp(1.5e-3, 2, 9)
            };
        using (TinyNet net = new())
        using (Trainer<TinyBatch> trainer = ResumableTraining.Create(net, options with { Steps = 9 }))
        {
            CultureInfo.CurrentCulture = Culture(first);
            using CancellationTokenSource stop = new();
            trainer.StepEnded += end =>
            {
                if (end.Step == 6) stop.Cancel();
            };
            trainer.Run(stop.Token);
        }

        CultureInfo.CurrentCulture = Culture(second);
        // Made in that culture, so its names are too.
        options = options with { Schedule = LearningRates.WarmUp(1.5e-3, 2, 9) };
        using TinyNet again = new();
        using Trainer<TinyBatch> resumed = ResumableTraining.Create(again, options with { Steps = 9 });
        Assert.True(resumed.TryResume());
        Assert.Equal(6, resumed.Step);
        TrainingResult result = resumed.Run();
        Assert.InRange(result.Seconds, 0, 60);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    public void Names_of_schedules_and_averages_have_a_decimal_point(string culture)
    {
        CultureInfo.CurrentCulture = Culture(culture);
        Assert.Equal("constant 0.0015", LearningRates.Constant(1.5e-3).Name);
        Assert.Equal("noam(width 64, warm-up 150, factor 0.5)", LearningRates.Noam(64, 150, 0.5).Name);
        Assert.Equal("exponential(0.999)", AverageOptions.Exponential(0.999).ToString());
    }

    private static CultureInfo Culture(string name)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (name == "de-DE") (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator,
            culture.NumberFormat.PercentDecimalSeparator) = (",", ".", ",");
        if (name == "zh-CN") (culture.NumberFormat.NegativeSign, culture.NumberFormat.NaNSymbol,
            culture.NumberFormat.PositiveInfinitySymbol) = ("-", "NaN", "∞");
        return culture;
    }
}
