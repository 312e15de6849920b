using AngleSharp.Dom;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Notebooks.Export.Prose;

/// <summary>
/// A Markdown cell tagged <c>question</c>: its first list becomes answers to choose from, so that a reader says what
/// to expect before looking. Elsewhere, as in Jupyter, it stays the list it is.
/// </summary>
internal static class Questions
{
    internal const string Tag = "question";

    /// <summary>Turns the first list into a group of radio buttons; says so where there is none.</summary>
    /// <param name="body">The cell's HTML.</param>
    /// <param name="page">Takes the warning.</param>
    /// <param name="cell">The cell; its id names the question, whose answer both languages share.</param>
    /// <param name="suffix">Sets the group of the second language apart.</param>
    public static void Settle(IElement body, PageContext page, Cell cell, string suffix = "")
    {
        IElement[] blocks = [.. body.Children];
        IElement? list = blocks.FirstOrDefault(block => block.LocalName is "ul" or "ol");
        IElement[] answers = list is null ? [] : [.. list.Children];
        if (blocks is not [{ LocalName: "p" }, ..] || answers.Length < 2)
        {
            page.Warn($"Cell {cell.Id}: a question is a paragraph and a list of at least two answers, and this cell " +
                $"has {answers.Length}. Write them as lines that begin with '- ', or take the tag '{Tag}' off.");
            return;
        }

        IDocument document = body.Owner!;
        IElement group = document.CreateElement("fieldset"), legend = document.CreateElement("legend");
        group.ClassName = Tag;
        group.SetAttribute("data-question", cell.Id);
        legend.Append([.. blocks[0].ChildNodes]);
        group.AppendChild(legend);
        for (int i = 0; i < answers.Length; i++)
        {
            IElement label = document.CreateElement("label"), button = document.CreateElement("input"),
                text = document.CreateElement("span");
            button.SetAttribute("type", "radio");
            button.SetAttribute("name", $"question-{cell.Id}{suffix}");
            button.SetAttribute("value", $"{i + 1}");
            text.Append([.. answers[i].ChildNodes]);
            label.Append(button, text);
            group.AppendChild(label);
        }

        list!.Remove();
        blocks[0].Replace(group);
    }
}
