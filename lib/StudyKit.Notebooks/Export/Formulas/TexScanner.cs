using System.Globalization;
using System.Text;

namespace StudyKit.Notebooks.Export.Formulas;

/// <summary>
/// Finds the formulas of a Markdown text before Markdown sees it, because to Markdown <c>_</c>, <c>\\</c> and <c>|</c>
/// mean something else. Code is left alone. Each formula becomes a placeholder of private-use characters that Markdown
/// passes through.
/// </summary>
internal sealed class TexScanner
{
    // Longer ones with empty lines are two lone $$ far from each other.
    private const int MostLines = 40;

    private const char Open = '\uE000', Close = '\uE001';

    // As in Jupyter every environment is mathematics, except those that only LaTeX documents have.
    private static readonly string[] TextEnvironments =
    [
        "abstract", "algorithm", "algorithmic", "center", "description", "document", "enumerate", "figure", "itemize",
        "lstlisting", "minipage", "quote", "quotation", "table", "tabular", "thebibliography", "tikzpicture",
        "verbatim",
    ];

    private readonly string _text;
    private readonly List<Formula> _formulas = [];
    private readonly StringBuilder _result = new();
    private int _at;

    private TexScanner(string text) => _text = text;

    /// <returns>The text with placeholders, and the formula that each stands for.</returns>
    public static (string Text, IReadOnlyList<Formula> Formulas) Extract(string markdown)
    {
        TexScanner scanner = new(markdown.ReplaceLineEndings("\n")
            .Replace(Open.ToString(), "").Replace(Close.ToString(), ""));
        scanner.Scan();
        return (scanner._result.ToString(), scanner._formulas);
    }

