using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Papers;

/// <summary>
/// Shows the text that a type of the library was built from, so that a notebook's listing can't drift from the code
/// that runs.
/// </summary>
public static class Source
{
    /// <summary>The declaration of a type with its documentation.</summary>
    /// <typeparam name="T">A type of StudyKit, Text, World, Charts or Contracts.</typeparam>
    public static SourceListing Of<T>() => Of(typeof(T), null);

    /// <summary>One member of a type with its documentation.</summary>
    /// <typeparam name="T">A type of StudyKit, Text, World, Charts or Contracts.</typeparam>
    /// <param name="member">
    /// A method's or property's name, as <c>nameof(MultiHeadAttention.ScaledDotProductAttention)</c>.
    /// </param>
    public static SourceListing Of<T>(string member) => Of(typeof(T), member);

    /// <summary>
    /// The declaration of a type, or of one of its members; for static classes, which cannot be type arguments.
    /// </summary>
    /// <param name="type">A type of StudyKit, Text, World, Charts or Contracts.</param>
    /// <param name="member">A member's name; null for the whole type.</param>
    /// <exception cref="ArgumentException">The type is not of the kit, or has no such member.</exception>
    public static SourceListing Of(Type type, string? member = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        string name = type.Name.Split('`')[0];
        (string path, string[] lines, int start) = Find(type, name);
        if (member is not null)
        {
            Regex memberForm = new($@"^    (\S.*\s)?{Regex.Escape(member)}\s*(\(|<|=>|\{{|$)");
            int at = Array.FindIndex(lines, start + 1, line => memberForm.IsMatch(line)
                && !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
            start = at >= 0 ? at : throw new ArgumentException($"{name} has no member '{member}' " +
                $"in {path}.", nameof(member));
        }

        int end = EndOf(lines, start);
        while (PreambleAbove(lines, start) is { } above) start = above;
        return new SourceListing(
            member is null ? name : $"{name}.{member}", path, start + 1, Unindent(lines[start..(end + 1)]));
    }

    // The file named after the type is looked at first; a type that shares its file with others is found by its
    // declaration.
    private static (string Path, string[] Lines, int Line) Find(Type type, string name)
    {
        const string Prefix = "source/";
        bool parameters = type.Name.Contains('`', StringComparison.Ordinal);
        Regex declaration = Declaration(name, parameters);
        IEnumerable<string> resources = type.Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(resource => Path.GetFileNameWithoutExtension(resource) == name ? 0 : 1)
            .ThenBy(resource => resource, StringComparer.Ordinal);
        foreach (string resource in resources)
        {
            using StreamReader reader = new(type.Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            string[] lines = reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
            if (!lines.Contains($"namespace {type.Namespace};")) continue;
            int line = Array.FindIndex(lines, text => declaration.IsMatch(text));
            if (line < 0) continue;
            string file = resource[Prefix.Length..].Replace('\\', '/');
            return ($"{type.Assembly.GetName().Name}/{file}", lines, line);
        }

        throw new ArgumentException(
            $"Source.Of shows types of the kit's libraries. Received {type.FullName}, which none of the files " +
                $"declares that {type.Assembly.GetName().Name} was built from.",
            nameof(type));
    }

    private static Regex Declaration(string name, bool parameters)
    {
        string end = parameters ? "<" : @"\b(?!<)";
        return new($@"^\s*(public |internal |private |protected |file )[^/""=(]*\b" +
            @"((class|record|struct|interface|enum)\s+(struct\s+|class\s+)?|delegate\s+[^(]*\s)" +
            Regex.Escape(name) + end);
    }

    // The files are formatted by dotnet format: a declaration ends at the first line of its own indentation that
    // closes a brace or a statement.
    private static int EndOf(string[] lines, int start)
    {
        int indentation = Indentation(lines[start]);
        for (int i = start; i < lines.Length; i++)
        {
            string line = lines[i].TrimEnd();
            bool own = line.Length > 0 && Indentation(line) == indentation;
            if (own && i > start && line.TrimStart().StartsWith('}')) return i;
            if ((own || Indentation(line) > indentation) && line.EndsWith(';')
                && !OpensBlock(lines, start, i, indentation))
            {
                return i;
            }
        }

        return lines.Length - 1;
    }

    private static bool OpensBlock(string[] lines, int start, int end, int indentation) =>
        Enumerable.Range(start, end - start + 1).Any(i => Indentation(lines[i]) == indentation
            && lines[i].Trim() == "{");

    // What belongs to the declaration at a line and stands directly above it: a line of documentation, or an
    // attribute, which may take several lines.
    private static int? PreambleAbove(string[] lines, int start)
    {
        int above = start - 1, indentation = Indentation(lines[start]);
        if (above < 0 || Indentation(lines[above]) < indentation) return null;
        if (lines[above].TrimStart().StartsWith("///", StringComparison.Ordinal)) return above;
        if (!lines[above].TrimEnd().EndsWith(']')) return null;
        while (above > 0 && (Indentation(lines[above]) > indentation || lines[above].TrimStart()[0] is ')' or ']'))
        {
            above--;
        }

        return lines[above].TrimStart().StartsWith('[') ? above : null;
    }

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;

    private static string Unindent(string[] lines)
    {
        int least = lines.Where(line => line.Trim().Length > 0).Min(Indentation);
        return string.Join('\n', lines.Select(line => line.Length >= least ? line[least..].TrimEnd() : ""));
    }
}
