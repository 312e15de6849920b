namespace StudyKit.Contracts;

/// <summary>One attention of a model: who asks whom, with how many heads.</summary>
/// <param name="Name">Its name for a reader: <c>Encoder 1</c>, <c>Decoder 2 to encoder</c>.</param>
/// <param name="Kind">What layers of one row have in common: <c>Encoder</c>. A rollout goes through one kind.</param>
/// <param name="Heads">H, how many heads.</param>
/// <param name="Queries">Which of a sentence's texts asks, from 0.</param>
/// <param name="Keys">Which of a sentence's texts is looked at, from 0.</param>
public sealed record AttentionLayer(string Name, string Kind, int Heads, int Queries = 0, int Keys = 0);

/// <summary>A sentence as the model read it.</summary>
/// <param name="Texts">Its tokens: one text, or two where one attends to the other (source and target).</param>
/// <param name="Boundary">
/// Where the second sentence of a pair begins, as a position in the first text; null when it is no pair.
/// </param>
public sealed record AttentionSentence(IReadOnlyList<IReadOnlyList<string>> Texts, int? Boundary = null);

/// <summary>What changes in a model's prediction when one head is silent.</summary>
/// <param name="Sentence">Which sentence, from 0.</param>
/// <param name="Layer">Which layer, from 0.</param>
/// <param name="Head">Which head, from 0.</param>
/// <param name="Distance">
/// Total variation distance between the predictions with and without the head, mean over the places; 0 to 1.
/// </param>
/// <param name="Changed">At how many places another word becomes the most probable.</param>
/// <param name="Places">How many places predict something.</param>
/// <param name="Where">The place that changes most: its number from 1, with the token there.</param>
/// <param name="Before">The most probable word there, with its probability.</param>
/// <param name="After">The same without the head.</param>
public sealed record HeadEffect(
    int Sentence, int Layer, int Head, double Distance, int Changed, int Places, string Where, string Before,
    string After);

/// <summary>
/// Queries and keys of every head, in 8 bits: a number is its code times the scale of its head.
/// </summary>
/// <param name="Widths">D of each layer; 0 where a layer offers none.</param>
/// <param name="Scales">For each sentence, layer and head two numbers: of the queries, of the keys.</param>
/// <param name="Codes">
/// −127 to 127: for each sentence, layer and head the queries [T, D], then the keys [S, D].
/// </param>
public sealed record AttentionVectors(
    IReadOnlyList<int> Widths, IReadOnlyList<float> Scales, ReadOnlyMemory<sbyte> Codes);
