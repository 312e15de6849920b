namespace StudyKit.Notebooks.Export;

/// <summary>Small pieces that several parts of a page draw.</summary>
internal static class Html
{
    /// <summary>
    /// An icon that says the verdict by its shape. Words stand beside it, so it is hidden from readers of the page.
    /// </summary>
    public static string Icon(string name) =>
        $"""<svg class="icon" width="16" height="16" aria-hidden="true"><use href="#icon-{name}"/></svg>""";
}
