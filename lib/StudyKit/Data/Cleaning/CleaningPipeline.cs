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

    /// <summary>The utterance after all rules; null when one dropped it.</summary>
    /// <param name="utterance">The utterance.</param>
    public string? Clean(string utterance) =>
        Rules.Aggregate((string?)utterance, (text, rule) => text is null ? null : rule.Apply(text));

    /// <summary>The rules that did something to an utterance, in order.</summary>
    /// <param name="utterance">The utterance.</param>
    public IReadOnlyList<CleaningStep> Trace(string utterance)
    {
        List<CleaningStep> steps = [];
        string? text = utterance;
        foreach (CleaningRule rule in Rules)
        {
            if (text is null) break;
            string? after = rule.Apply(text);
            if (after != text) steps.Add(new CleaningStep(rule.Name, text, after));
            text = after;
        }

        return steps;
    }

    /// <summary>Cleans a dialogue.</summary>
    /// <param name="dialogue">Its utterances.</param>
    /// <param name="counts">Where to count; made with this pipeline's rules.</param>
    /// <returns>The pieces with two or more utterances; none when nothing answers anything any more.</returns>
    public IReadOnlyList<IReadOnlyList<string>> Clean(IReadOnlyList<string> dialogue, CleaningCounts counts)
    {
        string?[] texts = [.. dialogue];
        uint[] wanted = [.. dialogue.Select(_triggers.Of)];
        counts.Dialogues++;
        counts.Utterances += texts.Length;
        for (int r = 0; r < Rules.Count; r++)
        {
            RuleCounts tally = counts.Rules[r];
            uint bit = TriggerTable.Bit(r);
            int left = 0;
            bool answered = false, open = false;
            for (int i = 0; i < texts.Length; i++)
            {
                if (texts[i] is not string before) { open = false; continue; }
                string? after = (wanted[i] & bit) == 0 ? before : Rules[r].Apply(before);
                if (!ReferenceEquals(after, before) && after != before)
                {
                    tally.Add(before, after);
                    if (after is not null) wanted[i] = _triggers.Of(after);
                }

                texts[i] = after;
                if (after is null) { open = false; continue; }
                left++;
                answered |= open;
                open = true;
            }

            if (!answered) return [];
            tally.DialoguesLeft++;
            tally.UtterancesLeft += left;
        }

        return Pieces(texts);
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
