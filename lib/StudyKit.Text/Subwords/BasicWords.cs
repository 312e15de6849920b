using System.Globalization;
using System.Text;

namespace StudyKit.Text.Subwords;

/// <summary>A word after normalisation, each of its characters with the place in the text that it came from.</summary>
/// <param name="Text">The normalised word.</param>
/// <param name="Places">One place for each UTF-16 unit of <paramref name="Text"/>.</param>
internal sealed record BasicWord(string Text, IReadOnlyList<TextSpan> Places)
{
    public TextSpan Span(int start, int length) =>
        new(Places[start].Start, Places[start + length - 1].End - Places[start].Start);
}

/// <summary>
/// BERT's basic tokenizer: control characters go, white space parts words, a Chinese character or a punctuation mark is
/// a word by itself and, if wanted, letters become small and lose their accents. GPT's text is cut in the same way
/// here.
/// </summary>
internal static class BasicWords
{
    /// <summary>The words of a text. A special token written in it stays whole.</summary>
    /// <exception cref="ArgumentException">NUL or half a surrogate pair stands in the text.</exception>
    public static List<BasicWord> Split(string text, bool lowerCase, IReadOnlyList<string> special)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<BasicWord> words = [];
        StringBuilder word = new();
        List<TextSpan> places = [];
        for (int at = 0; at < text.Length;)
        {
            if (text[at] == '['
                && special.FirstOrDefault(name => string.CompareOrdinal(text, at, name, 0, name.Length) == 0)
                    is { Length: > 0 } found)
            {
                End();
                words.Add(new BasicWord(
                    found, [.. Enumerable.Range(at, found.Length).Select(i => new TextSpan(i, 1))]));
                at += found.Length;
                continue;
            }

            if (!Rune.TryGetRuneAt(text, at, out Rune rune))
            {
                throw Bad(at, $"half a surrogate pair (U+{(int)text[at]:X4})");
            }

            if (rune.Value == 0) throw Bad(at, "NUL (U+0000)");
            TextSpan place = new(at, rune.Utf16SequenceLength);
            at = place.End;
            if (IsSpace(rune)) End();
            else if (IsDropped(rune)) continue;
            else Add(rune, place);
        }

        End();
        return words;

        void Add(Rune rune, TextSpan place)
        {
            if (!lowerCase)
            {
                Part(rune, place);
            }
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                // an accent written by itself
                if (places.Count > 0) places[^1] = new TextSpan(places[^1].Start, place.End - places[^1].Start);
            }
            else
            {
                foreach (Rune part in BareLetters.Of(rune).EnumerateRunes()) Part(Rune.ToLowerInvariant(part), place);
            }
        }

        void Part(Rune rune, TextSpan place)
        {
            if (IsPunctuation(rune) || IsChinese(rune.Value)) Alone(rune, place);
            else Append(rune, place);
        }

        void Append(Rune rune, TextSpan place)
        {
            word.Append(rune);
            for (int i = 0; i < rune.Utf16SequenceLength; i++) places.Add(place);
        }

        void Alone(Rune rune, TextSpan place)
        {
            End();
            Append(rune, place);
            End();
        }

        void End()
        {
            if (word.Length > 0) words.Add(new BasicWord(word.ToString(), [.. places]));
            word.Clear();
            places.Clear();
        }
    }

    private static ArgumentException Bad(int at, string what) =>
        new($"A text must be valid Unicode without NUL. Received {what} at position {at}; clean the text first.");

    private static bool IsSpace(Rune rune) => rune.Value is ' ' or '\t' or '\n' or '\r'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    private static bool IsDropped(Rune rune) => rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    // Every ASCII character that is neither letter nor digit counts, "$" and "^" too, though Unicode calls them
    // symbols.
    private static bool IsPunctuation(Rune rune) =>
        rune.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126)
        || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation
                or UnicodeCategory.OpenPunctuation
            or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
                or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation;

    private static bool IsChinese(int value) =>
        value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
