namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>A piece of HTML that is shown as it stands, made by <c>HTML("...")</c>.</summary>
/// <param name="Markup">The HTML.</param>
public sealed record HtmlText(string Markup)
{
    /// <summary>The HTML itself.</summary>
    public override string ToString() => Markup;
}
