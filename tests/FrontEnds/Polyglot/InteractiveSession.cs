using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Tests.FrontEnds.Polyglot;

/// <summary>
/// <c>dotnet-interactive stdio</c>, driven as VS Code's extension does: one SubmitCode a cell, a JSON object a line.
/// </summary>
internal sealed class InteractiveSession : IDisposable
{
    private readonly Process _process;
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private int _commands;

    private InteractiveSession(Process process) => _process = process;

    /// <summary>Updates whose id no shown output has: the reader never sees them.</summary>
    public int LostUpdates { get; private set; }

    /// <summary>Updates that reach a shown output.</summary>
    public int Updates { get; private set; }

    public static InteractiveSession Start(string folder)
    {
        string[] arguments = [InteractiveTool.Program!, "stdio", "--working-dir", folder];
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        return new InteractiveSession(Process.Start(start)!);
    }

    /// <summary>Runs a cell.</summary>
    /// <returns>Its events, the last of which says how it ended.</returns>
    public async Task<IReadOnlyList<InteractiveEvent>> RunAsync(string code)
    {
        string token = $"cell-{++_commands}";
        await _process.StandardInput.WriteLineAsync(new JsonObject
        {
            ["token"] = token,
            ["commandType"] = "SubmitCode",
            ["command"] = new JsonObject { ["code"] = code, ["targetKernelName"] = "csharp" },
            ["routingSlip"] = new JsonArray(),
        }.ToJsonString());
        List<InteractiveEvent> events = [];
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Parse(line) is not { } one) continue;
            Count(one);
            events.Add(one);
            if (one.Token == token && one.Type is "CommandSucceeded" or "CommandFailed") return events;
        }

        throw new InvalidOperationException($"dotnet-interactive ended in the middle of a cell: {code}");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Count(InteractiveEvent one)
    {
        if (one.Type == "DisplayedValueProduced" && one.Id is { } id) _shown.Add(id);
        if (one.Type != "DisplayedValueUpdated") return;
        if (one.Id is { } known && _shown.Contains(known)) Updates++;
        else LostUpdates++;
    }

    private static InteractiveEvent? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject json && json["eventType"] is { } type
                ? new InteractiveEvent((string)type!, (string?)json["command"]?["token"], json["event"]!.AsObject())
                : null;
        }
        catch (JsonException)
        {
            // The tool greets in words.
            return null;
        }
    }
}

/// <summary>An event of .NET Interactive.</summary>
/// <param name="Type">Its type, such as <c>DisplayedValueProduced</c>.</param>
/// <param name="Token">The command that caused it.</param>
/// <param name="Content">What it says.</param>
internal sealed record InteractiveEvent(string Type, string? Token, JsonObject Content)
{
    /// <summary>The display's id.</summary>
    public string? Id => (string?)Content["valueId"];

    /// <summary>The shown value by MIME type.</summary>
    public IEnumerable<(string MimeType, string Value)> Values => (Content["formattedValues"] as JsonArray ?? [])
        .Select(one => ((string)one!["mimeType"]!, (string)one["value"]!));
}
