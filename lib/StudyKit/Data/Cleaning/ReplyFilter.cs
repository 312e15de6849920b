namespace StudyKit.Data.Cleaning;

/// <summary>
/// The rules that look at the whole corpus, in the order of the file: replies that stand everywhere, and replies that
/// were given to the same utterance before. Both keep the first ones, so that one reading of the file is enough.
/// </summary>
/// <remarks>
/// Differs from the paper, which counts first and drops afterwards: that needs all counts in memory or a second
/// reading.
/// </remarks>
public sealed class ReplyFilter
{
    /// <summary>Name of the rule for replies that stand everywhere.</summary>
    public const string Generic = "generic replies";

    /// <summary>Name of the rule for replies given before.</summary>
    public const string Repeated = "repeated replies";

    private const int Places = 1 << 20;
    private readonly SeenTable _replies = new(Places), _pairs = new(Places);

    /// <summary>Sets the limit.</summary>
    /// <param name="mostOften">How often the same reply may stand in the corpus; 0 for as often as it likes.</param>
    public ReplyFilter(int mostOften = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostOften);
        MostOften = mostOften;
    }

    /// <summary>How often the same reply may stand in the corpus.</summary>
    public int MostOften { get; }

    /// <summary>Why the two rules are there, by name.</summary>
    public static IReadOnlyDictionary<string, string> Whys { get; } = new Dictionary<string, string>
    {
        [Generic] = "Drops a reply once it has been kept as often as the limit says: a model that reads 哈哈哈 " +
            "everywhere learns to say nothing else.",
        [Repeated] = "Drops a reply that was given to the same utterance before, apart from punctuation and repeated " +
            "letters: bots and copied jokes.",
    };

    /// <summary>Filters one dialogue; call it in the order of the corpus.</summary>
    /// <param name="dialogue">Its utterances.</param>
    /// <param name="counts">Where to count.</param>
    /// <returns>The pieces with two or more utterances.</returns>
    public IReadOnlyList<IReadOnlyList<string>> Apply(IReadOnlyList<string> dialogue, CleaningCounts counts) =>
        Apply(dialogue, [.. dialogue.Select(ReplyKey.Of)], counts);

    internal static void AddTo(CleaningCounts counts)
    {
        counts.Rules.Add(new RuleCounts { Name = Generic });
        counts.Rules.Add(new RuleCounts { Name = Repeated });
    }

    internal IReadOnlyList<IReadOnlyList<string>> Apply(
        IReadOnlyList<string> dialogue, ulong[] keys, CleaningCounts counts)
    {
        RuleCounts generic = counts.Rules[^2], repeated = counts.Rules[^1];
        string?[]? texts = null;
        bool[] common = new bool[keys.Length];
        for (int i = 1; i < keys.Length; i++)
        {
            common[i] = MostOften > 0 && _replies.Count(keys[i]) >= MostOften;
            bool again = _pairs.Count(ReplyKey.Of(keys[i - 1], keys[i])) > 0;
            if (!common[i] && !again) continue;
            texts ??= [.. dialogue];
            texts[i] = null;
            (common[i] ? generic : repeated).Add(dialogue[i], null);
        }

        if (texts is null)
        {
            Count(generic, 1, dialogue.Count);
            Count(repeated, 1, dialogue.Count);
            return [dialogue];
        }

        string?[] afterFirst = [.. dialogue.Select((text, i) => common[i] ? null : text)];
        List<IReadOnlyList<string>> rest = CleaningPipeline.Pieces(afterFirst), pieces = CleaningPipeline.Pieces(texts);
        Count(generic, rest.Count, rest.Sum(piece => piece.Count));
        Count(repeated, pieces.Count, pieces.Sum(piece => piece.Count));
        return pieces;
    }

    internal void Write(BinaryWriter writer)
    {
        _replies.Write(writer);
        _pairs.Write(writer);
    }

    internal void Read(BinaryReader reader)
    {
        _replies.Read(reader);
        _pairs.Read(reader);
    }

    private static void Count(RuleCounts rule, int dialogues, int utterances)
    {
        rule.DialoguesLeft += dialogues;
        rule.UtterancesLeft += utterances;
    }
}
