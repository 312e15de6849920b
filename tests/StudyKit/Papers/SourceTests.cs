using StudyKit.Evaluation;
using StudyKit.Papers;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Papers;

public sealed class SourceTests
{
    [Fact]
    public void A_listing_is_the_declaration_in_the_file_with_its_documentation()
    {
        SourceListing listing = Source.Of<Interval>();
        string[] file = File.ReadAllLines(SolutionFolder.File("lib", "StudyKit", "Evaluation", "Interval.cs"));
        Assert.Equal("Evaluation/Interval.cs", listing.File);
        Assert.Equal(file[(listing.Line - 1)..], listing.Text.Split('\n'));
        Assert.StartsWith("/// <summary>", listing.Text);
        Assert.DoesNotContain("///", listing.CodeOnly().Text);
    }

    [Fact]
    public void A_member_is_listed_alone()
    {
        SourceListing listing = Source.Of(typeof(Statistics), nameof(Statistics.Mean)).CodeOnly();
        Assert.Equal(["public static double Mean(IReadOnlyList<double> values)", "{", "    CheckCount(values, 1, nameof(values));", "    return values.Sum() / values.Count;", "}"], listing.Text.Split('\n'));
        Assert.Equal("public bool Contains(double value) => value >= Low && value <= High;", Source.Of<Interval>("Contains").CodeOnly().Text);
    }

    [Fact]
    public void Types_of_other_libraries_and_unknown_members_are_refused()
    {
        Assert.Contains("System.String", Assert.Throws<ArgumentException>(() => Source.Of<string>()).Message);
        Assert.Contains("'Nothing'", Assert.Throws<ArgumentException>(() => Source.Of<Interval>("Nothing")).Message);
    }
}
