using System.Text;
using Microsoft.CodeAnalysis;

namespace StudyKit.Notebooks.Execution.Language;

/// <summary>Turns the compiler's tagged text into Markdown: a declaration as code, prose as prose.</summary>
internal static class TaggedMarkdown
{
    // What Roslyn puts around lists and sections.
    private const string Begin = "ContainerStart", End = "ContainerEnd";

    /// <summary>C# in a fence.</summary>
    public static string Code(string declaration) => $"```csharp\n{declaration.Trim()}\n```";

    /// <summary>A declaration in its first line, prose after it.</summary>
    public static string Declared(IReadOnlyList<TaggedText> parts)
    {
        int end = 0;
        while (end < parts.Count && parts[end].Tag != TextTags.LineBreak) end++;
        string prose = Prose(parts.Skip(end));
        string code = Code(Plain(parts.Take(end)));
        return prose.Length == 0 ? code : $"{code}\n\n{prose}";
    }

    /// <summary>The text as it is.</summary>
    public static string Plain(IEnumerable<TaggedText> parts) => string.Concat(parts.Select(part => part.Text));

    /// <summary>Prose: names of the code in it as code, line breaks as paragraphs.</summary>
    public static string Prose(IEnumerable<TaggedText> parts)
    {
        StringBuilder text = new(), name = new();
        foreach (TaggedText part in parts)
        {
            bool isWord = part.Tag is TextTags.LineBreak or TextTags.Text or TextTags.Space or Begin or End;
            if (!isWord)
            {
                name.Append(part.Text);
                continue;
            }

            Close();
            text.Append(part.Tag switch
            {
                TextTags.LineBreak => "\n\n",
                Begin => part.Text.Trim().Length > 0 ? Escape(part.Text) : "",
                End => "",
                _ => Escape(part.Text),
            });
        }

        Close();
        return Paragraphs(text.ToString());

        // What stands side by side is one name: System.IO.IOException.
        void Close()
        {
            if (name.Length == 0) return;
            string code = name.ToString();
            text.Append(code.Any(char.IsLetterOrDigit) ? $"`{code}`" : Escape(code));
            name.Clear();
        }
    }

    /// <summary>Text in which no letter means Markdown.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (char letter in text)
        {
            if (letter is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#') escaped.Append('\\');
            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    /// <summary>Paragraphs without blanks around them or empty ones between them.</summary>
    public static string Paragraphs(string text) => string.Join(
        "\n\n", text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries
            | StringSplitOptions.RemoveEmptyEntries));
}
