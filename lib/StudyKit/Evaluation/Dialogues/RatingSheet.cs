using System.Text;
using StudyKit.Contracts;

namespace StudyKit.Evaluation.Dialogues;

/// <summary>A reply to be rated.</summary>
/// <param name="History">What was said before.</param>
/// <param name="Reply">The reply.</param>
public sealed record RatedReply(IReadOnlyList<string> History, string Reply);

/// <summary>
/// The sheet for human raters (Wang et al., 2020, §4.4): +2 fits and is interesting, +1 fits grammatically and in sense
/// but is dull, 0 does not fit. A form that works in a report without a network: the ratings stand below it as text to
/// copy.
/// </summary>
public static class RatingSheet
{
    /// <summary>The ratings.</summary>
    public static IReadOnlyList<int> Categories { get; } = [2, 1, 0];

    /// <summary>The form.</summary>
    /// <param name="replies">The replies, already mixed so that nobody sees which model wrote which.</param>
    /// <param name="name">Tells this sheet from others on the page; letters, digits and dashes.</param>
    public static string ToHtml(IReadOnlyList<RatedReply> replies, string name = "rating")
    {
        ArgumentNullException.ThrowIfNull(replies);
        StringBuilder html = new($"<form id=\"{Text(name)}\">\n");
        for (int i = 0; i < replies.Count; i++)
        {
            html.Append("<fieldset style=\"margin:0 0 .9rem;padding:.2rem .9rem .6rem;border:1px solid " +
                $"#8886;border-radius:5px;max-width:40rem\"><legend>Answer {i + 1}</legend>\n");
            html.Append($"<p lang=\"zh\" style=\"margin:.2rem 0\">{Text(string.Join(" / ", replies[i].History))}</p>" +
                $"<p lang=\"zh\" style=\"margin:.2rem 0 .4rem\"><strong>{Text(replies[i].Reply)}</strong></p>\n");
            foreach (int rating in Categories)
            {
                html.Append($"<label style=\"margin-right:1.4rem\"><input type=\"radio\" name=\"{Text(name)}-{i}\" " +
                    $"value=\"{rating}\"> {(rating > 0 ? "+" : "")}{rating}</label>\n");
            }

            html.Append("</fieldset>\n");
        }

        html.Append($"<p><label for=\"{Text(name)}-result\">Ratings, one an item, to copy into a " +
            $"file:</label></p><textarea id=\"{Text(name)}-result\" rows=\"2\" style=\"width:100%;max-width:40rem\" " +
            "readonly></textarea>\n</form>\n");
        html.Append($$"""
            <script>(function(){
            const f=document.getElementById("{{Text(name)}}");
            f.addEventListener("change",function(){
            const r=[];
            for(let i=0;i<{{replies.Count}};i++){
            const c=f.querySelector('input[name="{{Text(name)}}-'+i+'"]:checked');
            r.push(c?c.value:"");
            }
            document.getElementById("{{Text(name)}}-result").value=r.join(",");
            });})();</script>
            """);
        return html.ToString();
    }

    /// <summary>The ratings of one filled sheet.</summary>
    /// <param name="text">What the form wrote.</param>
    /// <param name="count">How many items there are.</param>
    /// <exception cref="FormatException">Not so many ratings, or one that is none of 2, 1 and 0.</exception>
    public static IReadOnlyList<int> Parse(string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length != count || !parts.All(part => part is "2" or "1" or "0"))
            throw new FormatException($"A filled sheet has {count} ratings, each 2, 1 or 0, with commas between. " +
                $"Received '{text}'.");
        return [.. parts.Select(int.Parse)];
    }

    private static string Text(string text) => Escaping.Html(text);
}
