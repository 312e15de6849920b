namespace StudyKit.Text.Examples;

/// <summary>Sentences with their translations, in order.</summary>
public sealed class ParallelText
{
    /// <summary>Pairs the sentences by their place in the two lists.</summary>
    /// <param name="sourceLanguage">The language translated from, for instance "de".</param>
    /// <param name="targetLanguage">The language translated into.</param>
    /// <param name="source">The sentences.</param>
    /// <param name="target">Their translations, as many.</param>
    /// <exception cref="ArgumentException">When the lists differ in length.</exception>
    public ParallelText(
        string sourceLanguage, string targetLanguage, IReadOnlyList<string> source, IReadOnlyList<string> target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Count != target.Count)
            throw new ArgumentException("Parallel text has as many sentences in both languages. Received " +
                $"{source.Count} in '{sourceLanguage}' and {target.Count} in '{targetLanguage}'.", nameof(target));
        (SourceLanguage, TargetLanguage, Source, Target) = (sourceLanguage, targetLanguage, source, target);
    }

    /// <summary>The language translated from.</summary>
    public string SourceLanguage { get; }

    /// <summary>The language translated into.</summary>
    public string TargetLanguage { get; }

    /// <summary>The sentences.</summary>
    public IReadOnlyList<string> Source { get; }

    /// <summary>Their translations.</summary>
    public IReadOnlyList<string> Target { get; }

    /// <summary>How many pairs there are.</summary>
    public int Count => Source.Count;

    /// <summary>The first pairs only, for quick looks.</summary>
    /// <param name="count">At most so many.</param>
    public ParallelText Take(int count) =>
        new(SourceLanguage, TargetLanguage, [.. Source.Take(count)], [.. Target.Take(count)]);
}
