namespace StudyKit.Text.Bpe;

/// <summary>What is left of a word after one merge of byte-pair encoding.</summary>
/// <param name="Merge">Which of the learned merges was made, from 1; 0 before the first.</param>
/// <param name="Tokens">What is left, as the vocabulary writes it.</param>
/// <param name="Made">The places of the tokens that the merge made.</param>
public sealed record MergeStep(int Merge, IReadOnlyList<string> Tokens, IReadOnlyList<int> Made);
