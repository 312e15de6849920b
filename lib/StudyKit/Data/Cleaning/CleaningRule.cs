namespace StudyKit.Data.Cleaning;

/// <summary>
/// One thing that is wrong with raw utterances, and what is done about it. Rules know one utterance and nothing else,
/// so any number of threads may use one at the same time.
/// </summary>
/// <param name="name">A short name, lower case.</param>
/// <param name="why">One sentence: what the rule does and why.</param>
/// <param name="before">An utterance that it is for.</param>
/// <param name="after">What becomes of it; null when it goes.</param>
public abstract class CleaningRule(string name, string why, string before, string? after)
{
    /// <summary>A short name.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence: what the rule does and why.</summary>
    public string Why { get; } = why;

    /// <summary>An utterance that the rule is for, and what becomes of it; null when it goes.</summary>
    public (string Before, string? After) Example { get; } = (before, after);

    /// <summary>
    /// What a text must have before the rule can do anything to it; null when the rule must see every text.
    /// </summary>
    internal virtual RuleTriggers? Triggers => null;

    /// <summary>
    /// What the rule was told beyond its kind, such as a list of words; a run does not go on under other settings.
    /// </summary>
    internal virtual string Settings => "";

    /// <summary>Cleans an utterance.</summary>
    /// <param name="text">The utterance, whole characters only.</param>
    /// <returns>
    /// The text itself when nothing is wrong with it, another text when something was cut, null when the utterance must
    /// go.
    /// </returns>
    public abstract string? Apply(string text);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Why}";
}
