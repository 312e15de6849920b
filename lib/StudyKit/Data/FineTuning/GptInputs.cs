namespace StudyKit.Data.FineTuning;

/// <summary>One example as GPT reads it: one or several sequences, each ending in the extract token.</summary>
/// <param name="Rows">The sequences.</param>
public sealed record GptInput(IReadOnlyList<int[]> Rows)
{
    /// <summary>Where each sequence's extract token stands.</summary>
    public IReadOnlyList<int> Extract => [.. Rows.Select(row => row.Length - 1)];
}

/// <summary>
/// GPT's input transformations (Radford et al., 2018, §3.3 and Figure 1, right): every task as sequences of tokens.
/// </summary>
/// <param name="Start">Stands first; like the other two its vector is learned in fine-tuning.</param>
/// <param name="Delimiter">Stands between two texts.</param>
/// <param name="Extract">Stands last; its vector is what the task's layer sees.</param>
/// <param name="Longest">Tokens at most. The first text is cut at its beginning, then the second at its end.</param>
public sealed record GptInputs(int Start, int Delimiter, int Extract, int Longest)
{
    /// <summary>[start; text; extract].</summary>
    /// <param name="text">The text.</param>
    public GptInput Classification(IReadOnlyList<int> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new GptInput([[Start, .. text.TakeLast(Room(2)), Extract]]);
    }

    /// <summary>[start; premise; delimiter; hypothesis; extract].</summary>
    /// <param name="premise">The premise.</param>
    /// <param name="hypothesis">The hypothesis.</param>
    public GptInput Entailment(IReadOnlyList<int> premise, IReadOnlyList<int> hypothesis) =>
        new([Pair(premise, hypothesis)]);

    /// <summary>Both orders, for neither sentence comes first; the vectors are added.</summary>
    /// <param name="first">A sentence.</param>
    /// <param name="second">Another.</param>
    public GptInput Similarity(IReadOnlyList<int> first, IReadOnlyList<int> second) =>
        new([Pair(first, second), Pair(second, first)]);

    /// <summary>[start; context; delimiter; answer; extract] for each answer; softmax goes over the answers.</summary>
    /// <param name="context">Story, or document and question.</param>
    /// <param name="answers">The answers to choose from.</param>
    public GptInput Choice(IReadOnlyList<int> context, IReadOnlyList<IReadOnlyList<int>> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new GptInput([.. answers.Select(answer => Pair(context, answer))]);
    }

    /// <summary>A sequence in its parts: each special token by itself, and each text between two of them.</summary>
    /// <param name="row">A sequence, as the other methods make them.</param>
    public IReadOnlyList<int[]> Parts(IReadOnlyList<int> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        List<int[]> parts = [];
        for (int at = 0; at < row.Count; at += parts[^1].Length)
        {
            int[] text = [.. row.Skip(at).TakeWhile(id => !IsSpecial(id))];
            parts.Add(text.Length > 0 ? text : [row[at]]);
        }

        return parts;
    }

    private bool IsSpecial(int id) => id == Start || id == Delimiter || id == Extract;

    private int[] Pair(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        int room = Room(3), b = Math.Min(second.Count, room), a = Math.Min(first.Count, room - b);
        return [Start, .. first.TakeLast(a), Delimiter, .. second.Take(b), Extract];
    }

    private int Room(int special) => Longest > special ? Longest - special
        : throw new InvalidOperationException($"A sequence needs room for more than its {special} special tokens. " +
            $"Received Longest = {Longest}.");
}
