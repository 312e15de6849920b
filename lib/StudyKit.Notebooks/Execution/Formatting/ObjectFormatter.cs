using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>
/// Turns any object into a MIME bundle: by its own formatters, as a Plotly chart, or as .NET Interactive's tables and
/// trees.
/// </summary>
public static class ObjectFormatter
{
    private const string Latex = "text/latex";

    /// <summary>The object in every MIME type that it has; never empty.</summary>
    /// <param name="value">Any object, or null.</param>
    public static MimeBundle Format(object? value)
    {
        MimeBundle bundle = [];
        switch (value)
        {
            case null: bundle.Add(MimeTypes.Plain, "<null>"); break;
            case TextTable table: return table.ToBundle();
            case LaTeXString latex: bundle.Add(Latex, latex.ToString()); break;
            case MathString math: bundle.Add(Latex, math.ToString()); break;
            case string text: bundle.Add(MimeTypes.Plain, text); break;
            case RawText raw: bundle.Add(raw.MimeType, raw.Text); break;
            case HtmlText html: bundle.Add(MimeTypes.Html, html.Markup); break;
            case Exception error: bundle.Add(MimeTypes.Plain, error.ToString()); break;
            default: FormatObject(value, bundle); break;
        }

        return bundle;
    }

    /// <summary>The object in the named MIME types only, as far as it has them.</summary>
    /// <param name="value">Any object, or null.</param>
    /// <param name="mimeTypes">The types wanted, best first.</param>
    public static MimeBundle Format(object? value, IReadOnlyList<string> mimeTypes)
    {
        // Text shown under a type is text of that type: display("<b>x</b>", MimeTypes.Html).
        if (value is string text && mimeTypes is [{ } only]) return Format(new RawText(text, only));

        MimeBundle all = Format(value);
        MimeBundle wanted = [];
        foreach (string type in mimeTypes)
        {
            if (all.Json(type) is { } node) wanted.Add(type, node);
        }

        return wanted.IsEmpty ? all : wanted;
    }

    private static void FormatObject(object value, MimeBundle bundle)
    {
        try
        {
            // Before the formatters that the charts bring along: those write HTML that fetches plotly.js from the
            // network.
            if (PlotlyImport.TryGetJson(value, out string chart))
            {
                // With a static picture and words of our own, as every figure has.
                PlotlyImport.TryRead(chart, out Figure figure);
                bundle.Add(MimeTypes.Html, figure.ToHtml());
                bundle.Add(MimeTypes.Plotly, chart);
                bundle.Add(MimeTypes.Plain, figure.ToString());
                return;
            }

            if (RegisteredFormatters.TryFormat(value, bundle)) return;

            if (ConventionFormatters.TryFormat(value, bundle))
            {
                if (!bundle.Contains(MimeTypes.Plain)) bundle.Add(MimeTypes.Plain, value.ToString() ?? "");
                return;
            }

            // A lone value reads better as text than as a tree with one row.
            bool isScalar = value.GetType() is { IsPrimitive: true } or { IsEnum: true }
                || value is decimal or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or Type;
            if (isScalar)
            {
                bundle.Add(MimeTypes.Plain, value.ToString() ?? "");
                return;
            }

            bundle.Add(MimeTypes.Html, value.ToDisplayString(MimeTypes.Html));
            bundle.Add(MimeTypes.Plain, value.ToDisplayString(MimeTypes.Plain));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A formatter's fault must not hide that the cell itself succeeded: show the value's name and what went
            // wrong.
            Exception cause = error is TargetInvocationException { InnerException: { } inner } ? inner : error;
            bundle.Add(
                MimeTypes.Plain, $"{value.GetType()} (could not be shown: {cause.GetType().Name}: {cause.Message})");
        }
    }
}
