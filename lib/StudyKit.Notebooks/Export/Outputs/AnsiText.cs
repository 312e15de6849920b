using System.Text;
using System.Text.RegularExpressions;
using StudyKit.Contracts;

namespace StudyKit.Notebooks.Export.Outputs;

/// <summary>
/// Text with a terminal's colours as HTML. Each colour becomes the nearest of the page's own, which can be read on its
/// paper by day and by night; cursor commands act as in <see cref="Ansi"/>.
/// </summary>
internal static partial class AnsiText
{
    private static readonly string[] Names =
        ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    private static readonly (int R, int G, int B)[] Colors =
    [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
        (229, 229, 229),
    ];

    /// <summary>The lines, each whole HTML by itself.</summary>
    public static string[] Lines(string text)
    {
        List<string> lines = [];
        List<(char Letter, Style Style)> line = [];
        Style style = default;
        int at = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == '\n')
            {
                lines.Add(Html(line));
                line.Clear();
                at = 0;
            }
            else if (text[i] == '\u001b' && Ansi.Escape(text, i) is { Success: true } escape)
            {
                Match colour = Colour().Match(escape.Value);
                if (colour.Success) style = style.After(colour.Groups[1].Value);
                i += escape.Length - 1;
            }
            else if (text[i] == '\r') at = 0;
            else if (text[i] == '\b') at = Math.Max(0, at - 1);
            else
            {
                if (at < line.Count) line[at] = (text[i], style);
                else line.Add((text[i], style));
                at++;
            }
        }

        return [.. lines];
    }

    private static string Html(List<(char Letter, Style Style)> line)
    {
        int end = line.Count;
        while (end > 0 && char.IsWhiteSpace(line[end - 1].Letter)) end--;
        StringBuilder html = new();
        for (int i = 0; i < end;)
        {
            int start = i;
            StringBuilder run = new();
            while (i < end && line[i].Style == line[start].Style) run.Append(line[i++].Letter);
            string classes = line[start].Style.Classes, escaped = Escaping.Html(run.ToString());
            html.Append(classes.Length == 0 ? escaped : $"<span class=\"{classes}\">{escaped}</span>");
        }

        return html.ToString();
    }

    [GeneratedRegex(@"\A\x1b\[([0-9;:]*)m\z")]
    private static partial Regex Colour();

    private readonly record struct Style(string? Fore, bool Back, bool Bold, bool Italic, bool Underlined)
    {
        public string Classes => string.Join(' ', new[]
        {
            Fore is null ? "" : $"ansi-{Fore}", Back ? "ansi-back" : "", Bold ? "ansi-bold" : "",
            Italic ? "ansi-italic" : "", Underlined ? "ansi-underlined" : "",
        }.Where(name => name.Length > 0));

        public Style After(string codes)
        {
            Style style = this;
            int[] numbers = [.. codes.Split(';', ':').Select(code => int.TryParse(code, out int number) ? number : 0)];
            for (int i = 0; i < numbers.Length; i++)
            {
                style = numbers[i] switch
                {
                    0 => default,
                    1 => style with { Bold = true },
                    3 => style with { Italic = true },
                    4 => style with { Underlined = true },
                    7 => style with { Back = true },
                    22 => style with { Bold = false },
                    23 => style with { Italic = false },
                    24 => style with { Underlined = false },
                    27 or 49 => style with { Back = false },
                    >= 30 and <= 37 => style with { Fore = Names[numbers[i] - 30] },
                    38 => style with { Fore = Wide(numbers, ref i) },
                    39 => style with { Fore = null },
                    >= 40 and <= 47 or >= 100 and <= 107 => style with { Back = true },
                    48 => style with { Back = Wide(numbers, ref i) is not null },
                    >= 90 and <= 97 => style with { Fore = Names[numbers[i] - 90] },
                    _ => style,
                };
            }

            return style;
        }

        /// <summary>The colour of <c>5;n</c> (one of 256) or <c>2;r;g;b</c>; null when it is cut off.</summary>
        private static string? Wide(int[] numbers, ref int i)
        {
            if (i + 2 < numbers.Length && numbers[i + 1] == 5)
            {
                int n = numbers[i += 2];
                if (n < 16) return Names[n % 8];
                if (n >= 232) return Nearest(((n - 232) * 10) + 8, ((n - 232) * 10) + 8, ((n - 232) * 10) + 8);
                return Nearest(Level((n - 16) / 36), Level((n - 16) / 6 % 6), Level((n - 16) % 6));
            }

            if (i + 4 >= numbers.Length || numbers[i + 1] != 2) return null;
            i += 4;
            return Nearest(numbers[i - 2], numbers[i - 1], numbers[i]);
        }

        private static int Level(int step) => step == 0 ? 0 : (step * 40) + 55;

        private static string Nearest(int r, int g, int b) => Names[Enumerable.Range(0, Colors.Length).MinBy(i =>
            Math.Pow(Colors[i].R - r, 2) + Math.Pow(Colors[i].G - g, 2) + Math.Pow(Colors[i].B - b, 2))];
    }
}
