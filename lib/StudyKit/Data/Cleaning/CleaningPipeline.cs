using StudyKit.Data.Cleaning.Rules;

namespace StudyKit.Data.Cleaning;

/// <summary>What one rule did to one utterance.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Before">What it was given.</param>
/// <param name="After">What it left; null when the utterance went.</param>
public sealed record CleaningStep(string Rule, string Before, string? After);

/// <summary>
/// Rules in their order. The order matters: an e-mail address must be seen before mentions eat its end, a length be
/// measured after the cuts. An utterance that goes cuts its dialogue in two there, since the next one answered it.
/// </summary>
public sealed class CleaningPipeline
{
    private readonly TriggerTable _triggers;

    /// <summary>Puts rules in an order.</summary>
    /// <param name="rules">The rules; names must differ.</param>
    /// <exception cref="ArgumentException">No rule, or two of one name.</exception>
    public CleaningPipeline(IEnumerable<CleaningRule> rules)
    {
        Rules = [.. rules];
        if (Rules.Count == 0 || Rules.Select(rule => rule.Name).Distinct(StringComparer.Ordinal).Count() != Rules.Count)
            throw new ArgumentException("A pipeline has at least one rule, each with a name of its own. Received: " +
                $"{string.Join(", ", Rules.Select(rule => rule.Name))}.", nameof(rules));
        _triggers = new TriggerTable(Rules);
    }

    /// <summary>The rules in their order.</summary>
    public IReadOnlyList<CleaningRule> Rules { get; }

    /// <summary>The kit's rules in their order.</summary>
    /// <param name="simplify">True writes traditional characters in simplified form.</param>
    /// <param name="sensitive">Words that an utterance must not have; the kit's list when null.</param>
    public static CleaningPipeline Default(bool simplify = false, IReadOnlyList<string>? sensitive = null) => new(
    [
        new ForwardedText(), new ReplyMarker(), new Links(), new Contacts(), new Mentions(), new Hashtags(),
        new PlatformTags(), new Emoticons(),
        new Repeats(), new Spaces(), .. simplify ? new CleaningRule[] { new SimplifiedCharacters() } : [],
        new Advertisements(), new SensitiveWords(sensitive), new Length(), new ChineseOnly(),
    ]);

    /// <summary>The utterance after all rules; null when one dropped it. Cleaning it again changes nothing.</summary>
    /// <param name="utterance">The utterance.</param>
    public string? Clean(string utterance) => Run(utterance, null);

    /// <summary>
    /// The rules that did something to an utterance, in order. What one cuts may give an earlier one something to do,
    /// so the rules come round again until none has.
    /// </summary>
    /// <param name="utterance">The utterance.</param>
    public IReadOnlyList<CleaningStep> Trace(string utterance)
    {
        List<(int Rule, string Before, string? After)> steps = [];
        Run(utterance, steps);
        return [.. steps.Select(step => new CleaningStep(Rules[step.Rule].Name, step.Before, step.After))];
    }

    /// <summary>Cleans a dialogue.</summary>
    /// <param name="dialogue">Its utterances.</param>
    /// <param name="counts">Where to count; made with this pipeline's rules.</param>
    /// <returns>The pieces with two or more utterances; none when nothing answers anything any more.</returns>
    public IReadOnlyList<IReadOnlyList<string>> Clean(IReadOnlyList<string> dialogue, CleaningCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        counts.Dialogues++;
        counts.Utterances += dialogue.Count;
        string?[] texts = new string?[dialogue.Count];
        int[] droppedBy = new int[texts.Length];
        List<(int Rule, string Before, string? After)> steps = [];
        for (int i = 0; i < texts.Length; i++)
        {
            int known = steps.Count;
            texts[i] = Run(dialogue[i], steps);
            droppedBy[i] = texts[i] is null && steps.Count > known ? steps[^1].Rule : int.MaxValue;
        }

        List<IReadOnlyList<string>> pieces = Count(droppedBy, steps, counts) ? Pieces(texts) : [];
        if (pieces.Count == 0) counts.DialoguesGone++;
        return pieces;
    }

    // Rule by rule, as if each had seen the whole dialogue before the next: a rule counts only while something is
    // answered.
    private bool Count(int[] droppedBy, List<(int Rule, string Before, string? After)> steps, CleaningCounts counts)
    {
        for (int r = 0; r < Rules.Count; r++)
        {
            foreach ((int rule, string before, string? after) in steps)
            {
                if (rule == r) counts.Rules[r].Add(before, after);
            }

            int left = 0;
            bool answered = false;
            for (int i = 0; i < droppedBy.Length; i++)
            {
                if (droppedBy[i] <= r) continue;
                left++;
                answered |= i > 0 && droppedBy[i - 1] > r;
            }

            if (!answered) return false;
            counts.Rules[r].DialoguesLeft++;
            counts.Rules[r].UtterancesLeft += left;
        }

        return true;
    }

    // Every rule shortens a text or writes it simpler, so this ends.
    private string? Run(string utterance, List<(int Rule, string Before, string? After)>? steps)
    {
        string text = utterance;
        uint wanted = _triggers.Of(text);
        bool changed;
        do
        {
            changed = false;
            for (int r = 0; r < Rules.Count; r++)
            {
                if ((wanted & TriggerTable.Bit(r)) == 0) continue;
                string? after = Rules[r].Apply(text);
                if (ReferenceEquals(after, text) || after == text) continue;
                steps?.Add((r, text, after));
                if (after is null) return null;
                text = after;
                wanted = _triggers.Of(text);
                changed = true;
            }
        }
        while (changed);
        return text;
    }

    internal static List<IReadOnlyList<string>> Pieces(string?[] texts)
    {
        List<IReadOnlyList<string>> pieces = [];
        for (int start = 0; start < texts.Length;)
        {
            int end = start;
            while (end < texts.Length && texts[end] is not null) end++;
            if (end - start > 1) pieces.Add(texts[start..end]!);
            start = end + 1;
        }

        return pieces;
    }
}
