namespace StudyKit.Text;

/// <summary>Tokens numbered from 0 without gaps.</summary>
public sealed class Vocabulary
{
    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _ids;

    /// <summary>Numbers the tokens in the order given.</summary>
    /// <param name="tokens">All tokens, special ones included; each once.</param>
    /// <param name="special">Which of the ids are special.</param>
    /// <exception cref="ArgumentException">
    /// When a token stands there twice, or a special id is not in the list.
    /// </exception>
    public Vocabulary(IEnumerable<string> tokens, SpecialTokens special)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(special);
        _tokens = [.. tokens];
        _ids = new(_tokens.Length, StringComparer.Ordinal);
        for (int id = 0; id < _tokens.Length; id++)
        {
            if (!_ids.TryAdd(_tokens[id], id))
                throw new ArgumentException($"Each token may stand in a vocabulary once. Received '{_tokens[id]}' as " +
                    $"id {_ids[_tokens[id]]} and as id {id}.", nameof(tokens));
        }

        foreach (int? id in new[] { special.Padding, special.Start, special.End, special.Unknown, special.Mask })
        {
            if (id < 0 || id >= _tokens.Length)
                throw new ArgumentException(
                    $"A special token's id must lie between 0 and {_tokens.Length - 1}. Received {id}.",
                    nameof(special));
        }

        Special = special;
    }

    /// <summary>How many tokens there are: V.</summary>
    public int Count => _tokens.Length;

    /// <summary>The ids of the special tokens.</summary>
    public SpecialTokens Special { get; }

    /// <summary>All tokens; the index is the id.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>The token with the given id.</summary>
    /// <param name="id">Between 0 and <see cref="Count"/> − 1.</param>
    public string this[int id] => id >= 0 && id < _tokens.Length
        ? _tokens[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, "An id of this vocabulary lies between 0 and " +
            $"{_tokens.Length - 1}.");

    /// <summary>The id of a token, or null when it is not in the vocabulary.</summary>
    /// <param name="token">The token, as <see cref="Tokens"/> writes it.</param>
    public int? Find(string token) => _ids.TryGetValue(token, out int id) ? id : null;

    /// <summary>The id of a token.</summary>
    /// <param name="token">The token, as <see cref="Tokens"/> writes it.</param>
    /// <exception cref="KeyNotFoundException">When the token is not in the vocabulary.</exception>
    public int IdOf(string token) => Find(token)
        ?? throw new KeyNotFoundException($"The vocabulary of {Count} tokens has no '{token}'.");

    internal Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> SpanLookup =>
        _ids.GetAlternateLookup<ReadOnlySpan<char>>();
}
