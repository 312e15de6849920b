using System.Text.Json.Nodes;

namespace StudyKit.Contracts;

/// <summary>Models as JSON, for whoever wants the numbers of a diagram.</summary>
public static class ModelJson
{
    /// <summary>Writes a record.</summary>
    /// <param name="record">What is written.</param>
    public static JsonObject Write(ModelRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new JsonObject
        {
            ["title"] = record.Title,
            ["caption"] = record.Caption,
            ["names"] = Texts(record.Names),
            ["models"] = new JsonArray([.. record.Models.Select(Block)]),
        };
    }

    private static JsonNode Block(ModelBlock block)
    {
        JsonObject json = new()
        {
            ["name"] = block.Name,
            ["type"] = block.Type,
            ["parameters"] = block.Count,
            ["own"] = Texts(block.Own),
            ["in"] = Texts(block.Inputs),
            ["out"] = Texts(block.Outputs),
            ["call"] = block.Call,
        };
        if (block.Note is not null) json["note"] = block.Note;
        if (block.Source is not null) json["source"] = block.Source;
        if (block.Blocks.Count > 0) json["blocks"] = new JsonArray([.. block.Blocks.Select(Block)]);
        return json;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
