using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StudyKit.Live.Server;

/// <summary>
/// Who may come in. A page of the web must not reach the notebook through the reader's browser, and a program of
/// another user must not guess the way: the host is this machine's own, the origin is the page itself, and the token
/// is known.
/// </summary>
internal sealed class Gate(int port, string token)
{
    private readonly byte[] _token = Encoding.UTF8.GetBytes(token);

    private readonly string[] _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];

    /// <summary>A new token: 256 bits that nobody can guess.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Why a request is refused; null when it is let in.</summary>
    public string? Refusal(HttpRequest request)
    {
        string host = request.Host.Value ?? "";
        if (!_hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            return $"This server answers to {_hosts[0]} only. Received: the host {Shown(host)}. Open the address " +
                "that studykit open has printed.";
        }

        string origin = request.Headers.Origin.ToString();
        bool isOwn = _hosts.Any(own => string.Equals(origin, "http://" + own, StringComparison.OrdinalIgnoreCase));
        if (origin.Length > 0 && !isOwn)
        {
            return $"Only the page itself may ask this server. Received: a request of {Shown(origin)}.";
        }

        if (origin.Length == 0 && request.HttpContext.WebSockets.IsWebSocketRequest)
        {
            return "A connection names the page that it comes from. Received: none.";
        }

        // What is not there is said to anybody: a link in the text may lead to another report. A frame has a name that
        // nobody can guess, and a document of its own that must not see the token.
        string path = request.Path.Value ?? "/";
        if (path is not ("/" or "/line")) return null;
        return IsKnown(request) ? null
            : "The address lacks the right token. Open the one that studykit open has printed; a server that was " +
                "started anew has a new one.";
    }

    /// <summary>Whether the request has the token; how long the answer takes says nothing about it.</summary>
    private bool IsKnown(HttpRequest request)
    {
        byte[] given = Encoding.UTF8.GetBytes(request.Query["token"].ToString());
        return CryptographicOperations.FixedTimeEquals(given, _token);
    }

    /// <summary>What others sent, short and without anything that could be markup.</summary>
    private static string Shown(string text)
    {
        string plain = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '/'));
        return plain.Length == 0 ? "none" : plain.Length <= 80 ? plain : plain[..80] + "…";
    }
}
