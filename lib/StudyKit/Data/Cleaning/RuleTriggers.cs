namespace StudyKit.Data.Cleaning;

/// <summary>What a text must have before a rule can do anything to it. One of the three is enough.</summary>
/// <param name="Character">True for characters that may be the reason.</param>
/// <param name="Pairs">Texts whose first two characters, side by side, may be the reason.</param>
/// <param name="Doubled">True when the same character twice may be, or the same two.</param>
internal sealed record RuleTriggers(
    Func<char, bool>? Character = null, IReadOnlyList<string>? Pairs = null, bool Doubled = false);

/// <summary>
/// Finds in one pass which of many rules could do something to a text. Most utterances give most rules no reason, and
/// looking at each character once is several times faster than once a rule.
/// </summary>
internal sealed class TriggerTable
{
    private const int PairBits = 16;
    private readonly uint[] _characters = new uint[1 << 16], _pairs = new uint[1 << PairBits];
    private readonly uint _always, _doubled;

    /// <summary>Makes the table; rule i has bit i.</summary>
    public TriggerTable(IReadOnlyList<CleaningRule> rules)
    {
        for (int r = 0; r < rules.Count; r++)
        {
            uint bit = Bit(r);
            if (rules[r].Triggers is not { } triggers) { _always |= bit; continue; }
            if (triggers.Doubled) _doubled |= bit;
            for (int c = 0; triggers.Character is { } may && c < _characters.Length; c++)
            {
                _characters[c] |= may((char)c) ? bit : 0;
            }

            foreach (string text in triggers.Pairs ?? [])
            {
                if (text.Length == 1) _characters[text[0]] |= bit;
                else foreach ((char first, char second) in Spellings(text)) _pairs[Place(first, second)] |= bit;
            }
        }
    }

    /// <summary>
    /// The bit of a rule. Rules from the 31st on share one, so that each of them gets every text that one of them might
    /// want.
    /// </summary>
    public static uint Bit(int rule) => 1u << Math.Min(rule, 31);

    /// <summary>The rules that could do something to a text, a bit each.</summary>
    public uint Of(string text)
    {
        uint mask = _always;
        char third = '\0', second = '\0', last = '\0';
        foreach (char c in text)
        {
            mask |= _characters[c] | _pairs[Place(last, c)];
            if (c == last || (c == second && last == third)) mask |= _doubled;
            (third, second, last) = (second, last, c);
        }

        return mask;
    }

    private static (char First, char Second)[] Spellings(string text)
    {
        char[] firsts = [char.ToLowerInvariant(text[0]), char.ToUpperInvariant(text[0])],
            seconds = [char.ToLowerInvariant(text[1]), char.ToUpperInvariant(text[1])];
        return [.. firsts.SelectMany(first => seconds.Select(second => (first, second))).Distinct()];
    }

    // Several pairs share a place: then a rule is asked once too often, never once too seldom.
    private static int Place(char first, char second) =>
        (int)((((uint)first * 0x9E3779B1u) ^ ((uint)second * 0x85EBCA6Bu)) >> (32 - PairBits));
}
