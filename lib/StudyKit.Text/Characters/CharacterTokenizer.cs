using System.Text;

namespace StudyKit.Text.Characters;

/// <summary>
/// One token per character: per Unicode code point, so that an emoji or a rare Chinese character is one token and not
/// two halves.
/// </summary>
/// <remarks>
/// Ids: 0 &lt;pad&gt;, 1 &lt;s&gt;, 2 &lt;/s&gt;, 3 &lt;unk&gt;, then the characters by code. Thread-safe.
/// </remarks>
public sealed class CharacterTokenizer : ITokenizer
{
    private readonly Dictionary<Rune, int> _ids = [];

    /// <summary>Makes a tokenizer of the given characters.</summary>
    /// <param name="characters">
    /// Text that holds every character to be known, in any order and as often as it likes.
    /// </param>
    /// <param name="normalizer">What is done to each text first; nothing when null.</param>
    /// <exception cref="ArgumentException">When the text holds half a surrogate pair.</exception>
    public CharacterTokenizer(string characters, TextNormalizer? normalizer = null)
        : this([characters], normalizer)
    {
    }

    private CharacterTokenizer(IEnumerable<string> texts, TextNormalizer? normalizer)
    {
        Normalizer = normalizer ?? TextNormalizer.None;
        SortedSet<int> codes = [];
        foreach (string text in texts)
        {
            foreach ((Rune rune, _) in Runes(Normalizer.Normalize(text))) codes.Add(rune.Value);
        }

        Vocabulary = new Vocabulary(
            [.. SpecialTokens.StandardNames, .. codes.Select(code => new Rune(code).ToString())],
            SpecialTokens.Standard);
        foreach (int code in codes) _ids.Add(new Rune(code), Vocabulary.IdOf(new Rune(code).ToString()));
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <summary>What is done to each text first.</summary>
    public TextNormalizer Normalizer { get; }

    /// <summary>Makes a tokenizer of all characters in the texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="normalizer">What is done to each text first; nothing when null.</param>
    /// <exception cref="ArgumentException">When a text holds half a surrogate pair; the message says where.</exception>
    public static CharacterTokenizer Learn(IEnumerable<string> texts, TextNormalizer? normalizer = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new CharacterTokenizer(texts, normalizer);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// When the text holds half a surrogate pair; the message says where.
    /// </exception>
    public int[] Encode(string text) =>
        [.. Runes(Normalizer.Normalize(text)).Select(character => IdOf(character.Rune))];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// When the text holds half a surrogate pair; the message says where.
    /// </exception>
    public EncodedText EncodeWithSpans(string text)
    {
        (Rune Rune, int Start)[] characters = [.. Runes(Normalizer.Normalize(text))];
        int[] ids = [.. characters.Select(character => IdOf(character.Rune))];
        return new EncodedText(
            ids,
            [.. ids.Select(id => Vocabulary[id])],
            [.. characters.Select(character => new TextSpan(character.Start, character.Rune.Utf16SequenceLength))]);
    }

    /// <inheritdoc/>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return string.Concat(ids.Where(id => !Vocabulary.Special.IsSilent(id)).Select(id => Vocabulary[id]));
    }

    private int IdOf(Rune rune) => _ids.GetValueOrDefault(rune, Vocabulary.Special.Unknown!.Value);

    private static IEnumerable<(Rune Rune, int Start)> Runes(string text)
    {
        for (int position = 0; position < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, position, out Rune rune))
                throw new ArgumentException("Text is made of whole characters. Received half a surrogate pair, " +
                    $"U+{(int)text[position]:X4}, at position {position}. The text was cut inside a character, or " +
                    "read with the wrong encoding.", nameof(text));
            yield return (rune, position);
            position += rune.Utf16SequenceLength;
        }
    }
}
