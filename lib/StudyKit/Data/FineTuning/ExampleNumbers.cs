namespace StudyKit.Data.FineTuning;

/// <summary>Says which example it was when one of many cannot be encoded.</summary>
internal static class ExampleNumbers
{
    /// <summary>Encodes each example.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="encode">What may refuse a text.</param>
    /// <exception cref="ArgumentException">An example was refused; names its number, from 0.</exception>
    public static IReadOnlyList<TOut> Encode<TIn, TOut>(IEnumerable<TIn> examples, Func<TIn, TOut> encode)
    {
        List<TOut> all = [];
        foreach (TIn example in examples)
        {
            try
            {
                all.Add(encode(example));
            }
            catch (ArgumentException error)
            {
                throw new ArgumentException($"Example {all.Count}: {error.Message}", nameof(examples), error);
            }
        }

        return all;
    }
}
