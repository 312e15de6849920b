using StudyKit.Text;
using StudyKit.Text.Examples;
using StudyKit.World.Sentences;

namespace StudyKit.World.Tasks;

/// <summary>
/// Tasks of understanding made from sentences of the small world, one for each of GPT's input transformations
/// (Radford et al., 2018, Figure 1): whether a sentence is one, how somebody felt, what follows, what means the same,
/// which cause fits.
/// </summary>
/// <remarks>
/// All but the first stand on sentences that give a reason ("Tom was tired because he swam with me."): one in eleven of
/// the world's. Each label has about half of the examples.
/// </remarks>
public static class WorldSentenceTasks
{
    private static readonly HashSet<string> s_pleasant = ["happy", "grateful", "excited"];

    /// <summary>A sentence as it is (1), or with two neighbouring words exchanged (0). In the manner of CoLA.</summary>
    /// <param name="pairs">The world's sentences.</param>
    /// <param name="seed">Decides which ones are spoilt.</param>
    public static IReadOnlyList<LabelledText> Acceptability(IEnumerable<WorldPair> pairs, long seed)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        SeededRandom random = new(seed, 1);
        List<LabelledText> examples = [];
        foreach (WorldPair pair in pairs)
        {
            string[] words = [.. pair.English];
            if (words.Length < 5) continue;
            bool spoil = random.Chance(0.5);
            int place = random.Next(words.Length - 2);
            if (words[place] == words[place + 1] || words[place] == "'s" || words[place + 1] == "'s") continue;
            if (spoil) (words[place], words[place + 1]) = (words[place + 1], words[place]);
            examples.Add(new LabelledText(WorldPair.JoinEnglish(words), null, spoil ? 0 : 1));
        }

        return examples;
    }

    /// <summary>
    /// What happened to somebody; whether they felt well about it (1) or not (0), which the text does not say. In the
    /// manner of SST-2.
    /// </summary>
    /// <param name="pairs">The world's sentences; those with a reason are taken.</param>
    public static IReadOnlyList<LabelledText> Feeling(IEnumerable<WorldPair> pairs) =>
        [.. WorldReason.Of(pairs).Select(reason =>
            new LabelledText(WorldReason.Sentence(reason.Cause), null, s_pleasant.Contains(reason.Feeling) ? 1 : 0))];

    /// <summary>
    /// A sentence with a reason; whether its main clause follows (0) or one with another feeling does not (1). In the
    /// manner of RTE.
    /// </summary>
    /// <param name="pairs">The world's sentences; those with a reason are taken.</param>
    /// <param name="seed">Decides the labels.</param>
    public static IReadOnlyList<LabelledText> Entailment(IEnumerable<WorldPair> pairs, long seed)
    {
        SeededRandom random = new(seed, 2);
        WorldReason[] reasons = [.. WorldReason.Of(pairs)];
        string[] feelings = [.. reasons.Select(reason => reason.Feeling).Distinct().Order(StringComparer.Ordinal)];
        if (feelings.Length < 2) return [];
        return [.. reasons.Select(Example)];

        LabelledText Example(WorldReason reason)
        {
            bool other = random.Chance(0.5);
            string feeling = other ? random.Pick([.. feelings.Where(name => name != reason.Feeling)]) : reason.Feeling;
            return new LabelledText(
                reason.Text,
                WorldReason.Sentence([.. reason.Main.Select(word => word == reason.Feeling ? feeling : word)]),
                other ? 1 : 0);
        }
    }

    /// <summary>
    /// A sentence with its reason, and one with the clauses in the other order: of the same meaning (1), or with
    /// another reason (0). In the manner of MRPC.
    /// </summary>
    /// <param name="pairs">The world's sentences; those with a reason are taken.</param>
    /// <param name="seed">Decides the labels and the other reasons.</param>
    public static IReadOnlyList<LabelledText> Paraphrase(IEnumerable<WorldPair> pairs, long seed)
    {
        SeededRandom random = new(seed, 3);
        WorldReason[] reasons = [.. WorldReason.Of(pairs)];
        return [.. reasons.Select(Example)];

        LabelledText Example(WorldReason reason)
        {
            bool same = random.Chance(0.5);
            WorldReason from = same ? reason : random.Pick(reasons);
            same |= from.Cause.SequenceEqual(reason.Cause);
            string[] turned = reason.CauseLast
                ? ["because", .. from.Cause, ",", .. reason.Main]
                : [.. reason.Main, "because", .. from.Cause];
            return new LabelledText(reason.Text, WorldReason.Sentence(turned), same ? 1 : 0);
        }
    }

    /// <summary>
    /// How somebody felt, and two causes, of which one goes with such a feeling. In the manner of COPA and of the Story
    /// Cloze Test.
    /// </summary>
    /// <param name="pairs">The world's sentences; those with a reason are taken.</param>
    /// <param name="seed">Decides the wrong causes and the order.</param>
    public static IReadOnlyList<ChoiceExample> Cause(IEnumerable<WorldPair> pairs, long seed)
    {
        SeededRandom random = new(seed, 4);
        WorldReason[] reasons = [.. WorldReason.Of(pairs).Where(reason => reason.CauseLast)];
        // A wrong cause is told with the same first word, so that "she" and "he" do not give it away; its feeling is of
        // the other kind.
        var byStart = reasons.ToLookup(reason => (reason.Cause[0], s_pleasant.Contains(reason.Feeling)));
        List<ChoiceExample> examples = [];
        foreach (WorldReason reason in reasons)
        {
            WorldReason[] wrong = [.. byStart[(reason.Cause[0], !s_pleasant.Contains(reason.Feeling))]];
            if (wrong.Length == 0) continue;
            string right = WorldReason.Sentence(reason.Cause), other = WorldReason.Sentence(random.Pick(wrong).Cause);
            int label = random.Next(2);
            examples.Add(new ChoiceExample(
                WorldReason.Sentence(reason.Main), "cause", label == 0 ? [right, other] : [other, right], label));
        }

        return examples;
    }
}
