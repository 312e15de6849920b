namespace StudyKit.Checkpoints;

/// <summary>
/// Turns the keys of a file into those of a module: wrappers that all keys share are taken off, then the options'
/// prefix, then they are renamed.
/// </summary>
internal sealed class KeyNames
{
    // What torch.compile, DataParallel and many training programs put before every key.
    private static readonly string[] Wrappers = ["_orig_mod.", "module.", "model."];

    private readonly LoadOptions _options;
    private readonly string _wrapper, _prefix;

    /// <param name="keys">All keys of the file.</param>
    /// <param name="own">The module's keys.</param>
    /// <param name="options">How keys are matched.</param>
    public KeyNames(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> own, LoadOptions options)
    {
        _options = options;
        _wrapper = "";
        while (keys.Count > 0 && Wrappers.FirstOrDefault(IsOnAll) is { } next) _wrapper += next;
        // A body saved by itself has no prefix: then all of the file is the body.
        string prefix = _wrapper + options.Prefix;
        _prefix = keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal)) ? prefix : _wrapper;

        bool IsOnAll(string wrapper) =>
            !own.Any(key => key.StartsWith(wrapper, StringComparison.Ordinal))
            && options.Prefix?.StartsWith(wrapper, StringComparison.Ordinal) != true
            && keys.All(key => key.StartsWith(_wrapper + wrapper, StringComparison.Ordinal));
    }

    /// <summary>The module's name for a key; null for a key without the prefix, which is passed over.</summary>
    public string? Of(string fileKey)
    {
        if (!fileKey.StartsWith(_prefix, StringComparison.Ordinal)) return null;
        string key = fileKey[_prefix.Length..];
        return _options.Rename?.Invoke(key) ?? key;
    }
}
