using StudyKit.Text;
using StudyKit.World.Lexicons;
using StudyKit.World.Sentences;

namespace StudyKit.World.Tasks;

/// <summary>A question to a language model that was taught no task.</summary>
/// <param name="Prompt">What it reads.</param>
/// <param name="Control">The same prompt with another text in it, to which the answer does not belong.</param>
/// <param name="Answer">What a person would write on.</param>
public sealed record PromptQuestion(
    IReadOnlyList<string> Prompt, IReadOnlyList<string> Control, IReadOnlyList<string> Answer);

/// <summary>
/// Running text in which tasks occur by themselves, as Radford et al. (2019, Table 1) found them on the web: short
/// reports, some of them summed up (<c>TL;DR :</c>) or asked about (<c>Q : … ? A : …</c>), and sentences beside their
/// translation (<c>=</c>). Nothing says what the task is, and no word is marked as an answer.
/// </summary>
/// <remarks>
/// A report has three sentences: who went where, what they bought or lost, and what they think of the place. Who goes
/// where is drawn anew for each seed, and each person has two places that the text never sends them to; the questions
/// are about those. The lessons are sentences of the small world with four patterns, drawn anew for each seed; no
/// sentence comes twice among those that are read, those to validate with and those that are asked.
/// </remarks>
public sealed class TasksInText
{
    /// <summary>What every document begins with.</summary>
    public const string Start = "</s>";

    private const int PlacesNeverRead = 10;
    private const int MostWords = 9;
    private const int LastSentence = 5;
    private const double Summed = 0.5, Asked = 0.7;
    private static readonly string[] s_patterns = ["compare", "same", "feeling", "exist"];
    private static readonly string[] s_verbs = ["bought", "sold", "lost", "found", "saw", "took"];
    private static readonly string[] s_opinions = ["left", "liked", "knew"];
    private static readonly string[] s_qualities =
    [
        "new", "old", "beautiful", "cheap", "red", "green", "small", "big",
    ];

    private static readonly string[][] s_times =
    [
        ["yesterday"], ["on", "Monday"], ["on", "Friday"], ["on", "Sunday"], ["two", "days", "ago"],
        ["this", "morning"],
    ];

    private static readonly (string Name, string Pronoun)[] s_people =
    [
        .. Lexicon.Default.People
            .Where(person => person.Pronoun is "he" or "she" && IsOneWord(person.En))
            .Select(person => (Bare(person.En), person.Pronoun)),
    ];

    private static readonly string[] s_places =
    [
        .. Lexicon.Default.Places
            .Where(place => place.Kinds.Contains("goal") && place.En.StartsWith("the~N ", StringComparison.Ordinal))
            .Select(place => place.En["the~N ".Length..]).Where(IsOneWord).Select(Bare).Distinct(),
    ];

    private static readonly string[] s_things =
    [
        .. Lexicon.Default.Things
            .Where(thing => thing.Kinds.Contains("holdable") && Lexicon.Default.IsClear(thing)
                && IsOneWord(thing.En[0]))
            .Select(thing => thing.En[0]).Distinct().Take(20),
    ];

    private readonly long _seed;
    private readonly int _shift;
    private readonly WorldPair[] _read, _unread, _asked;

    /// <summary>Draws what the text tells of.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="sentences">
    /// What lessons are drawn from, at least a sixth more than are read; see <see cref="Sentences"/>.
    /// </param>
    /// <param name="lessons">
    /// How many of them are read; a twelfth is kept to validate with, and another one to ask.
    /// </param>
    /// <exception cref="ArgumentException">Fewer sentences than that.</exception>
    public TasksInText(long seed, IReadOnlyList<WorldPair> sentences, int lessons)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentOutOfRangeException.ThrowIfLessThan(lessons, 24);
        _seed = seed;
        _shift = new SeededRandom(seed, 41).Next(PlacesNeverRead);
        int kept = lessons / 12, all = lessons + 2 * kept;
        if (sentences.Count < all)
        {
            throw new ArgumentException($"{lessons} lessons are drawn from {all} sentences at least. Received " +
                $"{sentences.Count}.", nameof(sentences));
        }

