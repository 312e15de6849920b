using System.Security.Cryptography;
using System.Text;

namespace StudyKit.Notebooks.Export.Page;

/// <summary>
/// The page's content policy: nothing is loaded, nothing is sent, and only the scripts that were in the page when it
/// was written run.
/// </summary>
internal static class ContentPolicy
{
    /// <param name="scripts">The text of each script.</param>
    /// <param name="handlers">Whether some are attributes (onclick).</param>
    /// <param name="compiles">Whether a chart compiles code from text.</param>
    /// <param name="server">Where a live page connects to, and from where its frames come; null in a report.</param>
    public static string For(IEnumerable<string> scripts, bool handlers, bool compiles, string? server = null)
    {
        string own = server is null ? "frame-src 'none'" : $"connect-src {server}; frame-src 'self'";
        string hashes = string.Join(' ', scripts.Select(Hash).Distinct());
        string special = (handlers ? " 'unsafe-hashes'" : "") + (compiles ? " 'unsafe-eval'" : "");
        return $"default-src 'none'; script-src {hashes}{special}; style-src 'unsafe-inline'; img-src data: blob:; " +
            $"font-src data:; media-src data:; base-uri 'none'; form-action 'none'; {own}";
    }

    private static string Hash(string script) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";
}
