using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace StudyKit.Training.Resuming;

/// <summary>
/// What tells one training of a run from another, and is the same when the run is repeated from its first cell. Its
/// first
/// part is known before the first step: options, label, the module with all its values. Its second part is known with
/// the first batch: the batch's tensors and its loss, so that two trainings that differ only in their data or in
/// their loss function have different keys, in whatever order they begin.
/// </summary>
internal static class TrainingKey
{
    private const int Characters = 24;

    /// <summary>The first part.</summary>
    /// <param name="module">The module as the training begins, with its values.</param>
    /// <param name="description">Options, steps, label: whatever else makes the training what it is.</param>
    public static string First(nn.Module module, IEnumerable<KeyValuePair<string, string>> description)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, module.GetType().FullName ?? "");
        foreach ((string name, string value) in description) Add(hash, $"{name}={value}");
        using (no_grad())
        using (NewDisposeScope())
        {
            foreach ((string name, Tensor value) in module.state_dict())
            {
                Add(hash, name);
                Add(hash, value);
            }
        }

        return Text(hash);
    }

    /// <summary>The second part.</summary>
    /// <param name="batch">The first batch; its public tensors and numbers count.</param>
    /// <param name="loss">Its loss before the first update.</param>
    /// <param name="count">Over how many things the loss was taken.</param>
    public static string Second(object batch, double loss, double count)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{loss:R} {count:R}"));
        using (no_grad())
        using (NewDisposeScope())
        {
            PropertyInfo[] properties = batch.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
            foreach (PropertyInfo property in properties.Where(one =>
                one.GetIndexParameters().Length == 0).OrderBy(one => one.Name, StringComparer.Ordinal))
            {
                if (property.PropertyType == typeof(Tensor) && property.GetValue(batch) is Tensor tensor)
                {
                    Add(hash, property.Name);
                    Add(hash, tensor);
                }
                else if (property.PropertyType.IsPrimitive)
                {
                    Add(
                        hash,
                        $"{property.Name}={Convert.ToString(property.GetValue(batch), CultureInfo.InvariantCulture)}");
                }
            }
        }

        return Text(hash);
    }

    private static void Add(IncrementalHash hash, Tensor value)
    {
        Add(hash, string.Create(CultureInfo.InvariantCulture, $"{value.dtype} [{string.Join(",", value.shape)}]"));
        if (value.numel() > 0) hash.AppendData(value.detach().cpu().contiguous().bytes);
    }

    // Each with its length, so that two texts in a row are never read as two others.
    private static void Add(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }

    private static string Text(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset())[..Characters];
}
