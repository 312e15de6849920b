using System.Reflection;
using System.Text;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Execution.Formatting;

/// <summary>A table of texts, shown as HTML and as lines with tabulators.</summary>
/// <param name="Head">The names of the columns.</param>
/// <param name="Rows">A text for each column.</param>
internal sealed record TextTable(IReadOnlyList<string> Head, IReadOnlyList<string[]> Rows)
{
    /// <summary>A row for each object, a column for each of its public properties and fields.</summary>
    /// <param name="source">The objects.</param>
    /// <param name="type">Their type, which has the columns.</param>
    public static TextTable Of(IReadOnlyList<object?> source, Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance;
        (string Name, Func<object, object?> Value)[] columns =
        [
            .. type.GetProperties(own).Where(one => one.CanRead && one.GetIndexParameters().Length == 0)
                .Select(one => (one.Name, (Func<object, object?>)one.GetValue)),
            .. type.GetFields(own).Select(one => (one.Name, (Func<object, object?>)one.GetValue)),
        ];
        bool isLone = columns.Length == 0 || type.IsPrimitive || type == typeof(string);
        if (isLone) columns = [("value", value => value)];
        return new TextTable([.. columns.Select(one => one.Name)], [.. source.Select(row => (string[])
            [.. columns.Select(column => row is null ? "<null>" : Text(column.Value(row)))])]);
    }

    /// <summary>The table in both types.</summary>
    public MimeBundle ToBundle()
    {
        StringBuilder html = new("<table><thead><tr>");
        StringBuilder plain = new(string.Join('\t', Head));
        foreach (string name in Head) html.Append("<th>").Append(Escaping.Html(name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (string[] row in Rows)
        {
            plain.Append('\n').AppendJoin('\t', row);
            html.Append("<tr>");
            foreach (string text in row) html.Append("<td>").Append(Escaping.Html(text)).Append("</td>");
            html.Append("</tr>");
        }

        MimeBundle bundle = [];
        bundle.Add(MimeTypes.Html, html.Append("</tbody></table>").ToString());
        bundle.Add(MimeTypes.Plain, plain.ToString());
        return bundle;
    }

    private static string Text(object? value) => ObjectFormatter.Format(value).Text(MimeTypes.Plain) ?? "";
}
