using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Papers;

/// <summary>Shows the text that a class of the library was built from, so that a notebook's listing can't drift from the code that runs.</summary>
public static class Source
{
    /// <summary>The declaration of a type with its documentation.</summary>
    /// <typeparam name="T">A class of the library.</typeparam>
    public static SourceListing Of<T>() => Of(typeof(T), null);

    /// <summary>One member of a type with its documentation.</summary>
    /// <typeparam name="T">A class of the library.</typeparam>
    /// <param name="member">A method's or property's name, as <c>nameof(MultiHeadAttention.ScaledDotProductAttention)</c>.</param>
    public static SourceListing Of<T>(string member) => Of(typeof(T), member);

    /// <summary>The declaration of a type, or of one of its members; for static classes, which cannot be type arguments.</summary>
    /// <param name="type">A class of the library.</param>
    /// <param name="member">A member's name; null for the whole type.</param>
    /// <exception cref="ArgumentException">The type is not of this library, or has no such member.</exception>
    public static SourceListing Of(Type type, string? member = null)
    {
        string name = type.Name.Split('`')[0];
        (string path, string[] lines) = Find(type, name);
        Regex declaration = new($@"\b(class|record|struct|interface|enum)\s+(struct\s+|class\s+)?{Regex.Escape(name)}\b");
        int start = Array.FindIndex(lines, line => declaration.IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
        if (member is not null)
        {
            Regex memberForm = new($@"^    (\S.*\s)?{Regex.Escape(member)}\s*(\(|<|=>|\{{|$)");
            int at = Array.FindIndex(lines, start + 1, line => memberForm.IsMatch(line) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal));
            start = at >= 0 ? at : throw new ArgumentException($"{name} has no member '{member}' in {path}.", nameof(member));
        }

        int end = EndOf(lines, start);
        while (start > 0 && IsPreamble(lines[start - 1])) start--;
        return new SourceListing(member is null ? name : $"{name}.{member}", path, start + 1, Unindent(lines[start..(end + 1)]));
    }

    private static (string Path, string[] Lines) Find(Type type, string name)
    {
        const string Prefix = "source/";
        string ending = $"/{name}.cs";
        string[] resources = type.Assembly.GetManifestResourceNames();
        string folder = Prefix + (type.Namespace ?? "").Replace("StudyKit.", "", StringComparison.Ordinal).Replace('.', '/') + ending;
        string resource = resources.Contains(folder) ? folder
            : resources.FirstOrDefault(r => r.StartsWith(Prefix, StringComparison.Ordinal) && r.Replace('\\', '/').EndsWith(ending, StringComparison.Ordinal))
            ?? throw new ArgumentException($"Source.Of shows classes of this library, one a file. {type.FullName} has no file {name}.cs in it.", nameof(type));
        using StreamReader reader = new(type.Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return (resource[Prefix.Length..].Replace('\\', '/'), reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'));
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
            if ((own || Indentation(line) > indentation) && line.EndsWith(';') && !OpensBlock(lines, start, i, indentation)) return i;
        }

        return lines.Length - 1;
    }

    private static bool OpensBlock(string[] lines, int start, int end, int indentation) =>
        Enumerable.Range(start, end - start + 1).Any(i => Indentation(lines[i]) == indentation && lines[i].Trim() == "{");

    private static bool IsPreamble(string line) =>
        line.TrimStart().StartsWith("///", StringComparison.Ordinal) || (line.TrimStart().StartsWith('[') && line.TrimEnd().EndsWith(']'));

    private static int Indentation(string line) => line.Length - line.TrimStart().Length;

    private static string Unindent(string[] lines)
    {
        int least = lines.Where(line => line.Trim().Length > 0).Min(Indentation);
        return string.Join('\n', lines.Select(line => line.Length >= least ? line[least..].TrimEnd() : ""));
    }
}
