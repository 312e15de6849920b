namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>Text whose MIME type its author named.</summary>
internal sealed record RawText(string Text, string MimeType)
{
    public override string ToString() => Text;
}
