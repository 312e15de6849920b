using StudyKit.Text;
using StudyKit.Text.Examples;
using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;
using StudyKit.World.Planning;
using StudyKit.World.Sentences;

namespace StudyKit.World;

/// <summary>Parts of the small world's sentences that share no sentence.</summary>
public enum WorldSplit
{
    /// <summary>For learning.</summary>
    Train,

    /// <summary>For choosing between models while learning.</summary>
    Validation,

    /// <summary>Sentences of the same kind as in <see cref="Train"/>, never seen there.</summary>
    Test,

    /// <summary>Sentences in which two words stand together that never do in the other parts.</summary>
    NewCombinations,
}

/// <summary>
/// A small world made by the kit itself: a few people, what they do in some days, and that told in English and Chinese.
/// Each sentence comes with its translation and with the pairs of words that are translations of each other.
/// The same seed gives the same sentences on every system.
/// </summary>
/// <param name="seed">The seed.</param>
public sealed class SmallWorld(long seed = 0)
{
    private const int SentencesPerEpisode = 150;
    private const int StoriesPerEpisode = 8;
    private const int StoryStream = 1;
    private const int LeastWords = 4;
    private readonly Lexicon _lexicon = Lexicon.Default;

    /// <summary>The seed.</summary>
    public long Seed { get; } = seed;

    /// <summary>
    /// Sentences with their translations, no sentence twice. Asking for more gives the same ones first.
    /// </summary>
    /// <param name="split">Which part.</param>
    /// <param name="count">How many.</param>
    /// <param name="maximumWords">
    /// Sentences with more words in either language, punctuation counted, are left out; at least 8.
    /// </param>
    public IReadOnlyList<WorldPair> Pairs(WorldSplit split, int count, int maximumWords = 25)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumWords, 8);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<WorldPair> pairs = new(count);
        for (int episode = 0; pairs.Count < count; episode++)
        {
            foreach (WorldPair pair in Episode(episode))
            {
                if (pairs.Count == count) break;
                if (Math.Max(pair.English.Count, pair.Chinese.Count) > maximumWords
                    || Math.Min(pair.English.Count, pair.Chinese.Count) < LeastWords || SplitOf(pair) != split)
                {
                    continue;
                }

                if (seen.Add(pair.EnglishText)) pairs.Add(pair);
            }
        }

        return pairs;
    }

    /// <summary>Pairs as parallel text, words with spaces between, for tokenizers that split at spaces.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="fromEnglish">True translates English into Chinese, false the other way.</param>
    public static ParallelText ToParallelText(IReadOnlyList<WorldPair> pairs, bool fromEnglish = true)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        string[] english = [.. pairs.Select(pair => string.Join(' ', pair.English))],
            chinese = [.. pairs.Select(pair => string.Join(' ', pair.Chinese))];
        return fromEnglish
            ? new ParallelText("en", "zh", english, chinese)
            : new ParallelText("zh", "en", chinese, english);
    }

    /// <summary>
    /// Short stories: what one person does on one day, sentence by sentence, with "she" where it is clear who is meant.
    /// </summary>
    /// <param name="count">How many.</param>
    public IReadOnlyList<WorldStory> Stories(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<WorldStory> stories = new(count);
        for (int episode = 0; stories.Count < count; episode++)
        {
            // A stream of its own: stories and single sentences don't tell of the same days.
            SeededRandom random = new(Seed, episode, StoryStream);
            Narrator planner = new(_lexicon, new Episode(_lexicon, random), random);
            for (int i = 0; i < StoriesPerEpisode && stories.Count < count; i++)
            {
                if (planner.Story() is WorldStory story) stories.Add(story);
            }
        }

        return stories;
    }

    private IEnumerable<WorldPair> Episode(int number)
    {
        SeededRandom random = new(Seed, number);
        Narrator planner = new(_lexicon, new Episode(_lexicon, random), random);
        for (int i = 0; i < SentencesPerEpisode; i++)
        {
            if (planner.Next() is WorldPair pair) yield return pair;
        }
    }

    private static WorldSplit SplitOf(WorldPair pair) =>
        pair.HasNewCombination ? WorldSplit.NewCombinations : (StableHash.Of(pair.EnglishText) % 100) switch
        {
            < 4 => WorldSplit.Validation,
            < 8 => WorldSplit.Test,
            _ => WorldSplit.Train,
        };
}
