using StudyKit.Text;
using StudyKit.World.Lexicons;
using StudyKit.World.Meaning;
using StudyKit.World.Sentences;
using StudyKit.World.Writing;

namespace StudyKit.World.Planning;

/// <summary>Chooses what is said about an episode: a pattern, and events and facts that fill it.</summary>
internal sealed class Narrator
{
    private static readonly Lazy<HeldOut> s_heldOut = new(() => new HeldOut(Lexicon.Default));
    private readonly Lexicon _lexicon;
    private readonly Episode _episode;
    private readonly SeededRandom _random;
    private readonly EventClausePlanner _clauses;
    private readonly OneClausePlanner _statements;
    private readonly TwoClausePlanner _linked;
    private readonly DescriptionPlanner _facts;
    private readonly DayStoryPlanner _stories;
    private readonly SentenceWriter _writer;

    public Narrator(Lexicon lexicon, Episode episode, SeededRandom random)
    {
        (_lexicon, _episode, _random) = (lexicon, episode, random);
        _clauses = new EventClausePlanner(lexicon, random);
        _statements = new OneClausePlanner(lexicon, episode, random, _clauses);
        _linked = new TwoClausePlanner(lexicon, episode, random, _clauses, _statements);
        _facts = new DescriptionPlanner(lexicon, episode, random, _clauses);
        _stories = new DayStoryPlanner(lexicon, episode, random, _clauses);
        _writer = new SentenceWriter(lexicon);
    }

    /// <summary>The next sentence, or null when the pattern drawn finds nothing to tell of.</summary>
    public WorldPair? Next()
    {
        PatternEntry pattern = Draw();
        Dictionary<string, object>? slots = Fill(pattern.Id);
        return slots is null ? null : _writer.Write(pattern, slots, known: null, slots.Values.Any(IsNew));
    }

    /// <summary>A story, or null when the person and day drawn hold too little.</summary>
    public WorldStory? Story()
    {
        IReadOnlyList<(Clause Clause, Person? Known)> told = _stories.Tell();
        return told.Count == 0
            ? null
            : new WorldStory([.. told.Select(part => Write("statement", part.Clause, part.Known))]);
    }

    private WorldPair Write(string pattern, Clause main, Person? known) =>
        _writer.Write(_lexicon.Patterns.First(entry =>
            entry.Id == pattern), new Dictionary<string, object> { ["main"] = main }, known, IsNew(main));

    private PatternEntry Draw()
    {
        int at = _random.Next(_lexicon.Patterns.Sum(pattern => pattern.Weight));
        foreach (PatternEntry pattern in _lexicon.Patterns)
        {
            at -= pattern.Weight;
            if (at < 0) return pattern;
        }

        return _lexicon.Patterns[0];
    }

    private Dictionary<string, object>? Fill(string pattern) => pattern switch
    {
        "statement" => Main(_statements.Statement()),
        "question" => Main(_statements.Question()),
        "ask" => Main(_statements.Ask()),
        "feeling" => Main(_statements.Feeling()),
        "because" or "becausefirst" => _linked.Because(),
        "after" or "afterlast" or "before" => _linked.Sequence(),
        "when" or "whenlast" => _linked.When(),
        "if" or "iflast" => _linked.If(),
        "but" => _linked.But(),
        "and" => _linked.And(),
        "thinks" or "knows" or "says" => _linked.Reported(),
        "hopes" => _linked.Hoped(),
        "exist" => _facts.Existence(),
        "compare" => _facts.Comparison(equal: false),
        "same" => _facts.Comparison(equal: true),
        "passive" => _facts.Passive(),
        "relative" => _facts.Relative(),
        "relativeobject" => Main(_facts.RelativeObject()),
        _ => throw new InvalidDataException("data/world/patterns.json names a pattern that has no planner: " +
            $"'{pattern}'."),
    };

    private static Dictionary<string, object>? Main(Clause? clause) =>
        clause is null ? null : new() { ["main"] = clause };

    private static bool IsNew(object content) => content switch
    {
        EventClause clause => (clause.Object is ThingPhrase thing
            && (s_heldOut.Value.Contains(clause.Entry, thing.Item.Noun) || IsNew(thing))),
        ThingPhrase thing => thing.Item.Qualities.Any(quality => s_heldOut.Value.Contains(quality, thing.Item.Noun))
            || (thing.Relative is EventClause relative && s_heldOut.Value.Contains(relative.Entry, thing.Item.Noun)),
        _ => false,
    };
}
