using StudyKit.World.Lexicons;
using StudyKit.World.Sentences;

namespace StudyKit.World.Tasks;

/// <summary>A sentence of the small world that gives a reason: "Tom was tired because he swam with me."</summary>
/// <param name="Words">All its words.</param>
/// <param name="MainPlace">Where the main clause stands among them.</param>
/// <param name="CausePlace">Where the reason does.</param>
/// <param name="Feeling">The main clause's feeling.</param>
internal sealed record WorldReason(string[] Words, Range MainPlace, Range CausePlace, string Feeling)
{
    public string Text => WorldPair.JoinEnglish(Words);

    public string[] Main => Words[MainPlace];

    public string[] Cause => Words[CausePlace];

    /// <summary>True when the reason stands behind the main clause.</summary>
    public bool CauseLast => CausePlace.Start.Value > MainPlace.Start.Value;

    /// <summary>Those of the sentences that give a reason, in order.</summary>
    public static IEnumerable<WorldReason> Of(IEnumerable<WorldPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        HashSet<string> feelings = [.. Lexicon.Default.Feelings.Select(feeling => feeling.En)];
        foreach (WorldPair pair in pairs.Where(pair => pair.Pattern is "because" or "becausefirst"))
        {
            string[] words = [.. pair.English];
            int because = Array.IndexOf(words, "because"), comma = Array.IndexOf(words, ","), stop = words.Length - 1;
            (Range main, Range cause) = because > 0 ? (0..because, (because + 1)..stop) : ((comma + 1)..stop, 1..comma);
            if (words[main].LastOrDefault(feelings.Contains) is string feeling && words[cause].Length > 0)
            {
                yield return new WorldReason(words, main, cause, feeling);
            }
        }
    }

    /// <summary>Words as a sentence of their own.</summary>
    public static string Sentence(IEnumerable<string> words) => WorldPair.JoinEnglish([.. words, "."]);
}
