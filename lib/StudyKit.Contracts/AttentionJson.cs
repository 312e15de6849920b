using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace StudyKit.Contracts;

/// <summary>Attention weights as JSON, in the form that the explorer's script reads.</summary>
public static class AttentionJson
{
    /// <summary>Writes a record.</summary>
    /// <param name="record">What is written.</param>
    public static JsonObject Write(AttentionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        JsonObject json = new()
        {
            ["title"] = record.Title,
            ["caption"] = record.Caption,
            ["layers"] = new JsonArray([.. record.Layers.Select(layer => (JsonNode)new JsonObject
            {
                ["name"] = layer.Name,
                ["kind"] = layer.Kind,
                ["heads"] = layer.Heads,
                ["queries"] = layer.Queries,
                ["keys"] = layer.Keys,
            })]),
            ["sentences"] = new JsonArray([.. record.Sentences.Select(sentence => (JsonNode)new JsonObject
            {
                ["texts"] = new JsonArray([.. sentence.Texts.Select(text =>
                    (JsonNode)new JsonArray([.. text.Select(token => (JsonNode)token)]))]),
                ["boundary"] = sentence.Boundary,
            })]),
            ["steps"] = new JsonArray([.. record.Steps.Select(step => (JsonNode)step)]),
            ["levels"] = record.Levels,
            ["weights"] = AttentionCoding.Pack(record.Codes.Span),
            ["effects"] = new JsonArray([.. record.Effects.Select(effect => (JsonNode)new JsonArray(
                effect.Sentence, effect.Layer, effect.Head, Math.Round(effect.Distance, 4), effect.Changed,
                effect.Places, effect.Where, effect.Before, effect.After))]),
        };
        if (record.Vectors is { } vectors)
        {
            json["vectors"] = new JsonObject
            {
                ["widths"] = new JsonArray([.. vectors.Widths.Select(width => (JsonNode)width)]),
                ["scales"] = new JsonArray([.. vectors.Scales.Select(scale => (JsonNode)MathF.Round(scale, 6))]),
                ["codes"] = AttentionCoding.Pack(MemoryMarshal.AsBytes(vectors.Codes.Span)),
            };
        }

        return json;
    }

    /// <summary>Reads a record that anybody may have written.</summary>
    /// <param name="node">The JSON.</param>
    /// <exception cref="FormatException">It is none; the message is a sentence for the reader.</exception>
    public static AttentionRecord Read(JsonNode? node)
    {
        AttentionLayer[] layers = [.. Items(node, "layers").Select(layer => new AttentionLayer(
            RecordJson.Text(layer, "name") ?? "", RecordJson.Text(layer, "kind") ?? "", Whole(layer, "heads"),
            Whole(layer, "queries"), Whole(layer, "keys")))];
        AttentionSentence[] sentences = [.. Items(node, "sentences").Select(sentence => new AttentionSentence(
            [.. Items(sentence, "texts").Select(text =>
                (IReadOnlyList<string>)[.. (text as JsonArray ?? []).Select(RecordJson.Show)])],
            RecordJson.Field(sentence, "boundary") is null ? null : Whole(sentence, "boundary")))];
        if (AttentionCheck.Shape(layers, sentences) is { } wrong) throw new FormatException(wrong);
        long[] steps = [.. Items(node, "steps").Select(step => (long)(RecordJson.Number(step) ?? 0))];
        AttentionRecord record = new(layers, sentences, steps, Whole(node, "levels"), default)
        {
            Title = RecordJson.Text(node, "title"),
            Caption = RecordJson.Text(node, "caption"),
            Effects = [.. Items(node, "effects").Select(Effect)],
        };
        // The wrong length of an empty record says how much there must be, before anything is unpacked.
        if (AttentionCheck.Problem(record) is { } large && record.Length > AttentionCheck.MostCodes)
        {
            throw new FormatException(large);
        }

        record = record with { Codes = AttentionCoding.Unpack(RecordJson.Text(node, "weights"), record.Length) };
        record = record with { Vectors = ReadVectors(RecordJson.Field(node, "vectors"), record) };
        return AttentionCheck.Problem(record) is { } problem ? throw new FormatException(problem) : record;
    }

    private static AttentionVectors? ReadVectors(JsonNode? node, AttentionRecord record)
    {
        if (node is null) return null;
        int[] widths = [.. Items(node, "widths").Select(width => (int)(RecordJson.Number(width) ?? -1))];
        AttentionVectors vectors = new(widths, [], default);
        if (widths.Length != record.Layers.Count || widths.Any(width => width is < 0 or > 4096))
        {
            throw new FormatException(AttentionCheck.Problem(record with { Vectors = vectors })!);
        }

        long length = record.VectorLengths(widths).Codes;
        if (length > AttentionCheck.MostCodes)
        {
            throw new FormatException($"Queries and keys of {length:N0} numbers are too many to show.");
        }

        byte[] codes = AttentionCoding.Unpack(RecordJson.Text(node, "codes"), length);
        return vectors with
        {
            Scales = [.. Items(node, "scales").Select(scale => (float)(RecordJson.Number(scale) ?? 0))],
            Codes = MemoryMarshal.Cast<byte, sbyte>(codes).ToArray(),
        };
    }

    private static HeadEffect Effect(JsonNode? node)
    {
        JsonNode?[] parts = [.. (node as JsonArray ?? []).Take(9)];
        if (parts.Length < 9) throw new FormatException("An effect has nine parts. Received " + parts.Length + ".");
        int At(int index) => (int)(RecordJson.Number(parts[index]) ?? -1);
        return new HeadEffect(
            At(0), At(1), At(2), RecordJson.Number(parts[3]) ?? double.NaN, At(4), At(5), RecordJson.Show(parts[6]),
            RecordJson.Show(parts[7]), RecordJson.Show(parts[8]));
    }

    private static IEnumerable<JsonNode?> Items(JsonNode? node, string name) =>
        RecordJson.Field(node, name) as JsonArray ?? [];

    private static int Whole(JsonNode? node, string name) => (int)(RecordJson.Number(node, name)
        ?? 0);
}
