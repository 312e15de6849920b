using StudyKit.Contracts;

namespace StudyKit.Probes;

/// <summary>
/// What a reader calls an attention, from its place in the model: <c>encoder.layers.0.self_attn</c> is Encoder 1,
/// <c>decoder.layers.1.multihead_attn</c> is Decoder 2 to encoder, <c>transformer.h.2.attn</c> is Layer 3.
/// </summary>
internal static class AttentionNaming
{
    /// <summary>The layer's name, its kind, and which texts it attends from and to.</summary>
    /// <param name="path">Its place in the model.</param>
    /// <param name="heads">H.</param>
    /// <param name="hasSource">Whether the model reads a source (text 2) and a target (text 1).</param>
    public static AttentionLayer Layer(string path, int heads, bool hasSource)
    {
        string[] parts = path.Split('.');
        bool isEncoder = parts.Any(part => part.StartsWith("encoder", StringComparison.OrdinalIgnoreCase));
        bool isDecoder = parts.Any(part => part.StartsWith("decoder", StringComparison.OrdinalIgnoreCase));
        bool isCross = hasSource && !isEncoder && !parts[^1].Contains("self", StringComparison.Ordinal);
        string name = isEncoder ? "Encoder" : isDecoder || isCross ? "Decoder" : "Layer";
        string number = parts.FirstOrDefault(part => int.TryParse(part, out _)) is { } found
            ? $" {int.Parse(found) + 1}"
            : "";
        int source = hasSource ? 1 : 0;
        return isCross
            ? new AttentionLayer($"{name}{number} to encoder", $"{name} to encoder", heads, 0, source)
            : new AttentionLayer(name + number, name, heads, isEncoder ? source : 0, isEncoder ? source : 0);
    }

    /// <summary>The name of a layer alone, where nobody says what is read.</summary>
    public static string Name(string path) =>
        Layer(path, 1, path.EndsWith("multihead_attn", StringComparison.Ordinal)).Name;
}
