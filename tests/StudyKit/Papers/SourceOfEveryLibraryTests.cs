using System.Reflection;
using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Papers;
using StudyKit.Tests.Support;
using StudyKit.Text;
using StudyKit.World;

namespace StudyKit.Tests.Papers;

/// <summary>A notebook can show any public type that it can use, whichever library it is from.</summary>
public sealed class SourceOfEveryLibraryTests
{
    public static TheoryData<string> Libraries =>
    [
        .. new[] { typeof(Source), typeof(ITokenizer), typeof(SmallWorld), typeof(Figure), typeof(ClaimRecord) }
            .Select(type => type.Assembly.GetName().Name!),
    ];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_public_type_is_shown_as_its_file_has_it(string library)
    {
        Type[] types = Assembly.Load(library).GetExportedTypes();
        Assert.True(types.Length >= 10);
        Assert.Equal("", string.Join("\n\n", types.Select(Problem).OfType<string>()));
    }

    [Fact]
    public void An_attribute_over_several_lines_belongs_to_the_listing()
    {
        string[] lines = Source.Of<ProgressReport>().Text.Split('\n');
        Assert.StartsWith("/// <summary>", lines[0], StringComparison.Ordinal);
        int attribute = Array.IndexOf(lines, "[TypeFormatterSource(");
        Assert.True(attribute > 0);
        Assert.StartsWith("public sealed record ProgressReport(", lines[attribute + 2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_another_library_is_refused_by_name()
    {
        string message = Assert.Throws<ArgumentException>(() => Source.Of<Uri>()).Message;
        Assert.Contains("System.Uri", message, StringComparison.Ordinal);
    }

    private static string? Problem(Type type)
    {
        SourceListing listing = Source.Of(type);
        string[] shown = listing.Text.Split('\n');
        string[] file = File.ReadAllLines(SolutionFolder.File(["lib", .. listing.File.Split('/')]));
        string name = type.Name.Split('`')[0];
        IEnumerable<string> there = file.Skip(listing.Line - 1).Take(shown.Length).Select(line => line.Trim());
        bool same = there.SequenceEqual(shown.Select(line => line.Trim()));
        // Nothing of the declaration was left above, and its documentation is there.
        string above = listing.Line > 1 ? file[listing.Line - 2].TrimEnd() : "";
        bool whole = above.Length == 0 || above.EndsWith(';') || above.EndsWith('{') || above.EndsWith('}');
        bool documented = shown[0].StartsWith("/// <", StringComparison.Ordinal);
        bool declares = shown.Any(line => line.StartsWith("public ", StringComparison.Ordinal)
            && line.Contains(name, StringComparison.Ordinal));
        bool ends = shown[^1].EndsWith('}') || shown[^1].EndsWith(';');
        return same && whole && documented && declares && ends
            ? null : $"{type.FullName} in {listing.File}, line {listing.Line}:\n{listing.Text}";
    }
}
