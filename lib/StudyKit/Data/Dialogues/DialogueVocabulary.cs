using System.Text;
using StudyKit.Text;

namespace StudyKit.Data.Dialogues;

/// <summary>One token per character and the six special tokens of CDial-GPT.</summary>
public sealed class DialogueVocabulary
{
    private static readonly string[] s_special = ["[CLS]", "[PAD]", "[SEP]", "[UNK]", "[speaker1]", "[speaker2]"];

    /// <summary>Takes a list of tokens.</summary>
    /// <param name="tokens">All tokens, the six special ones among them.</param>
    /// <exception cref="ArgumentException">A special token is missing.</exception>
    public DialogueVocabulary(IReadOnlyList<string> tokens)
    {
        string[] missing = [.. s_special.Except(tokens)];
        if (missing.Length > 0)
        {
            throw new ArgumentException(
                $"A vocabulary of dialogues has {string.Join(", ", s_special)}. Missing: {string.Join(", ", missing)}.",
                nameof(tokens));
        }

        int Id(string token) => tokens.ToList().IndexOf(token);
        (Cls, Padding, Sep, Unknown, Speaker1, Speaker2) =
            (Id("[CLS]"), Id("[PAD]"), Id("[SEP]"), Id("[UNK]"), Id("[speaker1]"), Id("[speaker2]"));
        Tokens = new Vocabulary(
            tokens, new SpecialTokens { Padding = Padding, Start = Cls, End = Sep, Unknown = Unknown });
    }

    /// <summary>The tokens.</summary>
    public Vocabulary Tokens { get; }

    /// <summary>V.</summary>
    public int Count => Tokens.Count;

    /// <summary>Stands first.</summary>
    public int Cls { get; }

    /// <summary>Fills the shorter rows.</summary>
    public int Padding { get; }

    /// <summary>Ends the reply.</summary>
    public int Sep { get; }

    /// <summary>Stands for any other character.</summary>
    public int Unknown { get; }

    /// <summary>
    /// Stands before what the one who began says; its row of the word table is added to all tokens of theirs.
    /// </summary>
    public int Speaker1 { get; }

    /// <summary>As <see cref="Speaker1"/>, for the other.</summary>
    public int Speaker2 { get; }

    /// <summary>Reads a <c>vocab.txt</c>, one token a line, as CDial-GPT's of 13,088.</summary>
    /// <param name="path">The file.</param>
    public static DialogueVocabulary Load(string path) =>
        new([.. File.ReadLines(path).Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)]);

    /// <summary>The special tokens and all characters of some dialogues, by code.</summary>
    /// <param name="dialogues">The dialogues.</param>
    /// <param name="atLeast">How often a character must stand there.</param>
    public static DialogueVocabulary Learn(IEnumerable<IReadOnlyList<string>> dialogues, int atLeast = 1)
    {
        ArgumentNullException.ThrowIfNull(dialogues);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string character in dialogues.SelectMany(dialogue => dialogue).SelectMany(Characters))
        {
            counts[character] = counts.GetValueOrDefault(character) + 1;
        }

        return new DialogueVocabulary([.. s_special, .. counts.Where(pair => pair.Value >= atLeast)
            .Select(pair => pair.Key).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The ids of a text's characters; white space counts as none.</summary>
    /// <param name="text">The text.</param>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Characters(text).Select(character => Tokens.Find(character) ?? Unknown)];
    }

    /// <summary>The text of some ids, without special tokens.</summary>
    /// <param name="ids">The ids.</param>
    public string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return string.Concat(ids.Where(id => id != Cls && id != Padding && id != Sep && id != Speaker1
            && id != Speaker2).Select(id => Tokens[id]));
    }

    private static IEnumerable<string> Characters(string text) => text.EnumerateRunes()
        .Where(rune => !Rune.IsWhiteSpace(rune)).Select(rune => Rune.ToLowerInvariant(rune).ToString());
}
