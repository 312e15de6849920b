namespace StudyKit.Data.Cleaning;

/// <summary>
/// A number for what a reply says: its letters and digits without what stands between, and each run of one letter as
/// one. 哈哈。 and 哈哈哈！ have the same.
/// </summary>
internal static class ReplyKey
{
    private const ulong Offset = 14695981039346656037, Prime = 1099511628211;

    public static ulong Of(string text)
    {
        ulong hash = Offset;
        char last = '\0';
        foreach (char c in text)
        {
            if (c == last || !char.IsLetterOrDigit(c)) continue;
            hash = (hash ^ c) * Prime;
            last = c;
        }

        // The low bits choose a place in a table; FNV mixes them least.
        hash ^= hash >> 32;
        return hash == 0 ? 1 : hash;
    }

    /// <summary>A number for a reply to an utterance.</summary>
    public static ulong Of(ulong utterance, ulong reply) =>
        Of((utterance * 31) ^ System.Numerics.BitOperations.RotateLeft(reply, 17));

    private static ulong Of(ulong mixed)
    {
        mixed = (mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9;
        mixed ^= mixed >> 32;
        return mixed == 0 ? 1 : mixed;
    }
}
