using System.Text;
using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Data.Cleaning;
using StudyKit.Notebooks.Export;

namespace StudyKit.Cli.Commands;

/// <summary>
/// What <c>studykit clean --report</c> writes: the funnel, the rules in their order with samples, and the lines that
/// held no dialogue.
/// </summary>
internal static class CleaningPage
{
    public static void Write(string path, string name, CleaningCounts counts, DialogueCleaner cleaner)
    {
        StringBuilder html = new();
        html.Append($"<h2>Funnel</h2>\n<p>{counts.Lines:N0} lines; {counts.InvalidUtf8:N0} were no UTF-8, " +
            $"{counts.LoneSurrogates:N0} had half a surrogate pair, {counts.NoDialogue:N0} were no JSON array of " +
            $"texts. {counts.Dialogues:N0} dialogues with {counts.Utterances:N0} utterances reached the rules.</p>\n");
        html.Append(Funnel(counts));
        html.Append("<h2>Rules in their order</h2>\n<p>An utterance that a rule drops cuts its dialogue in two " +
            "there; pieces with two or more utterances go on.</p>\n");
        Dictionary<string, CleaningRule> rules = cleaner.Pipeline.Rules.ToDictionary(rule => rule.Name);
        foreach (RuleCounts rule in counts.Rules)
        {
            html.Append(Rule(
                rule, rules.TryGetValue(rule.Name, out CleaningRule? known) ? known.Why : ReplyFilter.Whys[rule.Name]));
        }

        if (counts.BadLines.Count > 0)
        {
            html.Append(Table("Lines without a dialogue", ["line", "problem"], counts.BadLines
                .Select(bad => new[] { bad.Line.ToString("N0"), bad.Problem })));
        }

        PlainPage.Write(path, "Cleaning", name, $"{counts.Dialogues:N0} dialogues with {counts.Utterances:N0} " +
            $"utterances became {counts.Kept:N0} with {counts.KeptUtterances:N0}.", html.ToString());
    }

    private static string Funnel(CleaningCounts counts) =>
        Figure.Bar("Utterances left after each rule").X("rule").Y("utterances left")
            .Categories(["raw", .. counts.Rules.Select(rule => rule.Name)])
            .Series("utterances", [counts.Utterances, .. counts.Rules.Select(rule => rule.UtterancesLeft)]).Horizontal()
            .Caption("From the top down in the order of the rules. Counted are utterances of dialogues in which one " +
                "still answers another; the last bars only those of pieces that are written.").ToHtml();

    private static string Rule(RuleCounts rule, string why) =>
        $"<h3>{Text(rule.Name)}</h3>\n<p>{Text(why)}</p>\n<p>{rule.Changed:N0} utterances changed, {rule.Dropped:N0} " +
        "dropped.</p>\n" +
        (rule.Samples.Count == 0 ? "" : Table($"The first that {rule.Name} touched", ["before", "after"], rule.Samples
            .Select(step => new[] { step.Before, step.After ?? "(dropped)" })));

    private static string Table(string caption, string[] columns, IEnumerable<string[]> rows) =>
        $"<div class=\"table\"><table><caption>{Text(caption)}</caption><thead>" +
        $"<tr>{string.Concat(columns.Select(column => $"<th scope=\"col\">{Text(column)}</th>"))}</tr>" +
        "</thead>\n<tbody>" +
        string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{Text(cell)}</td>"))}</tr>\n")) +
            "</tbody></table></div>\n";

    private static string Text(string text) => Escaping.Html(text);
}
