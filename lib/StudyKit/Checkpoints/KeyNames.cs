namespace StudyKit.Checkpoints;

/// <summary>
/// Turns the keys of a file into those of a module: wrappers that all keys share are taken off, then the options'
/// prefix, then they are renamed; a file that holds a part of the module by itself gets the part's name before its
/// keys.
/// </summary>
internal sealed class KeyNames
{
    // What torch.compile, DataParallel and many training programs put before every key.
    private static readonly string[] Wrappers = ["_orig_mod.", "module.", "model."];

    private readonly LoadOptions _options;
    private readonly string _wrapper, _prefix, _part;

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
        _part = "";
        _part = PartOf(keys, own);

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
        return _part + (_options.Rename?.Invoke(key) ?? key);
    }

    // GPT-2 and BERT are published with and without "transformer." and "bert.": where no key of the file is one of the
    // module's, and all are with one beginning before them, the file is that part by itself.
    private string PartOf(IReadOnlyCollection<string> keys, IReadOnlyCollection<string> own)
    {
        HashSet<string> known = [.. own];
        string[] named = [.. keys.Select(Of).OfType<string>().Where(key => !IsExtra(key))];
        if (named.Length == 0 || named.Any(known.Contains)) return "";
        string[] parts = [.. known.Where(key => key.EndsWith("." + named[0], StringComparison.Ordinal))
            .Select(key => key[..^named[0].Length])
            .Where(part => named.All(key => known.Contains(part + key)))];
        return parts is [string only] ? only : "";
    }

    private bool IsExtra(string key) => _options.Aliases.ContainsKey(key)
        || _options.Ignored.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));
}
