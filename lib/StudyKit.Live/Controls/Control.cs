using System.Text.Json.Nodes;

namespace StudyKit.Live.Controls;

/// <summary>A variable of a cell that a reader sets without writing code.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Kind"><c>text</c>, <c>number</c>, <c>switch</c>, <c>choice</c> or <c>slider</c>.</param>
/// <param name="Value">Its value as a person reads it.</param>
/// <param name="Note">What its comment says.</param>
internal sealed record Control(string Name, string Kind, string Value, string Note)
{
    /// <summary>The values to choose from.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The ends of a slider, and its step.</summary>
    public (double From, double To, double Step) Range { get; init; }

    /// <summary>Whether the value is a whole number.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The control as the page's script reads it.</summary>
    public JsonObject ToJson()
    {
        JsonObject json = new() { ["name"] = Name, ["kind"] = Kind, ["value"] = Value, ["note"] = Note };
        if (Choices.Count > 0) json["choices"] = new JsonArray([.. Choices.Select(one => (JsonNode)one)]);
        if (Kind == "slider") (json["from"], json["to"], json["step"]) = (Range.From, Range.To, Range.Step);
        if (Kind == "number") json["whole"] = IsWhole;
        return json;
    }
}
