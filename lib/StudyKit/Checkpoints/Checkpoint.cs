namespace StudyKit.Checkpoints;

/// <summary>
/// Saves a module's state and loads it back, strictly: no key is dropped, guessed or broadcast in silence.
/// </summary>
/// <remarks>TorchSharp's own <c>load_state_dict</c> takes a [1, 2] weight for a [2, 2] one; this does not.</remarks>
public static class Checkpoint
{
    /// <summary>Writes the state dict of a module.</summary>
    /// <param name="module">Its parameters and buffers, under the names of PyTorch.</param>
    /// <param name="path">A .safetensors file; replaced whole or not at all.</param>
    /// <param name="metadata">Texts to put beside the tensors.</param>
    public static void Save(Module module, string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        SafetensorsWriter.Write(path, module.state_dict(), metadata);
    }

    /// <summary>
    /// Fills a module from a file. When it throws, the module is as it was, unless the file itself shrank while it was
    /// read.
    /// </summary>
    /// <param name="module">Where the tensors go; they are converted to its type and device.</param>
    /// <param name="path">
    /// A .safetensors file, ours or one written by Python; the <c>.index.json</c> of one in several parts; or a folder
    /// with either as <c>model.safetensors</c>. <c>_orig_mod.</c>, <c>module.</c> and <c>model.</c> before all keys of
    /// the file are taken off where the module has no such names; a file that is one part of the module by itself
    /// (GPT-2's without <c>transformer.</c>, BERT's without <c>bert.</c>) fills that part.
    /// </param>
    /// <param name="options">How keys are matched; strict and unchanged when null.</param>
    /// <returns>What fitted and, if not strict, what did not.</returns>
    /// <exception cref="CheckpointException">The file is unreadable or does not fit.</exception>
    public static LoadReport Load(Module module, string path, LoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        options ??= new LoadOptions();
        using WeightFiles file = WeightFiles.Open(path);
        Dictionary<string, Tensor> state = module.state_dict();
        if (state.FirstOrDefault(pair => pair.Value.device_type == DeviceType.META) is { Key: { } unreal })
        {
            throw new CheckpointException($"{path} cannot be loaded into a module on the meta device ('{unreal}'): " +
                "build it on the CPU.");
        }

        KeyNames names = new(
            [.. file.Entries.Select(entry => entry.Key), .. file.Skipped.Select(pair => pair.Key)],
            state.Keys, options);
        Dictionary<string, string> sources =
            Match(file, state, options, names, out List<string> unexpected, out List<string> passedOver);
        Dictionary<string, string> unreadable = Unreadable(file, state, options, names);
        List<string> misshaped =
        [
            .. sources.Select(pair => Mismatch(pair.Key, state[pair.Key], file.Entry(pair.Value), options))
                .OfType<string>(),
            .. unreadable.Where(pair => !sources.ContainsKey(pair.Key)).Select(pair =>
                $"{pair.Key}: module {state[pair.Key].dtype}, file {pair.Value}, which torch cannot hold here"),
        ];
        List<string> fitting =
        [
            .. sources.Keys.Where(key => Mismatch(key, state[key], file.Entry(sources[key]), options) is null),
        ];
        LoadReport report = new(
            file.Path,
            fitting,
            [
                .. state.Keys.Where(key => !sources.ContainsKey(key) && !unreadable.ContainsKey(key)
                    && !EndsWithAny(key, options.Optional)),
            ],
            unexpected,
            misshaped)
        {
            Skipped = [.. file.Skipped.Select(pair => $"{pair.Key}: {pair.Value}")],
            PassedOver = passedOver,
        };
        if (options.Strict && !report.IsComplete) throw new CheckpointException(report.ToString());

        Copy(file, state, sources, fitting, options);
        return report;
    }

    // Module's key → file's key.
    private static Dictionary<string, string> Match(
        WeightFiles file, Dictionary<string, Tensor> state, LoadOptions options, KeyNames names,
        out List<string> unexpected, out List<string> passedOver)
    {
        Dictionary<string, string> sources = [];
        List<(string Alias, string Key, string FileKey)> aliases = [];
        unexpected = [];
        passedOver = [];
        foreach (SafetensorsEntry entry in file.Entries)
        {
            if (names.Of(entry.Key) is not { } key) passedOver.Add(entry.Key);
            else if (state.ContainsKey(key))
            {
                if (!sources.TryAdd(key, entry.Key))
                {
                    throw new CheckpointException($"{file.Path}: '{sources[key]}' and '{entry.Key}' both stand for " +
                        $"the module's '{key}'.");
                }
            }
            else if (options.Aliases.TryGetValue(key, out string? original))
            {
                aliases.Add((key, original, entry.Key));
            }
            else if (!EndsWithAny(key, options.Ignored))
            {
                unexpected.Add(entry.Key);
            }
        }

        foreach ((string alias, string original, string fileKey) in aliases)
        {
            if (!state.ContainsKey(original))
            {
                throw new CheckpointException($"'{alias}' shall stand for '{original}', and the module has no " +
                    "such key.");
            }

            if (!sources.TryAdd(original, fileKey)) CheckEqual(file, sources[original], fileKey);
        }

        return sources;
    }

    // Module's key → the type that torch has not.
    private static Dictionary<string, string> Unreadable(
        WeightFiles file, Dictionary<string, Tensor> state, LoadOptions options, KeyNames names)
    {
        Dictionary<string, string> needed = [];
        foreach ((string fileKey, string type) in file.Skipped)
        {
            if (names.Of(fileKey) is not { } key) continue;
            string own = options.Aliases.GetValueOrDefault(key, key);
            if (state.ContainsKey(own)) needed[own] = type;
        }

        return needed;
    }

    private static void CheckEqual(WeightFiles file, string first, string second)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = file.Read(first), b = file.Read(second);
        if (!a.shape.SequenceEqual(b.shape) || a.ne(b.to(a.dtype)).any().item<bool>())
            throw new CheckpointException($"{file.Path}: '{first}' and '{second}' are one weight in this module, and " +
                "the file holds different numbers for them. It was trained without tying; this model cannot hold it.");
    }

    private static string? Mismatch(string key, Tensor target, SafetensorsEntry entry, LoadOptions options)
    {
        IEnumerable<long> shape = Transposes(key, entry, options) ? entry.Shape.Reverse() : entry.Shape;
        if (!target.shape.SequenceEqual(shape))
        {
            return $"{key}: module [{string.Join(", ", target.shape)}], file [{string.Join(", ", shape)}]";
        }

        bool real = entry.Type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;
        return target.is_floating_point() == real ? null : $"{key}: module {target.dtype}, file {entry.Type}";
    }

    private static void Copy(WeightFiles file,
        Dictionary<string, Tensor> state, Dictionary<string, string> sources, List<string> fitting, LoadOptions options)
    {
        using (no_grad())
        {
            foreach (string key in fitting)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor read = file.Read(sources[key]);
                state[key].copy_(Transposes(key, file.Entry(sources[key]), options) ? read.t() : read);
            }
        }
    }

    private static bool Transposes(string key, SafetensorsEntry entry, LoadOptions options) =>
        entry.Shape.Count == 2 && EndsWithAny(key, options.Transposed);

    private static bool EndsWithAny(string key, IReadOnlyList<string> endings) =>
        endings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));
}
