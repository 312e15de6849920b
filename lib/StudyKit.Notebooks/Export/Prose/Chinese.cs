using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// Marks runs of Chinese with their language, so that they get the right letter forms and are read aloud as Chinese.
/// </summary>
internal static partial class Chinese
{
    public static void Mark(IElement root)
    {
        foreach (IText text in root.Descendants<IText>().ToArray())
        {
            if (text.Parent is not IElement parent || !Runs().IsMatch(text.Data)
                || parent.Closest("[lang], pre, math") is not null)
            {
                continue;
            }

            List<INode> nodes = [];
            int at = 0;
            foreach (Match run in Runs().Matches(text.Data))
            {
                if (run.Index > at) nodes.Add(root.Owner!.CreateTextNode(text.Data[at..run.Index]));
                IElement span = root.Owner!.CreateElement("span");
                span.SetAttribute("lang", "zh-Hans");
                span.TextContent = run.Value;
                nodes.Add(span);
                at = run.Index + run.Length;
            }

            if (at < text.Data.Length) nodes.Add(root.Owner!.CreateTextNode(text.Data[at..]));
            text.ReplaceWith([.. nodes]);
        }
    }

    [GeneratedRegex(
        @"[\u3400-\u9fff\uf900-\ufaff]" +
        @"(?:[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’·]*[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef])?")]
    private static partial Regex Runs();
}