    /// <summary>Puts something in the place of each of the <paramref name="count"/> placeholders.</summary>
    public static string Restore(string text, int count, Func<int, string> formula)
    {
        StringBuilder result = new();
        int at = 0;
        for (int open; (open = text.IndexOf(Open, at)) >= 0;)
        {
            // An entity of the text, &#xE000;, gives the same character after the placeholders were made: it stays as
            // it is.
            int close = text.IndexOf(Close, open);
            bool ours = close > open
                && int.TryParse(
                    text.AsSpan(open + 1, close - open - 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int number) && number < count;
            int end = ours ? close + 1 : open + 1;
            result.Append(text, at, open - at).Append(ours
                ? formula(int.Parse(text.AsSpan(open + 1, close - open - 1), CultureInfo.InvariantCulture))
                : "\uFFFD");
            at = end;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    private void Scan()
    {
        while (_at < _text.Length)
        {
            bool atLineStart = _at == 0 || _text[_at - 1] == '\n';
            if (atLineStart && Fence() is { } fence) Copy(fence);
            else if (_text[_at] == '`') Copy(CodeSpan());
            else if (!Formula()) CopyText();
        }
    }

    private void Copy(int length)
    {
        _result.Append(_text, _at, length);
        _at += length;
    }

    /// <summary>A backslash takes the next character with it, so that <c>\$</c> opens no formula.</summary>
    private void CopyText() => Copy(_text[_at] == '\\' && _at + 1 < _text.Length ? 2 : 1);

    /// <returns>The length of the fenced code block that begins here.</returns>
    private int? Fence()
    {
        int start = _at;
        while (start < _text.Length && start - _at < 3 && _text[start] == ' ') start++;
        if (start >= _text.Length || _text[start] is not ('`' or '~')) return null;
        int ticks = RunLength(start);
        if (ticks < 3) return null;

        char mark = _text[start];
        int line = EndOfLine(start);
        while (line < _text.Length)
        {
            int content = line + 1;
            line = EndOfLine(content);
            string text = _text[content..line].Trim();
            if (text.Length >= ticks && text.All(c => c == mark)) break;
        }

        return Math.Min(line, _text.Length) - _at;
    }

    /// <returns>The length of the code span that begins here, or of its opening ticks when it never ends.</returns>
    private int CodeSpan()
    {
        int ticks = RunLength(_at);
        for (int i = _at + ticks; i < _text.Length; i++)
        {
            if (_text[i] != '`') continue;
            int run = RunLength(i);
            if (run == ticks) return i + run - _at;
            i += run - 1;
        }

        return ticks;
    }

    private bool Formula()
    {
        if (Starts("$$")) return Delimited("$$", "$$", display: true) || WithEmptyLines();
        if (Starts("\\[")) return Delimited("\\[", "\\]", display: true);
        if (Starts("\\(")) return Delimited("\\(", "\\)", display: false);
        if (Starts("$")) return Dollar();
        if (Starts("\\eqref{") || Starts("\\ref{")) return Reference();
        return Starts("\\begin{") && Environment();
    }

    /// <summary>A reference to a labelled equation stands in the text as well as in a formula.</summary>
    private bool Reference()
    {
        int end = _text.IndexOf('}', _at);
        return end > 0 && !_text.AsSpan(_at, end - _at).Contains('\n') && Take(_text[_at..(end + 1)], false, end + 1);
    }

    private bool Delimited(string open, string close, bool display)
    {
        int end = Find(close, _at + open.Length);
        if (end < 0) return false;
        return Take(_text[(_at + open.Length)..end], display, end + close.Length);
    }

    /// <summary>
    /// A display formula with an empty line inside, which TeX forbids and many write: where $$ begins a line and ends
    /// one, it is a formula, as VS Code has it, and the empty lines go.
    /// </summary>
    private bool WithEmptyLines()
    {
        if (_text[(_text.LastIndexOf('\n', Math.Max(0, _at - 1)) + 1).._at].Trim(' ').Length > 0 && _at > 0)
        {
            return false;
        }

        int end = _text.IndexOf("$$", _at + 2, StringComparison.Ordinal);
        if (end < 0 || _text[(end + 2)..EndOfLine(end)].Trim(' ').Length > 0) return false;
        string inside = _text[(_at + 2)..end];
        if (inside.Contains("```", StringComparison.Ordinal) || inside.Split('\n').Length > MostLines) return false;
        string[] lines = [.. inside.Split('\n').Where(line => line.Trim(' ').Length > 0)];
        return Take(string.Join('\n', lines), display: true, end + 2);
    }

    /// <summary>
    /// As Pandoc has it: no space after the first dollar nor before the last, and no digit after it. Prices stay
    /// prices.
    /// </summary>
    private bool Dollar()
    {
        int first = _at + 1;
        if (first >= _text.Length || char.IsWhiteSpace(_text[first])) return false;
        int end = Find("$", first);
        if (end < 0 || char.IsWhiteSpace(_text[end - 1])) return false;
        if (end + 1 < _text.Length && char.IsAsciiDigit(_text[end + 1])) return false;
        if (_text.AsSpan(first, end - first).Contains('`')) return false;
        return Take(_text[first..end], display: false, end + 1);
    }

    private bool Environment()
    {
        int brace = _text.IndexOf('}', _at);
        if (brace < 0) return false;
        string name = _text[(_at + 7)..brace];
        string bare = name.TrimEnd('*');
        if (bare.Length == 0 || !bare.All(char.IsAsciiLetter) || TextEnvironments.Contains(bare)) return false;
        string close = $"\\end{{{name}}}";
        int end = Find(close, brace);
        return end >= 0 && Take(_text[_at..(end + close.Length)], display: true, end + close.Length);
    }

    private bool Take(string tex, bool display, int next)
    {
        if (string.IsNullOrWhiteSpace(tex)) return false;
        _result.Append(Open).Append(_formulas.Count).Append(Close);
        string inQuote = tex.Replace("\n> ", "\n").Replace("\n>", "\n");
        _formulas.Add(new Formula((InQuote() ? inQuote : tex).Trim(), display, _text[_at..next]));
        _at = next;
        return true;
    }

    private bool InQuote() => _text.AsSpan(_text.LastIndexOf('\n', _at) + 1).TrimStart(' ') is ['>', ..];

    /// <summary>Looks for the closing delimiter within the paragraph, past escaped characters.</summary>
    private int Find(string close, int from)
    {
        for (int i = from; i < _text.Length; i++)
        {
            if (_text[i] == '\n' && _text.AsSpan(i + 1).TrimStart(' ') is ['\n', ..] or []) return -1;
            if (string.CompareOrdinal(_text, i, close, 0, close.Length) == 0) return i;
            if (_text[i] == '\\') i++;
        }

        return -1;
    }

    private bool Starts(string text) => string.CompareOrdinal(_text, _at, text, 0, text.Length) == 0;

    private int RunLength(int from) =>
        _text.AsSpan(from).IndexOfAnyExcept(_text[from]) is >= 0 and var length ? length : _text.Length - from;

    private int EndOfLine(int from) =>
        from >= _text.Length ? _text.Length : _text.IndexOf('\n', from) is >= 0 and var end ? end : _text.Length;
}

/// <param name="Tex">LaTeX without its delimiters.</param>
/// <param name="Display">Whether it stands on a line of its own.</param>
/// <param name="Source">As it stood in the text.</param>
internal sealed record Formula(string Tex, bool Display, string Source);
