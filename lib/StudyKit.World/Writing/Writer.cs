using StudyKit.World.Lexicons;

namespace StudyKit.World.Writing;

/// <summary>What the writers of both languages share: turning a template into linked words.</summary>
internal abstract class Writer(Keys keys)
{
    protected Keys Keys { get; } = keys;

    /// <summary>The words of a template's parts.</summary>
    /// <param name="owner">The phrase that the template's tags belong to.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="slot">Writes the phrase in a slot, given its name and form.</param>
    /// <param name="verb">Writes a verb.</param>
    /// <param name="all">False leaves out the parts in round brackets.</param>
    public List<Word> Expand(object owner, IEnumerable<TemplatePart> parts,
        Func<string, string?, IEnumerable<Word>> slot, Func<string, IEnumerable<Word>> verb, bool all = true)
    {
        List<Word> words = [];
        foreach (TemplatePart part in parts)
        {
            if (part.Optional && !all) continue;
            switch (part.Kind)
            {
                case PartKind.Slot:
                    words.AddRange(slot(part.Text, part.Tag));
                    break;
                case PartKind.Verb:
                    words.AddRange(verb(part.Text));
                    break;
                default:
                    words.Add(Literal(owner, part));
                    break;
            }
        }

        return words;
    }

    /// <summary>The words of a template that has no slots.</summary>
    public List<Word> Fixed(
        object owner, string template) => [.. Template.Parse(template).Select(part => Literal(owner, part))];

    private Word Literal(object owner, TemplatePart part)
    {
        if (part.Tag is null) return Word.Plain(part.Text);
        int key = Keys.Of(owner, part.Tag);
        return part.Sure ? Word.Linked(part.Text, key) : Word.Loose(part.Text, key);
    }
}
