namespace StudyKit.Checkpoints;

/// <summary>How the keys of a file become those of a module.</summary>
public sealed record LoadOptions
{
    /// <summary>
    /// Whether missing, unexpected and mis-shaped keys are errors; false loads what fits and only reports them.
    /// </summary>
    /// <value>true.</value>
    public bool Strict { get; init; } = true;

    /// <summary>
    /// Only keys that begin so are looked at, without this beginning: <c>bert.</c> of a larger model. Null takes all,
    /// and so does a file in which no key begins so: it is the part by itself.
    /// </summary>
    public string? Prefix { get; init; }

    /// <summary>
    /// Turns a key of the file into the module's, for instance dropping a prefix; null leaves keys as they are.
    /// </summary>
    public Func<string, string>? Rename { get; init; }

    /// <summary>
    /// Keys (after renaming) that are second names of others: <c>lm_head.weight</c> of <c>embedding.weight</c>. If the
    /// file has both, they must be equal.
    /// </summary>
    public IReadOnlyDictionary<string, string> Aliases { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Endings of keys (after renaming) whose matrices lie transposed in the file, as those of GPT-2's Conv1D do.
    /// </summary>
    public IReadOnlyList<string> Transposed { get; init; } = [];

    /// <summary>
    /// Endings of keys (after renaming) that may be in the file though the module has no use for them, such as stored
    /// masks.
    /// </summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>
    /// Endings of the module's keys that the file may lack, such as <c>num_batches_tracked</c>, which old files have
    /// not. They keep their values.
    /// </summary>
    public IReadOnlyList<string> Optional { get; init; } = [];
}
