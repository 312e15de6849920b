using StudyKit.Charts;
using StudyKit.Tests.Support.Samples;

namespace StudyKit.Tests.Charts;

/// <summary>
/// A kind of chart names its picture, its chart and its words in its own class, where the compiler asks for them.
/// </summary>
public sealed class KindTests
{
    private static readonly Type[] Kinds =
    [
        .. typeof(Figure).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Figure)) && !type.IsAbstract),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_kind_is_drawn_in_every_way(string kind)
    {
        Figure[] samples = [.. Figures.All.Values.Where(figure => figure.GetType().Name == kind)];
        Assert.True(
            samples.Length > 0, $"Figures.All has no {kind}: add one, so that every renderer is tried with it.");
        foreach (Figure sample in samples)
        {
            Assert.Contains("<svg", sample.ToSvg(), StringComparison.Ordinal);
            Assert.Contains("\"data\"", sample.ToPlotlyJson(), StringComparison.Ordinal);
            Assert.NotEmpty(sample.ToTable().Rows);
            Assert.NotEmpty(sample.Words.Kind);
            Assert.EndsWith(".", sample.AlternativeText, StringComparison.Ordinal);
            if (sample.CanBePanel)
            {
                Assert.Contains("<svg", Figure.Grid(2, sample, sample).ToSvg(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void No_two_kinds_share_their_words() => Assert.Equal(
        Kinds.Length,
        Kinds.Select(kind => Figures.All.Values.First(figure => figure.GetType() == kind).Words.GetType())
            .Distinct().Count());
}
