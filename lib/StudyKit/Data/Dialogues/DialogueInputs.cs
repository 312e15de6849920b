using StudyKit.Tasks;

namespace StudyKit.Data.Dialogues;

/// <summary>One history with its reply, as the model reads it.</summary>
/// <param name="Ids">[CLS] [speaker1] … [speaker2] … [SEP].</param>
/// <param name="Speakers">For each token the id of its speaker's token; [CLS] for the first.</param>
/// <param name="Targets">
/// For each place the token after it where that belongs to the reply, else
/// <see cref="StudyKit.Tasks.Targets.Ignored"/>.
/// </param>
public sealed record DialogueRow(int[] Ids, int[] Speakers, int[] Targets);

/// <summary>
/// How CDial-GPT reads dialogues (Wang et al., 2020, §4.1): every utterance from the second on is a response to what
/// precedes it, so a dialogue of n utterances gives n − 1 rows, and the loss is on the response only.
/// </summary>
/// <param name="Vocabulary">The tokens.</param>
/// <param name="Longest">
/// Most tokens of a row; the oldest utterances are left out, then the response is cut at its end.
/// </param>
public sealed record DialogueInputs(DialogueVocabulary Vocabulary, int Longest)
{
    /// <summary>The rows of a dialogue, one for each utterance from the second on.</summary>
    /// <param name="dialogue">The utterances.</param>
    /// <param name="history">Most utterances before the response; 1 for single-turn.</param>
    public IReadOnlyList<DialogueRow> Rows(IReadOnlyList<string> dialogue, int history = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(dialogue);
        ArgumentOutOfRangeException.ThrowIfLessThan(history, 1);
        return [.. Enumerable.Range(1, Math.Max(0, dialogue.Count - 1))
            .Select(i => Row([.. dialogue.Take(i).TakeLast(history)], dialogue[i]))];
    }

    /// <summary>
    /// What stands before the response: [CLS] and the history. The response's speaker token comes next.
    /// </summary>
    /// <param name="history">The utterances so far, at least one.</param>
    public (int[] Ids, int[] Speakers, int Next) Prompt(IReadOnlyList<string> history) => Prompt(history, Longest / 2);

    private DialogueRow Row(IReadOnlyList<string> history, string response)
    {
        int[] said = Vocabulary.Encode(response);
        if (said.Length > (Longest / 2) - 2) said = said[..((Longest / 2) - 2)];
        (int[] before, int[] speakers, int speaker) = Prompt(history, Longest - said.Length - 2);
        int[] ids = [.. before, speaker, .. said, Vocabulary.Sep];
        IEnumerable<int> unasked = Enumerable.Repeat(Targets.Ignored, before.Length);
        int[] targets = [.. unasked, .. said, Vocabulary.Sep, Targets.Ignored];
        return new DialogueRow(ids, [.. speakers, .. Enumerable.Repeat(speaker, said.Length + 2)], targets);
    }

    private (int[] Ids, int[] Speakers, int Next) Prompt(IReadOnlyList<string> history, int room)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (room < 4)
        {
            throw new InvalidOperationException("A row has room for a history and a response. Received Longest = " +
                $"{Longest}.");
        }

        // Speakers alternate, and who spoke first is speaker 1 whatever is left out here.
        int first = 0;
        int[][] said = [.. history.Select(Vocabulary.Encode)];
        while (first < said.Length - 1 && 1 + said.Skip(first).Sum(one => one.Length + 1) > room) first++;
        List<int> ids = [Vocabulary.Cls], speakers = [Vocabulary.Cls];
        for (int i = first; i < said.Length; i++)
        {
            int speaker = Speaker(i), length = Math.Min(said[i].Length, room - 2);
            ids.Add(speaker);
            ids.AddRange(said[i].TakeLast(length));
            speakers.AddRange(Enumerable.Repeat(speaker, length + 1));
        }

        return ([.. ids], [.. speakers], Speaker(said.Length));
    }

    private int Speaker(int utterance) => utterance % 2 == 0 ? Vocabulary.Speaker1 : Vocabulary.Speaker2;
}
