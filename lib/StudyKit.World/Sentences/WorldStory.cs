namespace StudyKit.World.Sentences;

/// <summary>A few sentences about one person's day, in both languages.</summary>
/// <param name="Sentences">The sentences in order.</param>
public sealed record WorldStory(IReadOnlyList<WorldPair> Sentences)
{
    /// <summary>The story in English.</summary>
    public string EnglishText => string.Join(' ', Sentences.Select(sentence => sentence.EnglishText));

    /// <summary>The story in Chinese.</summary>
    public string ChineseText => string.Concat(Sentences.Select(sentence => sentence.ChineseText));
}
