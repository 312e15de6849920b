using System.Globalization;
using System.Text.RegularExpressions;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Tests.Notebooks;

/// <summary>
/// How hard a text is to read: the Flesch-Kincaid grade, 0.39 · words / sentence + 11.8 · syllables / word - 15.59
/// (Kincaid et al., 1975), about the school year in which it is understood. Syllables are counted by groups of vowels.
/// </summary>
/// <param name="Sentences">How many sentences the prose has.</param>
/// <param name="Words">How many words.</param>
/// <param name="Syllables">How many syllables.</param>
internal sealed partial record ReadingEase(int Sentences, int Words, int Syllables)
{
    /// <summary>Words a sentence.</summary>
    public double SentenceLength => (double)Words / Sentences;

    /// <summary>The Flesch-Kincaid grade.</summary>
    public double Grade => 0.39 * SentenceLength + 11.8 * Syllables / Words - 15.59;

    /// <summary>
    /// Measures the paragraphs and list items of Markdown. Headings, tables, code, formulas, addresses and Chinese are
    /// no English prose; a formula or a piece of code in a sentence is left out of it.
    /// </summary>
    public static ReadingEase Of(IEnumerable<string> markdown)
    {
        int sentences = 0, words = 0, syllables = 0;
        foreach (string sentence in markdown.SelectMany(Sentence))
        {
            string[] all = [.. Word().Matches(sentence).Select(match => match.Value)];
            if (all.Length < 3) continue;   // a label in a list, the rest of a formula
            sentences++;
            words += all.Length;
            syllables += all.Sum(SyllablesOf);
        }

        return new ReadingEase(sentences, words, syllables);
    }

    /// <summary>Measures a Markdown file, or the Markdown cells of a notebook.</summary>
    public static ReadingEase OfFile(string path) => Of(path.EndsWith(".ipynb", StringComparison.Ordinal)
        ? Notebook.Read(path).Cells.Where(cell => cell.Kind == CellKind.Markdown).Select(cell => cell.Source)
        : [File.ReadAllText(path)]);

    /// <summary>The groups of vowels; a silent e at the end makes none.</summary>
    public static int SyllablesOf(string word)
    {
        string lower = word.ToLowerInvariant();
        int groups = Vowels().Count(lower);
        bool silent = lower.EndsWith('e') && !lower.EndsWith("le", StringComparison.Ordinal)
            || lower.EndsWith("es", StringComparison.Ordinal) && !Sounded().IsMatch(lower)
            || lower.EndsWith("ed", StringComparison.Ordinal) && !Dental().IsMatch(lower);
        return Math.Max(1, silent ? groups - 1 : groups);
    }

    /// <summary>One line for a person.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"grade {Grade:0.0}, {SentenceLength:0.0} words a sentence, {Sentences} sentences");

    private static IEnumerable<string> Sentence(string markdown)
    {
        string text = Fence().Replace(markdown, "\n\n");
        text = DisplayFormula().Replace(text, "\n\n");
        text = Tag().Replace(text, " ");
        foreach (string block in Block().Split(text))
        {
            string line = block.Trim();
            if (line.Length == 0 || line[0] is '#' or '|') continue;
            line = Mark().Replace(line, "");
            line = InlineFormula().Replace(line, "");
            line = Code().Replace(line, "");
            line = Link().Replace(line, "$1");
            line = Address().Replace(line, "");
            line = line.Replace("*", "", StringComparison.Ordinal);
            foreach (string sentence in End().Split(line)) yield return sentence;
        }
    }

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    [GeneratedRegex("(s|x|z|ch|sh|c|g|[^aeiouy]l)es$")]
    private static partial Regex Sounded();

    [GeneratedRegex("[td]ed$")]
    private static partial Regex Dental();

    [GeneratedRegex(@"[A-Za-z]+(?:['’-][A-Za-z]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\$\$.*?\$\$|\\begin\{.*?\\end\{[^}]*\}", RegexOptions.Singleline)]
    private static partial Regex DisplayFormula();

    [GeneratedRegex(@"<[^>]+>")]
    private static partial Regex Tag();

    // An empty line, and the begin of a list item, a row of a table or a heading.
    [GeneratedRegex(@"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)|\n(?=\s*[|#])")]
    private static partial Regex Block();

    [GeneratedRegex(@"^(?:[-*+>]|\d+\.)\s+")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\$[^$]*\$")]
    private static partial Regex InlineFormula();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=[.?!])[""”)]*\s+")]
    private static partial Regex End();
}
