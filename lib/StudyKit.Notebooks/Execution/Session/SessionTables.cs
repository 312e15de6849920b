using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;
using StudyKit.Notebooks.Execution.Formatting;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// What <c>#!time</c>, <c>#!who</c>, <c>#!whos</c> and <c>#!about</c> show, in .NET Interactive's words.
/// </summary>
internal static class SessionTables
{
    private const int LongestValue = 200;

    /// <summary>The kit's version.</summary>
    public static string Version { get; } =
        (typeof(SessionTables).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? typeof(SessionTables).Assembly.GetName().Version!.ToString()).Split('+')[0];

    /// <summary>How long the cell took from <c>#!time</c> to its end.</summary>
    public static MimeBundle WallTime(TimeSpan elapsed)
    {
        MimeBundle bundle = [];
        bundle.Add(MimeTypes.Plain, string.Create(
            CultureInfo.InvariantCulture, $"Wall time: {elapsed.TotalMilliseconds:0.####}ms"));
        return bundle;
    }

    /// <summary>The names of the variables, each once, in alphabetical order.</summary>
    public static MimeBundle Names(IEnumerable<(string Name, object? Value)> variables) =>
        Table(["Variable"], Distinct(variables).Select(one => (string[])[one.Name]));

    /// <summary>The variables with their types and values; a long value is cut.</summary>
    public static MimeBundle Values(IEnumerable<(string Name, object? Value)> variables) =>
        Table(["Variable", "Type", "Value"], Distinct(variables).Select(
            one => (string[])[one.Name, one.Value?.GetType().ToString() ?? "<null>", Text(one.Value)]));

    /// <summary>Which program runs the cells.</summary>
    public static MimeBundle About()
    {
        return Table(["StudyKit", Version],
        [
            ["Runtime", RuntimeInformation.FrameworkDescription],
            ["System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"],
            ["Language", "C#, one session for each notebook"],
        ]);
    }

    private static IEnumerable<(string Name, object? Value)> Distinct(
        IEnumerable<(string Name, object? Value)> variables) =>
        variables.DistinctBy(one => one.Name).OrderBy(one => one.Name, StringComparer.Ordinal);

    private static string Text(object? value)
    {
        MimeBundle shown = ObjectFormatter.Format(value);
        string text = shown.Text(MimeTypes.Plain) ?? value?.ToString() ?? "";
        return text.Length <= LongestValue ? text : text[..(LongestValue - 1)] + "…";
    }

    private static MimeBundle Table(string[] head, IEnumerable<string[]> rows) =>
        new TextTable(head, [.. rows]).ToBundle();
}
