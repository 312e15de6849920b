using System.Globalization;
using System.Text.Json.Nodes;

namespace StudyKit.Jupyter.Wire;

/// <summary>A message of Jupyter's protocol 5.3.</summary>
/// <param name="Identities">Through whom it came or goes; the topic on the publishing socket.</param>
/// <param name="Header">Which message it is.</param>
/// <param name="Parent">The header of the message that caused it; empty when none did.</param>
/// <param name="Metadata">What else is to be known of it.</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(
    IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Metadata, JsonObject Content)
{
    /// <summary>The protocol that is spoken.</summary>
    public const string Version = "5.3";

    /// <summary>Its type, such as <c>execute_request</c>.</summary>
    public string Type => (string)Header["msg_type"]!;

    /// <summary>Its own name.</summary>
    public string Id => (string)Header["msg_id"]!;

    /// <summary>A new message of this kernel.</summary>
    public static JupyterMessage Create(
        IReadOnlyList<byte[]> identities, string session, string type, JsonObject? parent, JsonObject content) => new(
        identities,
        new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString("N"),
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = Version,
        },
        parent?.DeepClone().AsObject() ?? [],
        [],
        content);
}
