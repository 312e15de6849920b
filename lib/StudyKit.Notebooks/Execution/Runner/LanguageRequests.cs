using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Execution.Language;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// Answers the language requests of a front end: each once, in any order, at any time. What goes wrong in one is its
/// answer, and nothing else's.
/// </summary>
internal sealed class LanguageRequests(SessionLanguage language, Action<JsonObject> send)
{
    // Of lists that an editor may still ask about; it has one before the reader, and perhaps another under way.
    private const int KeptLists = 8;

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Id, CompletionAnswer List)> _lists = new();

    /// <summary>Prepares for the first request, once the first cell no longer waits for the compiler.</summary>
    public void WarmUp(Task ready) => _ = Task.Run(async () =>
    {
        try
        {
            await ready;
            await language.WarmUpAsync();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The first real request says what is wrong.
        }
    });

    /// <summary>Takes a message; one that is no request of this kind is passed over.</summary>
    public void Hear(JsonObject message)
    {
        string id = IdOf(message["id"]);
        if (SessionProtocol.TypeOf(message) == SessionProtocol.Cancel)
        {
            if (_running.TryGetValue(id, out CancellationTokenSource? running)) running.Cancel();
            return;
        }

        if (Question(message) is not { } question) return;
        CancellationTokenSource stop = _running[id] = new CancellationTokenSource();
        _ = Task.Run(async () => send(await AnswerAsync(message, question, stop.Token)), CancellationToken.None);
    }

    private async Task<JsonObject> AnswerAsync(
        JsonObject message, Func<CancellationToken, Task<JsonObject>> question, CancellationToken stop)
    {
        JsonObject answer;
        try
        {
            answer = await question(stop);
        }
        catch (OperationCanceledException)
        {
            answer = new() { ["error"] = "The request was cancelled." };
        }
        catch (Exception error)
        {
            answer = new() { ["error"] = $"{error.GetType().Name}: {error.Message}" };
        }

        if (_running.TryRemove(IdOf(message["id"]), out CancellationTokenSource? ended)) ended.Dispose();
        answer["type"] = SessionProtocol.Answer;
        answer["id"] = message["id"]?.DeepClone();
        return answer;
    }

    private Func<CancellationToken, Task<JsonObject>>? Question(JsonObject message) =>
        SessionProtocol.TypeOf(message) switch
        {
            "complete" => async stop =>
            {
                CompletionAnswer list = await language.CompleteAsync(LanguageMessages.PlaceOf(message), stop);
                _lists.Enqueue((IdOf(message["id"]), list));
                while (_lists.Count > KeptLists) _lists.TryDequeue(out _);
                return LanguageMessages.Of(list);
            }
            ,
            "describe" => async stop =>
            {
                CompletionAnswer? list = _lists.LastOrDefault(one => one.Id == IdOf(message["list"])).List;
                return LanguageMessages.Documented(list is null ? null : await SessionLanguage.DescribeAsync(
                    list, (int?)message["index"] ?? -1, stop));
            }
            ,
            "signature" => async stop => LanguageMessages.Of(
                await language.SignatureAsync(LanguageMessages.PlaceOf(message), stop)),
            "hover" => async stop => LanguageMessages.Of(
                await language.HoverAsync(LanguageMessages.PlaceOf(message), stop)),
            "diagnose" => async stop => LanguageMessages.Of(
                await language.DiagnoseAsync(LanguageMessages.PlaceOf(message), stop)),
            "definition" => async stop => LanguageMessages.Of(
                await language.DefineAsync(LanguageMessages.PlaceOf(message), stop)),
            "isComplete" => _ => Task.FromResult(LanguageMessages.Of(
                SessionLanguage.IsComplete(LanguageMessages.PlaceOf(message).Code))),
            _ => null,
        };

    /// <summary>A name of a request: a text or a number, as JSON writes it.</summary>
    private static string IdOf(JsonNode? id) => id?.ToJsonString() ?? "";
}
