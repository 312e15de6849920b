namespace StudyKit.Text;

/// <summary>
/// A change made to every text before it is cut into tokens. It keeps the length of the text,
/// so that a token's span is the same place in the text before and after.
/// </summary>
public sealed class TextNormalizer
{
    private readonly Func<string, string> _change;

    private TextNormalizer(string name, Func<string, string> change)
    {
        Name = name;
        _change = change;
    }

    /// <summary>Changes nothing.</summary>
    public static TextNormalizer None { get; } = new("none", text => text);

    /// <summary>Makes every letter small by Unicode's one-to-one mapping, the same in every culture.</summary>
    public static TextNormalizer LowerCase { get; } = new("lowercase", text => text.ToLowerInvariant());

    /// <summary>The name a saved tokenizer carries.</summary>
    public string Name { get; }

    /// <summary>The changed text, as long as the text given.</summary>
    /// <param name="text">Any text.</param>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _change(text);
    }

    /// <summary>The normalizer of a saved tokenizer.</summary>
    /// <param name="name">"none" or "lowercase".</param>
    /// <exception cref="ArgumentException">For any other name.</exception>
    public static TextNormalizer Named(string name) => name switch
    {
        "none" => None,
        "lowercase" => LowerCase,
        _ => throw new ArgumentException(
            $"A normalizer is one of 'none' and 'lowercase'. Received '{name}'.", nameof(name)),
    };
}
