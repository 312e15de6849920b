using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Export.Formulas;

/// <summary>
/// What the formulas of one page share, as in Jupyter: macros, which hold from their definition to the end of the page,
/// and the numbers of labelled equations, which may be referred to before they stand.
/// </summary>
/// <remarks>
/// Only an equation with a <c>\label</c> is numbered by itself: a number in a report is else the paper's, written with
/// <c>\tag</c>, and no automatic number equals one of those.
/// </remarks>
internal sealed partial class PageFormulas
{
    private readonly OrderedDictionary<string, string> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);

    /// <summary>Numbers the labels of the page's texts, in their order.</summary>
    public void Number(IEnumerable<string> texts)
    {
        string[] formulas = [.. texts.SelectMany(text => TexScanner.Extract(text).Formulas).Select(one => one.Tex)];
        HashSet<string> used = [.. formulas.SelectMany(tex => Tag().Matches(tex)).Select(tag => tag.Groups[1].Value)];
        int next = 1;
        foreach (string tex in formulas)
        {
            foreach (Match label in Label().Matches(tex))
            {
                string? number = TagOfRow(tex, label);
                while (number is null && used.Contains(next.ToString(CultureInfo.InvariantCulture))) next++;
                _numbers.TryAdd(label.Groups[1].Value, number ?? (next++).ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>The id of the place of a labelled equation.</summary>
    public static string Anchor(string label) => "eq-" + NoName().Replace(label, "-");

    /// <summary>The label that a text between formulas refers to, and how; null when it is a formula.</summary>
    public static (string Label, bool InBrackets)? Reference(string tex) =>
        WholeReference().Match(tex) is { Success: true } one
            ? (one.Groups[2].Value, one.Groups[1].Value == "eqref") : null;

    /// <summary>The number of a label; null when no equation has it.</summary>
    public string? NumberOf(string label) => _numbers.GetValueOrDefault(label);

    /// <summary>
    /// The formula as the converter takes it: its definitions are kept for the page and taken out, macros that it uses
    /// stand before it, labels are tags and references numbers.
    /// </summary>
    /// <returns>The LaTeX, empty when it only defines, and the labels in it.</returns>
    public (string Tex, IReadOnlyList<string> Labels) Prepare(string tex)
    {
        string rest = Define(tex);
        List<string> labels = [];
        string numbered = Label().Replace(rest, label =>
        {
            labels.Add(label.Groups[1].Value);
            string? number = NumberOf(label.Groups[1].Value);
            return number is null || TagOfRow(rest, label) is not null ? "" : $"\\tag{{{number}}}";
        });
        numbered = InnerReference().Replace(numbered, reference =>
        {
            string number = NumberOf(reference.Groups[2].Value) ?? "???";
            return reference.Groups[1].Value == "eqref" ? $"\\text{{({number})}}" : $"\\text{{{number}}}";
        });
        string formula = numbered.Trim();
        bool usesMacro = _macros.Keys.Any(name => Uses(formula, name));
        return (formula.Length > 0 && usesMacro ? string.Concat(_macros.Values) + formula : formula, labels);
    }

    /// <summary>Keeps the definitions of a formula and gives what is left of it.</summary>
    private string Define(string tex)
    {
        StringBuilder rest = new();
        int at = 0;
        foreach (Match command in Definition().Matches(tex))
        {
            if (command.Index < at || Read(tex, command) is not { } read) continue;
            rest.Append(tex, at, command.Index - at);
            _macros.Remove(read.Name);
            _macros.Add(read.Name, read.Text);
            at = read.End;
        }

        return rest.Append(tex, at, tex.Length - at).ToString();
    }

    /// <summary>
    /// The definition as <c>\def</c>, which replaces an older one in silence, as a page's cells that are run again do.
    /// </summary>
    private static (string Name, string Text, int End)? Read(string tex, Match command)
    {
        int body = tex.IndexOf('{', command.Index + command.Length);
        if (body < 0 || EndOfGroup(tex, body) is not { } end) return null;
        string name = command.Groups["name"].Value, kind = command.Groups["kind"].Value;
        string between = tex[(command.Index + command.Length)..body].Trim(), content = tex[body..end];
        if (kind.StartsWith("DeclareMathOperator", StringComparison.Ordinal))
        {
            return (name, $"\\def{name}{{\\operatorname{(kind.EndsWith('*') ? "*" : "")}{content}}}", end);
        }

        if (kind is "def" or "gdef") return (name, $"\\def{name}{between}{content}", end);
        Match count = Count().Match(between);
        if (!count.Success) return null;
        // A default for the first argument has no \def: it is kept as it was written.
        if (count.Groups[2].Success) return (name, $"\\providecommand{{{name}}}{between}{content}", end);
        int arguments = count.Groups[1].Success ? count.Groups[1].Value[0] - '0' : 0;
        string parameters = string.Concat(Enumerable.Range(1, arguments).Select(i => $"#{i}"));
        return (name, $"\\def{name}{parameters}{content}", end);
    }

    private static int? EndOfGroup(string tex, int open)
    {
        int depth = 0;
        for (int i = open; i < tex.Length; i++)
        {
            if (tex[i] == '\\') i++;
            else if (tex[i] == '{') depth++;
            else if (tex[i] == '}' && --depth == 0) return i + 1;
        }

        return null;
    }

    private static bool Uses(string tex, string name)
    {
        for (int at = tex.IndexOf(name, StringComparison.Ordinal); at >= 0;
            at = tex.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            int end = at + name.Length;
            if (end == tex.Length || !char.IsAsciiLetter(tex[end]) || !char.IsAsciiLetter(name[^1])) return true;
        }

        return false;
    }

    /// <summary>The tag in the label's own row; rows end at a double backslash.</summary>
    private static string? TagOfRow(string tex, Match label)
    {
        int start = tex.LastIndexOf("\\\\", label.Index, StringComparison.Ordinal), from = Math.Max(0, start);
        int end = tex.IndexOf("\\\\", label.Index + label.Length, StringComparison.Ordinal);
        Match tag = Tag().Match(tex[from..(end < 0 ? tex.Length : end)]);
        return tag.Success ? tag.Groups[1].Value : null;
    }

    [GeneratedRegex(@"\\label\s*\{([^{}]+)\}")]
    private static partial Regex Label();

    [GeneratedRegex(@"\\tag\*?\s*\{([^{}]+)\}")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A\s*\\(eqref|ref)\s*\{([^{}]+)\}\s*\z")]
    private static partial Regex WholeReference();

    [GeneratedRegex(@"\\(eqref|ref)\s*\{([^{}]+)\}")]
    private static partial Regex InnerReference();

    [GeneratedRegex(@"\\(?<kind>newcommand|renewcommand|providecommand|DeclareMathOperator\*?|g?def)\*?\s*" +
        @"(?:\{\s*(?<name>\\(?:[A-Za-z]+|.))\s*\}|(?<name>\\(?:[A-Za-z]+|.)))")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\A(?:\[([0-9])\])?(\[[^\]]*\])?\z")]
    private static partial Regex Count();

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex NoName();
}
