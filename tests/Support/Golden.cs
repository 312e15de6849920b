using System.Runtime.CompilerServices;
using System.Text;
using Xunit.Sdk;

namespace StudyKit.Tests.Support;

/// <summary>
/// Compares text with a file under <c>tests/Golden</c> that a person has read and accepted.
/// A golden is short enough to be read in review; numbers that vary from run to run are scrubbed by the caller.
/// </summary>
public static class Golden
{
    /// <summary>Set to 1, it makes <see cref="Verify"/> write the file instead of comparing.</summary>
    public const string AcceptVariable = "STUDYKIT_ACCEPT_GOLDEN";

    private const int MostLines = 60;
    private const int LargestBytes = 20 * 1024;

    public static string Folder { get; } = SolutionFolder.File("tests", "Golden");

    /// <summary>Fails unless <paramref name="actual"/> equals the golden called <paramref name="name"/>.</summary>
    /// <param name="actual">The text as the code under test gives it.</param>
    /// <param name="name">
    /// Path below tests/Golden with its extension, as a literal ("Export/tiny.html"): goldens that no test names are
    /// reported.
    /// </param>
    /// <param name="test">Filled by the compiler: the test method, for the command in the failure text.</param>
    public static void Verify(string actual, string name, [CallerMemberName] string test = "")
    {
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1") Accept(Checked(actual, name), name);
        else Compare(actual, name, test);
    }

    /// <summary>As <see cref="Verify"/>, never accepting.</summary>
    public static void Compare(string actual, string name, string test)
    {
        string received = Checked(actual, name), path = PathOf(name), receivedPath = ReceivedPathOf(name);
        string? expected = File.Exists(path) ? Normalise(File.ReadAllText(path)) : null;
        if (expected == received) return;

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(receivedPath, received);
        string difference = expected is null ? "There is no such golden yet." : FirstDifference(expected, received);
        throw new XunitException(
            $"{difference}\nExpected: tests/Golden/{name}\nReceived: " +
            $"{Path.GetRelativePath(SolutionFolder.Path, receivedPath)}\n" +
            $"If what was received is right, accept it:\n  {AcceptVariable}=1 dotnet test -c Release --filter " +
            $"FullyQualifiedName~{test}");
    }

    private static void Accept(string received, string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), received);
        File.Delete(ReceivedPathOf(name));
    }

    private static string Checked(string actual, string name)
    {
        string received = Normalise(actual);
        int bytes = Encoding.UTF8.GetByteCount(received), lines = received.Count('\n');
        if (bytes <= LargestBytes && lines <= MostLines) return received;
        throw new XunitException($"A golden has at most {MostLines} lines and {LargestBytes} bytes, so that it is " +
            $"read; {name} would have {lines} lines and {bytes} bytes. Compare a part of it.");
    }

    private static string PathOf(string name) => Path.Combine(Folder, name.Replace('/', Path.DirectorySeparatorChar));

    private static string ReceivedPathOf(string name) =>
        Path.ChangeExtension(PathOf(name), ".received" + Path.GetExtension(name));

    private static string FirstDifference(string expected, string received)
    {
        string[] left = expected.Split('\n'), right = received.Split('\n');
        int line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"Line {line + 1} differs.\n  expected: {LineAt(left, line)}\n  received: {LineAt(right, line)}";
    }

    private static string LineAt(string[] lines, int line) => line < lines.Length ? lines[line] : "(end of text)";

    private static string Normalise(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
