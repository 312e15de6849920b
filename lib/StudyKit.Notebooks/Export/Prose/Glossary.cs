using System.Text.RegularExpressions;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>One term of the glossary.</summary>
/// <param name="Id">Its anchor in <c>glossary.md</c>.</param>
/// <param name="Name">The term in English and Chinese.</param>
/// <param name="Text">What it means, Markdown: a paragraph of each language.</param>
internal sealed record GlossaryTerm(string Id, string Name, string Text);

/// <summary>
/// The terms of <c>notebooks/glossary.md</c>, which notebooks link to. A report lies alone, so it brings the terms
/// along that its text links to.
/// </summary>
internal static partial class Glossary
{
    private static readonly Lazy<Dictionary<string, GlossaryTerm>> s_terms =
        new(() => Parse(Resource.Text("glossary.md")).ToDictionary(term => term.Id, StringComparer.Ordinal));

    /// <summary>All terms.</summary>
    public static IReadOnlyCollection<GlossaryTerm> All => s_terms.Value.Values;

    /// <summary>
    /// The term that a link leads to, as <c>glossary.md#self-attention</c>; null where it leads elsewhere.
    /// </summary>
    /// <param name="target">The address of a link.</param>
    public static GlossaryTerm? Of(string target)
    {
        string[] parts = target.Split('#');
        return parts.Length == 2 && Path.GetFileName(parts[0]) == "glossary.md"
            ? s_terms.Value.GetValueOrDefault(parts[1])
            : null;
    }

    /// <summary>
    /// Reads terms: an anchor, a heading of the third level with both names, and the paragraphs below it.
    /// </summary>
    /// <param name="markdown">The file.</param>
    internal static IEnumerable<GlossaryTerm> Parse(string markdown) =>
        Term().Matches(markdown.ReplaceLineEndings("\n")).Select(match => new GlossaryTerm(
            match.Groups["id"].Value, match.Groups["name"].Value.Trim(), match.Groups["text"].Value.Trim()));

    [GeneratedRegex(
        @"^<a id=""(?<id>[^""]+)""></a>\s*\n### (?<name>.+)\n(?<text>(?:(?!<a id=|#).*(?:\n|\z))*)",
        RegexOptions.Multiline)]
    private static partial Regex Term();
}
