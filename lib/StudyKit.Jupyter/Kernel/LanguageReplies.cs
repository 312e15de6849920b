using System.Text.Json.Nodes;
using StudyKit.Jupyter.Wire;
using StudyKit.Notebooks.Execution.Language;

namespace StudyKit.Jupyter.Kernel;

/// <summary>Answers of the language services, places counted in code points as Jupyter does.</summary>
internal sealed class LanguageReplies(SessionLanguage language)
{
    /// <summary>Answers <c>complete_request</c>.</summary>
    public async Task<JsonObject> CompleteAsync(JsonObject request)
    {
        (string code, CodePlace place) = PlaceOf(request);
        CompletionAnswer answer = await language.CompleteAsync(place);
        int start = CodePoints.FromUtf16(code, answer.Start), end = CodePoints.FromUtf16(code, answer.End);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. answer.Items.Select(item => (JsonNode)item.Insert)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. answer.Items.Select(item => (JsonNode)new JsonObject
                {
                    ["text"] = item.Insert,
                    ["type"] = item.Kind,
                    ["start"] = start,
                    ["end"] = end,
                })]),
            },
        };
    }

    /// <summary>Answers <c>inspect_request</c>: the name at the cursor or before it, or the call around it.</summary>
    public async Task<JsonObject> InspectAsync(JsonObject request)
    {
        (string code, CodePlace place) = PlaceOf(request);
        bool isInCall = place.Position > 0 && (code[place.Position - 1] is '(' or ',' or ' ');
        HoverAnswer? hover = isInCall ? null : await language.HoverAsync(place);
        string? text = hover?.Contents;
        if (text is null)
        {
            SignatureAnswer call = await language.SignatureAsync(place);
            text = call.Signatures.Count > 0 ? Text(call) : (await language.HoverAsync(place))?.Contents;
        }

        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = text is not null,
            ["data"] = text is null ? [] : new JsonObject { ["text/plain"] = Plain(text), ["text/markdown"] = text },
            ["metadata"] = new JsonObject(),
        };
    }

    /// <summary>Answers <c>is_complete_request</c>.</summary>
    public static JsonObject IsComplete(JsonObject request)
    {
        CompletenessAnswer answer = SessionLanguage.IsComplete((string?)request["code"] ?? "");
        JsonObject json = new() { ["status"] = answer.State.ToString().ToLowerInvariant() };
        if (answer.State == Completeness.Incomplete) json["indent"] = answer.Indent;
        return json;
    }

    private static (string Code, CodePlace Place) PlaceOf(JsonObject request)
    {
        string code = (string?)request["code"] ?? "";
        int cursor = request["cursor_pos"] is JsonValue value && value.TryGetValue(out int at) ? at : code.Length;
        return (code, new CodePlace(code, CodePoints.ToUtf16(code, cursor)));
    }

    private static string Text(SignatureAnswer call)
    {
        string overloads = string.Join('\n', call.Signatures.Select(one => one.Label));
        string? said = call.Signatures[call.Active].Documentation;
        return $"```csharp\n{overloads}\n```" + (said is null ? "" : $"\n\n{said}");
    }

    /// <summary>For front ends that show no Markdown.</summary>
    private static string Plain(string markdown) => string.Join('\n', markdown.Split('\n')
        .Where(line => !line.StartsWith("```", StringComparison.Ordinal))
        .Select(line => line.Replace("\\", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal)));
}
