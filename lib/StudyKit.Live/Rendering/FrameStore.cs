using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyKit.Live.Rendering;

/// <summary>
/// Outputs that run scripts of their own have a frame. In a report it stands in the page, whose policy names its
/// scripts. An open page's policy cannot change, so what comes later is served under a name that nobody can guess, with
/// a policy of its own that is as strict.
/// </summary>
internal sealed partial class FrameStore
{
    private const int Kept = 200;

    private readonly ConcurrentDictionary<string, (string Document, string Policy)> _frames = [];
    private readonly ConcurrentQueue<string> _order = [];

    /// <summary>The output's HTML with its frames served from here.</summary>
    /// <param name="html">As the report's renderer made it.</param>
    /// <param name="scripts">The scripts that may run in it.</param>
    public string Settle(string html, IReadOnlyCollection<string> scripts)
    {
        if (scripts.Count == 0) return html;
        string hashes = string.Join(' ', scripts.Select(script =>
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'"));
        string policy = $"sandbox allow-scripts; default-src 'none'; script-src {hashes} 'unsafe-hashes'; " +
            "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src data:; base-uri 'none'; " +
            "form-action 'none'; frame-src 'none'; frame-ancestors 'self'";
        return Inside().Replace(html, match => $"src=\"/frame/{Keep(match.Groups[1].Value, policy)}\"");
    }

    /// <summary>A frame's document and policy; null when it is not known any more.</summary>
    public (string Document, string Policy)? Find(string name) =>
        _frames.TryGetValue(name, out (string Document, string Policy) frame) ? frame : null;

    private string Keep(string encoded, string policy)
    {
        string name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _frames[name] = (WebUtility.HtmlDecode(encoded), policy);
        _order.Enqueue(name);
        while (_order.Count > Kept && _order.TryDequeue(out string? old)) _frames.TryRemove(old, out _);
        return name;
    }

    [GeneratedRegex("srcdoc=\"([^\"]*)\"")]
    private static partial Regex Inside();
}
