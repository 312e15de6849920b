namespace StudyKit.Text.Examples;

/// <summary>A sentence or a pair of sentences with a label.</summary>
/// <param name="First">The sentence.</param>
/// <param name="Second">The second one of a pair; null for a single sentence.</param>
/// <param name="Label">From 0.</param>
public sealed record LabelledText(string First, string? Second, int Label);

/// <summary>A premise with endings to choose from.</summary>
/// <param name="Premise">The premise.</param>
/// <param name="AsksFor">"cause" or "effect".</param>
/// <param name="Choices">The endings.</param>
/// <param name="Label">The right one, from 0.</param>
public sealed record ChoiceExample(string Premise, string AsksFor, IReadOnlyList<string> Choices, int Label);

/// <summary>A question whose answer stands in a passage.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, as in the passage.</param>
/// <param name="Start">Where the answer begins in the passage, in UTF-16 units.</param>
public sealed record AnswerExample(string Passage, string Question, string Answer, int Start);

/// <summary>A sentence with a label for each word.</summary>
/// <param name="Words">The words.</param>
/// <param name="Labels">As many numbers, from 0.</param>
public sealed record TaggedWords(IReadOnlyList<string> Words, IReadOnlyList<int> Labels);
