namespace StudyKit.Data.Cleaning.Rules;

/// <summary>Writes traditional characters in their simplified form.</summary>
public sealed class SimplifiedCharacters() : CleaningRule(
    "simplified",
    "Writes traditional characters in their simplified form, character by character, so that one word has one " +
    "spelling.",
    "妳說什麼", "妳说什么")
{
    private static readonly Lazy<Dictionary<char, char>> s_forms = new(WordList.Simplified);

    internal override RuleTriggers? Triggers => new(s_forms.Value.ContainsKey);

    /// <inheritdoc/>
    public override string? Apply(string text)
    {
        Dictionary<char, char> forms = s_forms.Value;
        int first = 0;
        while (first < text.Length && !forms.ContainsKey(text[first])) first++;
        return first == text.Length ? text : string.Create(text.Length, (text, forms), static (span, state) =>
        {
            for (int i = 0; i < span.Length; i++) span[i] = state.forms.GetValueOrDefault(state.text[i], state.text[i]);
        });
    }
}
