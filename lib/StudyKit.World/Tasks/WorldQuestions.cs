using StudyKit.Text;
using StudyKit.Text.Examples;
using StudyKit.World.Sentences;

namespace StudyKit.World.Tasks;

/// <summary>
/// Questions whose answers stand in a passage, made from sentences of the small world that give a reason. In the manner
/// of SQuAD 1.1.
/// </summary>
/// <remarks>
/// A passage tells of several people who felt differently. One is asked about: who felt so ("Who was tired?"), how
/// somebody was ("How was Tom?"), or why ("Why was Tom tired?"). Only the question tells which sentence, and which part
/// of it, is meant.
/// </remarks>
public static class WorldQuestions
{
    private static readonly string[] s_pronouns = ["he", "she", "it", "they"];

    /// <summary>One question for each sentence with a reason that names somebody.</summary>
    /// <param name="pairs">The world's sentences; those with a reason are taken.</param>
    /// <param name="seed">Decides what is asked and what else stands in the passage.</param>
    /// <param name="sentences">How many sentences a passage has.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 4 sentences.</exception>
    public static IReadOnlyList<AnswerExample> Make(IEnumerable<WorldPair> pairs, long seed, int sentences = 2)
    {
        if (sentences is < 1 or > 4)
        {
            throw new ArgumentOutOfRangeException(nameof(sentences), sentences, "A passage has 1 to 4 sentences.");
        }

        SeededRandom random = new(seed, 5);
        WorldReason[] reasons =
        [
            .. WorldReason.Of(pairs).Where(reason => Verb(reason) > 0 && !s_pronouns.Contains(Subject(reason))),
        ];
        List<AnswerExample> examples = [];
        foreach (WorldReason asked in reasons)
        {
            List<WorldReason> passage = [asked];
            for (int attempt = 0; passage.Count < sentences && attempt < 50; attempt++)
            {
                WorldReason other = random.Pick(reasons);
                if (passage.All(told => told.Feeling != other.Feeling && Subject(told) != Subject(other)))
                {
                    passage.Add(other);
                }
            }

            if (passage.Count < sentences) continue;
            WorldReason[] order = [.. passage];
            random.Shuffle(order.AsSpan());
            examples.Add(Ask(asked, order, random.Next(3)));
        }

        return examples;
    }

    private static AnswerExample Ask(WorldReason asked, WorldReason[] order, int kind)
    {
        int main = asked.MainPlace.Start.Value,
            verb = Verb(asked), feeling = main + Array.LastIndexOf(asked.Main, asked.Feeling);
        string was = asked.Words[verb], subject = Subject(asked);
        (string question, Range place) = kind switch
        {
            0 => ($"Who was {asked.Feeling}?", main..verb),
            1 => ($"How {was} {subject}?", feeling..(feeling + 1)),
            _ => ($"Why {was} {subject} {asked.Feeling}?", asked.CausePlace),
        };
        int before = order.TakeWhile(told => told != asked).Sum(told => told.Text.Length + 1);
        int start = WorldPair.JoinEnglish(asked.Words[..place.Start]).Length,
            stop = WorldPair.JoinEnglish(asked.Words[..place.End]).Length;
        if (asked.Text[start] == ' ') start++;
        return new AnswerExample(
            string.Join(' ', order.Select(told => told.Text)), question, asked.Text[start..stop], before + start);
    }

    // Where "was" or "were" stands, counted in the whole sentence; 0 without one.
    private static int Verb(WorldReason reason)
    {
        int place = Array.FindIndex(reason.Main, word => word is "was" or "were");
        return place > 0 ? reason.MainPlace.Start.Value + place : 0;
    }

    private static string Subject(WorldReason reason) =>
        string.Join(' ', reason.Words[reason.MainPlace.Start.Value..Verb(reason)])
            .Replace(" 's", "'s", StringComparison.Ordinal);
}
