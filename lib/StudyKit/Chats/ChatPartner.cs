using StudyKit.Data.Dialogues;
using StudyKit.Generation;
using StudyKit.Models.Lccc;

namespace StudyKit.Chats;

/// <summary>
/// A dialogue model that answers texts with texts. Each answer draws anew; asked the same in the same order, a new
/// partner with the same seed answers the same.
/// </summary>
/// <param name="model">The model; it is put into evaluation mode.</param>
/// <param name="inputs">How it reads dialogues.</param>
/// <param name="how">How the next token is chosen; null for the paper's nucleus of 0.9 at temperature 0.7.</param>
/// <param name="longest">Most tokens of an answer.</param>
/// <param name="device">Where the model lies; null for the CPU.</param>
public sealed class ChatPartner(
    DialogueGpt model, DialogueInputs inputs, SamplingOptions? how = null, int longest = 30, Device? device = null)
{
    /// <summary>
    /// The paper's way of choosing a token (Wang et al., 2020, §4.2): the smallest set that holds 0.9 of the
    /// probability, at temperature 0.7.
    /// </summary>
    public static SamplingOptions Nucleus { get; } = new() { TopP = 0.9, Temperature = 0.7 };

    private readonly SamplingOptions _how = how ?? Nucleus;
    private int _answers;

    /// <summary>Answers a dialogue.</summary>
    /// <param name="history">What was said so far, at least one utterance; speakers take turns.</param>
    /// <returns>The answer; empty when the model says nothing.</returns>
    public string Reply(IReadOnlyList<string> history)
    {
        model.eval();
        (int[] ids, int[] speakers, int next) = inputs.Prompt(history);
        using Tensor said = Row(ids), who = Row(speakers);
        using IDecodingState state = model.StartDecoding(said, who, next);
        return inputs.Vocabulary.Decode(Sampling.Generate(
            state, [[next]], longest, _how with { Seed = SeedOf(_answers++) }, inputs.Vocabulary.Sep, device)[0]);
    }

    // With one seed for all, every answer would begin with the same draw: a rare word once would be a rare word always.
    private long SeedOf(int answer) => unchecked(_how.Seed + (1_000_003L * answer));

    private Tensor Row(int[] values) =>
        tensor([.. values.Select(value => (long)value)], [1, values.Length], ScalarType.Int64, device);
}