        WorldPair[] drawn = [.. sentences];
        new SeededRandom(seed, 44).Shuffle(drawn.AsSpan());
        (_read, _unread, _asked) = (drawn[..lessons], drawn[lessons..(all - kept)], drawn[(all - kept)..all]);
    }

    /// <summary>Sentences of the small world that lessons are made of: four patterns, at most 9 words.</summary>
    /// <param name="world">The world.</param>
    /// <param name="count">How many; no sentence comes twice.</param>
    public static IReadOnlyList<WorldPair> Sentences(SmallWorld world, int count)
    {
        ArgumentNullException.ThrowIfNull(world);
        for (int all = 3 * count; ; all += count)
        {
            WorldPair[] found =
            [
                .. world.Pairs(WorldSplit.Train, all, MostWords)
                    .Where(pair => s_patterns.Contains(pair.Pattern)).Take(count),
            ];
            if (found.Length == count) return found;
        }
    }

    /// <summary>The people that reports are about.</summary>
    public static IReadOnlyList<string> People { get; } = [.. s_people.Select(person => person.Name)];

    /// <summary>The places they go to.</summary>
    public static IReadOnlyList<string> Places => s_places;

    /// <summary>Whether the text that is read sends a person to a place.</summary>
    /// <param name="person">One of <see cref="People"/>.</param>
    /// <param name="place">One of <see cref="Places"/>.</param>
    public bool Visits(string person, string place) => IsRead(
        Array.FindIndex(s_people, one => one.Name == person), Array.IndexOf(s_places, place));

    /// <summary>The text to read: a report and a lesson by turns, each after <see cref="Start"/>.</summary>
    /// <param name="reports">How many reports, and as many lessons.</param>
    public IReadOnlyList<string> Reading(int reports) => Text(reports, new SeededRandom(_seed, 42), _read);

    /// <summary>New text of the same kind, to validate with.</summary>
    /// <param name="reports">How many reports, and as many lessons.</param>
    public IReadOnlyList<string> Unread(int reports) => Text(reports, new SeededRandom(_seed, 43), _unread);

    /// <summary>"English sentence =", and what it is in Chinese.</summary>
    /// <param name="count">How many, at most a twelfth of the lessons.</param>
    public IReadOnlyList<PromptQuestion> Translation(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _asked.Length);
        return [.. _asked.Take(count).Select((lesson, i) => new PromptQuestion(
            [Start, .. lesson.English, "="], [Start, .. _asked[(i + 1) % _asked.Length].English, "="],
            lesson.Chinese))];
    }

    /// <summary>"Report TL;DR :", and who went where.</summary>
    /// <param name="count">How many.</param>
    /// <param name="isRead">True asks about people in places where the text that was read had them, too.</param>
    public IReadOnlyList<PromptQuestion> Summary(int count, bool isRead = false) => About(count, 45, isRead,
        (report, _) => [Start, .. report.Words, "TL;DR", ":"], (report, _) => report.Lead);

    /// <summary>"Report Q : where ? A :", and the place; every second one asks who.</summary>
    /// <param name="count">How many.</param>
    /// <param name="isRead">True asks about people in places where the text that was read had them, too.</param>
    public IReadOnlyList<PromptQuestion> Questions(int count, bool isRead = false) => About(count, 46, isRead,
        (report, i) => [Start, .. report.Words, .. Question(report, i % 2 == 0).Asked],
        (report, i) => Question(report, i % 2 == 0).Answer);

    /// <summary>
    /// The report up to its last word, which is the place. As in LAMBADA, only the text before the last sentence tells
    /// it; the control has the last sentence after the others of another report.
    /// </summary>
    /// <param name="count">How many.</param>
    /// <param name="isRead">True asks about people in places where the text that was read had them, too.</param>
    public IReadOnlyList<PromptQuestion> Cloze(int count, bool isRead = false)
    {
        Report[] reports = Draw(count, 47, isRead);
        return [.. reports.Select((report, i) => new PromptQuestion(
            [Start, .. report.Words[..^2]],
            [Start, .. Other(reports, i).Words[..^LastSentence], .. report.Words[^LastSentence..^2]],
            [report.Place]))];
    }

    private List<string> Text(int reports, SeededRandom random, WorldPair[] lessons)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reports);
        List<string> text = [];
        for (int i = 0; i < reports; i++)
        {
            Report report = Tell(random, isNew: false);
            text.AddRange([Start, .. report.Words]);
            if (random.Chance(Summed)) text.AddRange(["TL;DR", ":", .. report.Lead]);
            if (random.Chance(Asked))
            {
                (string[] asked, string[] answer) = Question(report, random.Chance(0.5));
                text.AddRange([.. asked, .. answer]);
            }

            WorldPair lesson = lessons[i % lessons.Length];
            text.AddRange([Start, .. lesson.English, "=", .. lesson.Chinese]);
        }

        return text;
    }

    private Report Tell(SeededRandom random, bool isNew)
    {
        int person, place;
        do (person, place) = (random.Next(s_people.Length), random.Next(s_places.Length));
        while (IsRead(person, place) == isNew);
        (string name, string pronoun) = s_people[person];
        string[] went = [name, "went", "to", "the", s_places[place]], when = random.Pick(s_times);
        string[] quality = random.Chance(0.5) ? [random.Pick(s_qualities)] : [];
        return new Report(name, s_places[place],
        [
            .. random.Chance(0.5) ? when.Concat(went) : went.Concat(when), ".",
            pronoun, random.Pick(s_verbs), "a", .. quality, random.Pick(s_things), ".",
            name, random.Pick(s_opinions), "the", s_places[place], ".",
        ]);
    }

    private bool IsRead(int person, int place) => (person + place + _shift) % PlacesNeverRead != 0;

    private Report[] Draw(int count, long stream, bool isRead)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        SeededRandom random = new(_seed, stream);
        return [.. Enumerable.Range(0, count).Select(_ => Tell(random, !isRead))];
    }

    private IReadOnlyList<PromptQuestion> About(int count, long stream, bool isRead,
        Func<Report, int, string[]> prompt, Func<Report, int, string[]> answer)
    {
        Report[] reports = Draw(count, stream, isRead);
        return [.. reports.Select((report, i) => new PromptQuestion(
            prompt(report, i), prompt(Other(reports, i), i), answer(report, i)))];
    }

    // The next report about somebody else, somewhere else.
    private static Report Other(Report[] reports, int i) =>
        Enumerable.Range(1, reports.Length - 1).Select(k => reports[(i + k) % reports.Length])
            .FirstOrDefault(other => other.Person != reports[i].Person && other.Place != reports[i].Place)
        ?? throw new ArgumentException(
            $"Among {reports.Length} reports none is about another person and another place. Ask for more.");

    private static (string[] Asked, string[] Answer) Question(Report report, bool isWhere) => isWhere
        ? (["Q", ":", "where", "?", "A", ":"], ["the", report.Place, "."])
        : (["Q", ":", "who", "?", "A", ":"], [report.Person, "."]);

    // "Anna|N" → "Anna": what stands behind the bar links the languages.
    private static string Bare(string marked) => marked.Split('|')[0];

    private static bool IsOneWord(string text) => !text.Contains(' ', StringComparison.Ordinal)
        && !text.Contains('~', StringComparison.Ordinal);

    private sealed record Report(string Person, string Place, string[] Words)
    {
        public string[] Lead => [Person, "went", "to", "the", Place, "."];
    }
}
