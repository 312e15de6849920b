namespace StudyKit.Charts.Explorers;

/// <summary>What a block is for, by the name of its class: one colour for each kind, the same in all papers.</summary>
internal static class ModelKinds
{
    private static readonly (string Part, string Kind)[] Parts =
    [
        ("Attention", "attention"), ("Norm", "norm"), ("Embed", "embedding"), ("Position", "embedding"),
        ("Dropout", "quiet"), ("Linear", "linear"), ("Conv", "linear"), ("Mlp", "linear"), ("Lstm", "linear"),
        ("Gru", "linear"), ("LSTM", "linear"), ("GRU", "linear"),
    ];

    /// <summary>The kind; <c>whole</c> for what consists of others.</summary>
    public static string Of(string type) =>
        Parts.FirstOrDefault(one => type.Contains(one.Part, StringComparison.Ordinal)).Kind ?? "whole";
}
