using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StudyKit.Contracts;
using StudyKit.Live.State;

namespace StudyKit.Live.Server;

/// <summary>One window's connection: its wishes come in, the changes go out.</summary>
internal static class Line
{
    private const int LargestWish = 4_000_000;

    /// <summary>Serves a window until it closes or the server ends.</summary>
    public static async Task ServeAsync(HttpContext context, Desk desk, CancellationToken stop)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        _ = long.TryParse(
            context.Request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out long since);
        Listener listener = new();
        if (!await desk.JoinAsync(listener, since)) listener.Send("{\"type\":\"reload\"}");
        try
        {
            Task telling = TellAsync(socket, listener, stop);
            await Task.WhenAny(telling, HearAsync(socket, listener, desk, stop));
            listener.End();
            await telling;
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
            // The window was closed, or the server ends.
        }
        finally
        {
            desk.Leave(listener);
            listener.End();
        }
    }

    private static async Task TellAsync(WebSocket socket, Listener listener, CancellationToken stop)
    {
        await foreach (string text in listener.Texts.ReadAllAsync(stop))
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, stop);
            listener.Told(text);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", stop);
    }

    private static async Task HearAsync(WebSocket socket, Listener listener, Desk desk, CancellationToken stop)
    {
        byte[] buffer = new byte[16_384];
        using MemoryStream message = new();
        while (true)
        {
            WebSocketReceiveResult part = await socket.ReceiveAsync(buffer, stop);
            if (part.MessageType == WebSocketMessageType.Close) return;
            message.Write(buffer, 0, part.Count);
            if (message.Length > LargestWish) return;
            if (!part.EndOfMessage) continue;
            if (Parse(message) is { } wish) desk.Hear(listener, wish);
            message.SetLength(0);
        }
    }

    private static JsonObject? Parse(MemoryStream message)
    {
        try
        {
            string text = Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length);
            return RecordJson.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Not a message of the page's.
            return null;
        }
    }
}
