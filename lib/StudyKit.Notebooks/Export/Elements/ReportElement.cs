using System.Text.Json.Nodes;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Elements;

/// <summary>
/// A kind of output that reports draw in a way of their own, found by its MIME type. It brings everything it needs: its
/// static HTML, its text for a terminal, and beside its class, in the same folder, <c>name.css</c> and, where it comes
/// alive on a page, <c>name.js</c>. Registered by one line in <see cref="ReportElements"/>.
/// </summary>
internal abstract class ReportElement
{
    /// <summary>The name of its style sheet and its script.</summary>
    public abstract string Name { get; }

    /// <summary>The MIME type that it draws.</summary>
    public abstract string MimeType { get; }

    /// <summary>Whether it changes while its cell runs, so that a terminal shows its text.</summary>
    public virtual bool IsLive => false;

    /// <summary>
    /// Whether it has a script. The page carries it once however often the element occurs, so it looks for all
    /// occurrences itself.
    /// </summary>
    public virtual bool HasScript => false;

    /// <summary>The element without scripts: what stays in print and for readers without them.</summary>
    /// <param name="data">The JSON of its MIME type.</param>
    /// <param name="place">Where it stands.</param>
    /// <returns>
    /// The HTML; null when the JSON is none of this element's, so that another form of the output is shown.
    /// </returns>
    public abstract string? Html(JsonNode data, ElementPlace place);

    /// <summary>The element for a terminal; null when there is nothing to say.</summary>
    /// <param name="data">The JSON of its MIME type.</param>
    /// <param name="bundle">The output in all its MIME types.</param>
    public abstract string? Text(JsonNode data, MimeBundle bundle);

    /// <summary>What its script needs at the end of the page, once.</summary>
    /// <param name="page">The page with all that is on it.</param>
    public virtual string Foot(PageContext page) => "";

    /// <summary>Further scripts that run on a page with this element, for the content policy.</summary>
    /// <param name="page">The page with all that is on it.</param>
    public virtual IEnumerable<string> OtherScripts(PageContext page) => [];

    /// <summary>Whether its scripts compile code from text, given all data of the page.</summary>
    public virtual bool Compiles(IReadOnlyList<PageData> data) => false;

    /// <summary>Tools of others that the colophon names.</summary>
    /// <param name="page">The page with all that is on it.</param>
    public virtual IEnumerable<(string Name, string Version)> Tools(PageContext page) => [];
}

/// <summary>One occurrence of an element: the cell it came from, and the page it stands on.</summary>
/// <param name="Output">The output in all its MIME types.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Page">Gives ids, and takes data and warnings.</param>
internal sealed record ElementPlace(MimeBundle Output, Cell Cell, PageContext Page);
