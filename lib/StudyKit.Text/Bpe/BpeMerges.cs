using System.Text;
using StudyKit.Text.Subwords;

namespace StudyKit.Text.Bpe;

/// <summary>The learned merges in their order, and what they do to one piece of text.</summary>
internal sealed class BpeMerges
{
    private readonly MergeTable<int> _merges = new();
    private readonly Dictionary<Rune, int> _characters = [];
    private readonly int _unknown;
    private readonly int? _marker;

    /// <summary>Links the merges to the ids of a vocabulary.</summary>
    /// <param name="vocabulary">Holds every character, every merged token and the unknown token.</param>
    /// <param name="characters">The tokens that are single characters, the marker among them.</param>
    /// <param name="merges">Left and right token of each merge, the first learned first.</param>
    public BpeMerges(
        Vocabulary vocabulary, IEnumerable<string> characters, IEnumerable<(string Left, string Right)> merges)
    {
        _unknown = vocabulary.Special.Unknown!.Value;
        _marker = vocabulary.Find(WordSplitter.Marker.ToString());
        foreach (string character in characters)
        {
            Rune rune = character.EnumerateRunes().First();
            if (rune.Value != WordSplitter.Marker) _characters[rune] = vocabulary.IdOf(character);
        }

        foreach ((string left, string right) in merges)
        {
            _merges.Add(vocabulary.IdOf(left), vocabulary.IdOf(right), vocabulary.IdOf(left + right));
        }
    }

    /// <summary>The ids of one piece: its characters, merged until no learned pair is left.</summary>
    /// <param name="piece">Text without white space.</param>
    /// <param name="afterSpace">True when the marker stands before it.</param>
    /// <param name="dropout">The chance that a possible merge is passed over at a step.</param>
    /// <param name="random">Draws for <paramref name="dropout"/>; null without it.</param>
    public int[] Apply(ReadOnlySpan<char> piece, bool afterSpace, double dropout = 0, SeededRandom? random = null)
    {
        List<int> symbols = new(piece.Length + 1);
        if (afterSpace) symbols.Add(_marker ?? _unknown);
        foreach (Rune rune in piece.EnumerateRunes())
        {
            symbols.Add(_characters.GetValueOrDefault(rune, _unknown));
        }

        return _merges.Apply([.. symbols], dropout, random);
    }
}
