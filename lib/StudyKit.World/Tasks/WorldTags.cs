using StudyKit.Text.Examples;
using StudyKit.World.Lexicons;
using StudyKit.World.Sentences;

namespace StudyKit.World.Tasks;

/// <summary>
/// Who, where and what: each word of a sentence of the small world with the phrase it is in, a person, a place or a
/// thing. In the manner of CoNLL-2003's named entities.
/// </summary>
/// <remarks>
/// The first word of a phrase does not tell its kind: "the" opens "the doctor", "the park" and "the bus", and "her" is
/// a person in "called her" and part of a thing in "her bus". So the right context is needed. Tags are found by rules
/// from the world's own word lists.
/// </remarks>
public static class WorldTags
{
    private static readonly string[] s_kinds = ["person", "place", "thing"];
    private static readonly string[] s_openers =
    [
        "the", "a", "an", "my", "your", "his", "her", "our", "their", "some", "this", "of", "pair", "many",
    ];
    private static readonly Lazy<Lists> s_lists = new(() => new Lists(Lexicon.Default));

    /// <summary>The labels' names: O, then B- (a phrase begins) and I- (it goes on) for each kind.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "O", .. s_kinds.SelectMany(kind => new[] { $"B-{kind}", $"I-{kind}" }),
    ];

    /// <summary>Tags every sentence.</summary>
    /// <param name="pairs">The world's sentences.</param>
    public static IReadOnlyList<TaggedWords> Make(IEnumerable<WorldPair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return [.. pairs.Select(pair => Tag([.. pair.English]))];
    }

    internal static TaggedWords Tag(string[] words)
    {
        Lists lists = s_lists.Value;
        int[] labels = new int[words.Length];
        // From the right, so that "David's sister" is one phrase and not also David.
        for (int last = words.Length - 1; last >= 0;)
        {
            (int kind, int length) = lists.Head(words, last);
            if (kind < 0)
            {
                last--;
                continue;
            }

            int first = last - length + 1;
            if (!lists.IsPronoun(words[last]) || length > 1) first = lists.Open(words, first);
            for (int i = first; i <= last; i++) labels[i] = 1 + 2 * kind + (i == first ? 0 : 1);
            last = first - 1;
        }

        return new TaggedWords(words, labels);
    }

    /// <summary>The heads of phrases by kind, and what may stand before them.</summary>
    private sealed class Lists
    {
        private const int LongestHead = 3;
        private readonly Dictionary<string, int> _heads = [];
        private readonly HashSet<string> _pronouns, _verbs, _before;

        public Lists(Lexicon lexicon)
        {
            foreach (Noun thing in lexicon.Things) Add([.. thing.En, .. thing.Unit ?? []], 2);
            Add([.. lexicon.Places.Select(place => place.En), .. lexicon.Spots.Select(spot => spot.En)], 1);
            Add([.. lexicon.People.Select(person => person.En), .. lexicon.Relatives.Select(person => person.En)], 0);
            _pronouns = [.. lexicon.Pronouns.Values
                .SelectMany(pronoun => new[] { pronoun.Subject, pronoun.Object }).Select(Plain)];
            Add([.. _pronouns], 0);
            _verbs = [.. lexicon.Verbs.SelectMany(verb => verb.Value.Prepend(verb.Key))];
            _before = [.. s_openers, .. lexicon.Qualities.SelectMany(quality => Plain(quality.En).Split(' ')),
                .. lexicon.Numbers.Select(number => Plain(number.En))];
        }

        public bool IsPronoun(string word) => _pronouns.Contains(word);

        /// <summary>The longest head that ends here; kind −1 when none does.</summary>
        public (int Kind, int Length) Head(string[] words, int last)
        {
            for (int length = Math.Min(LongestHead, last + 1); length > 0; length--)
            {
                if (!_heads.TryGetValue(string.Join(' ', words[(last - length + 1)..(last + 1)]), out int kind))
                {
                    continue;
                }

                // "watch" is a thing after "the", and something to do after "can".
                bool opened = last - length >= 0
                    && (_before.Contains(words[last - length]) || words[last - length] == "'s");
                if (length == 1 && _verbs.Contains(words[last]) && !opened) continue;
                return (kind, length);
            }

            return (-1, 0);
        }

        /// <summary>Where the phrase begins whose head begins here.</summary>
        public int Open(string[] words, int first)
        {
            while (first > 0)
            {
                if (words[first - 1] == "'s")
                {
                    (int kind, int length) = Head(words, first - 2);
                    if (kind < 0) return first - 1;
                    first = first - 1 - length;
                }
                else if (_before.Contains(words[first - 1]))
                {
                    first--;
                }
                else if (words[first] == "of" && Head(words, first - 1) is var (of, size) && of >= 0)
                {
                    first -= size;
                }
                else
                {
                    break;
                }
            }

            return first;
        }

        // Entries carry marks that link the languages (the~N teacher|N), and an article that opens the phrase.
        private void Add(IEnumerable<string> entries, int kind)
        {
            foreach (string entry in entries)
            {
                string head = Plain(entry);
                if (head.StartsWith("the ", StringComparison.Ordinal)) head = head[4..];
                if (head.Length > 0) _heads[head] = kind;
            }
        }

        private static string Plain(string entry) =>
            string.Join(' ', entry.Split(' ').Select(word => word.Split('|', '~')[0]));
    }
}
