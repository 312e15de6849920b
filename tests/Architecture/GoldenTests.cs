using StudyKit.Tests.Support;
using Xunit.Sdk;

namespace StudyKit.Tests.Architecture;

public sealed class GoldenTests
{
    [Fact]
    public void Every_golden_is_named_by_a_test()
    {
        string sources =
            string.Concat(Directory.EnumerateFiles(SolutionFolder.File("tests"), "*.cs", SearchOption.AllDirectories)
                .Select(File.ReadAllText));
        HashSet<string> notebooks = [.. Directory.EnumerateFiles(SolutionFolder.File("notebooks"), "*.ipynb")
            .Select(path => $"Notebooks/{Path.GetFileNameWithoutExtension(path)}.txt")];
        string[] unused = [.. Directory.EnumerateFiles(Golden.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Golden.Folder, path).Replace('\\', '/'))
            .Where(name => !name.Contains(".received.", StringComparison.Ordinal)
                // A notebook's claims have the notebook's name.
                && !notebooks.Contains(name)
                && !sources.Contains($"\"{name}\"", StringComparison.Ordinal))];

        Assert.True(
            unused.Length == 0,
            $"No test names these files of tests/Golden any more, delete them: {string.Join(", ", unused)}");
    }

    [Fact]
    public void An_unequal_text_is_told_with_its_line_and_the_command_that_accepts_it()
    {
        XunitException failure = Assert.Throws<XunitException>(
            () => Golden.Compare("one\nzwei\nthree", "Support/three-lines.txt", "An_unequal_text"));
        File.Delete(Path.Combine(Golden.Folder, "Support", "three-lines.received.txt"));

        Assert.Contains("Line 2 differs.", failure.Message);
        Assert.Contains("expected: two", failure.Message);
        Assert.Contains("received: zwei", failure.Message);
        Assert.Contains(
            "STUDYKIT_ACCEPT_GOLDEN=1 dotnet test -c Release --filter FullyQualifiedName~An_unequal_text",
            failure.Message);
    }

    [Fact]
    public void Line_endings_and_the_last_newline_do_not_count() =>
        Golden.Verify("one\r\ntwo\r\nthree\r\n\r\n", "Support/three-lines.txt");

    [Theory]
    [InlineData(61, 1)]
    [InlineData(1, 30_000)]
    public void A_text_too_long_to_read_is_refused(int lines, int width)
    {
        string text = string.Join('\n', Enumerable.Repeat(new string('x', width), lines));
        XunitException failure =
            Assert.Throws<XunitException>(() => Golden.Verify(text, "Support/never-written.txt"));
        Assert.Contains("at most 60 lines and 20480 bytes", failure.Message, StringComparison.Ordinal);
    }
}
