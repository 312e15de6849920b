using StudyKit.Data.Formats;
using StudyKit.Text;
using StudyKit.Text.Examples;

namespace StudyKit.Data.FineTuning;

/// <summary>An example as GPT reads it, with its label.</summary>
/// <param name="Input">The sequences.</param>
/// <param name="Label">The label, or which choice is right; from 0.</param>
public sealed record GptExample(GptInput Input, int Label);

/// <summary>Examples of the tasks' files as GPT reads them (Radford et al., 2018, §3.3).</summary>
public static class GptExamples
{
    /// <summary>
    /// One sentence is a classification; a pair is an entailment, or a similarity when neither sentence comes first.
    /// </summary>
    /// <param name="examples">The examples.</param>
    /// <param name="tokenizer">Cuts the texts.</param>
    /// <param name="inputs">Special tokens and length.</param>
    /// <param name="similarity">True reads pairs in both orders.</param>
    public static IReadOnlyList<GptExample> Encode(
        IEnumerable<LabelledText> examples, ITokenizer tokenizer, GptInputs inputs, bool similarity = false)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(inputs);
        return ExampleNumbers.Encode(examples, example => new GptExample(Input(example), example.Label));

        GptInput Input(LabelledText example)
        {
            int[] first = tokenizer.Encode(example.First);
            if (example.Second is null) return inputs.Classification(first);
            int[] second = tokenizer.Encode(example.Second);
            return similarity ? inputs.Similarity(first, second) : inputs.Entailment(first, second);
        }
    }

    /// <summary>
    /// Multiple choice. Where a cause or an effect is asked for, "because" or "so" ends the context, so that text goes
    /// on in the answer.
    /// </summary>
    /// <param name="examples">The examples.</param>
    /// <param name="tokenizer">Cuts the texts.</param>
    /// <param name="inputs">Special tokens and length.</param>
    public static IReadOnlyList<GptExample> Encode(
        IEnumerable<ChoiceExample> examples, ITokenizer tokenizer, GptInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(inputs);
        return ExampleNumbers.Encode(examples, example => new GptExample(
            inputs.Choice(tokenizer.Encode(Context(example)), [.. example.Choices.Select(tokenizer.Encode)]),
            example.Label));
    }

    private static string Context(ChoiceExample example) => example.AsksFor switch
    {
        "cause" => example.Premise.TrimEnd('.', ' ') + " because",
        "effect" => example.Premise.TrimEnd('.', ' ') + " so",
        _ => example.Premise,
    };
}
