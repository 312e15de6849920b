using System.Reflection;
using StudyKit.Data.FineTuning;
using StudyKit.Evaluation;
using StudyKit.Papers;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.Training;
using StudyKit.World;

namespace StudyKit.Tests.Papers;

public sealed class SourceTests
{
    [Fact]
    public void A_listing_is_the_declaration_in_the_file_with_its_documentation()
    {
        SourceListing listing = Source.Of<Interval>();
        string[] file = File.ReadAllLines(SolutionFolder.File("lib", "StudyKit", "Evaluation", "Interval.cs"));
        Assert.Equal("StudyKit/Evaluation/Interval.cs", listing.File);
        Assert.Equal(file[(listing.Line - 1)..], listing.Text.Split('\n'));
        Assert.StartsWith("/// <summary>", listing.Text);
        Assert.DoesNotContain("///", listing.CodeOnly().Text);
    }

    [Fact]
    public void A_member_is_listed_alone()
    {
        SourceListing listing = Source.Of(typeof(Statistics), nameof(Statistics.Mean)).CodeOnly();
        Assert.Equal(["public static double Mean(IReadOnlyList<double> values)", "{", "    CheckCount(values, 1, " +
            "nameof(values));", "    return values.Sum() / values.Count;", "}"], listing.Text.Split('\n'));
        Assert.Equal(
            "public bool Contains(double value) => value >= Low && value <= High;",
            Source.Of<Interval>("Contains").CodeOnly().Text);
    }

    [Fact]
    public void Every_public_type_has_a_listing_of_its_own_declaration()
    {
        Assembly[] libraries = [typeof(Source).Assembly, typeof(ITokenizer).Assembly, typeof(SmallWorld).Assembly];
        Type[] types = [.. libraries.SelectMany(library => library.GetExportedTypes())];
        Assert.True(types.Length > 300);
        Assert.Equal("", string.Join("\n\n", types.Select(Problem).Where(problem => problem is not null)));

        static string? Problem(Type type)
        {
            SourceListing listing = Source.Of(type);
            string code = listing.CodeOnly().Text;
            string name = type.Name.Split('`')[0];
            bool declares = code.Split('\n').SkipWhile(line => line.StartsWith('['))
                .First().Contains(name, StringComparison.Ordinal);
            bool whole = code.EndsWith('}') || code.EndsWith(';');
            bool closed = code.Count(c => c == '\n') < 3 || code.Split('\n').Count(line => line == "{") == 1
                || !code.Contains("\n{", StringComparison.Ordinal);
            bool documented = listing.Text.StartsWith("/// <", StringComparison.Ordinal);
            return declares && whole && closed
                && documented ? null : $"{type.FullName} in {listing.File}, line {listing.Line}:\n{code}";
        }
    }

    [Fact]
    public void A_type_that_shares_its_file_is_found_by_its_declaration()
    {
        SourceListing listing = Source.Of<GptBatchOptions>();
        Assert.Equal("StudyKit/Data/FineTuning/GptBatch.cs", listing.File);
        Assert.StartsWith(
            "public sealed record GptBatchOptions\n{\n", listing.CodeOnly().Text, StringComparison.Ordinal);
        Assert.Equal("StudyKit/Training/Trainer.cs", Source.Of(typeof(Trainer<>)).File);
    }

    [Fact]
    public void Types_of_other_libraries_and_unknown_members_are_refused()
    {
        Assert.Contains("System.String", Assert.Throws<ArgumentException>(() => Source.Of<string>()).Message);
        Assert.Contains("'Nothing'", Assert.Throws<ArgumentException>(() => Source.Of<Interval>("Nothing")).Message);
    }
}
