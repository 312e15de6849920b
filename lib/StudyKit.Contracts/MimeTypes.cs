namespace StudyKit.Contracts;

/// <summary>The MIME types that the kit writes and reads, each named once.</summary>
public static class MimeTypes
{
    /// <summary>A claim with its verdict, see <see cref="ClaimRecord"/>.</summary>
    public const string Claim = "application/vnd.studykit.claim+json";

    /// <summary>
    /// What a run found in the words of a claim's verdict: <c>claim</c> and <c>verdict</c>, and the Markdown of each
    /// outcome (<c>supported</c>, <c>notSupported</c>, <c>undecided</c>), since a report knows all claims of the
    /// notebook and may have to take a verdict back.
    /// </summary>
    public const string Explanation = "application/vnd.studykit.explanation+json";

    /// <summary>How far a long piece of work has come, see <see cref="ProgressReport"/>.</summary>
    public const string Progress = "application/vnd.studykit.progress+json";

    /// <summary>Attention weights to explore, see <see cref="AttentionRecord"/>.</summary>
    public const string Attention = "application/vnd.studykit.attention+json";

    /// <summary>A figure with a slider over its frames: their names; the pictures stand in the HTML beside.</summary>
    public const string Frames = "application/vnd.studykit.frames+json";

    /// <summary>A model's blocks, see <see cref="ModelRecord"/>; the picture stands in the HTML beside.</summary>
    public const string Model = "application/vnd.studykit.model+json";

    /// <summary>An interactive chart, as Plotly's JSON: data, layout, config.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>Any JSON.</summary>
    public const string Json = "application/json";

    /// <summary>HTML.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>Plain text, the form that every front end and the terminal can show.</summary>
    public const string Plain = "text/plain";
}
