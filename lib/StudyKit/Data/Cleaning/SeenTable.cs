namespace StudyKit.Data.Cleaning;

/// <summary>
/// Counts keys in fixed memory: places in groups of eight; in a full group the rarest key gives way. So a corpus of any
/// size needs as much, and at worst a rare reply is forgotten.
/// </summary>
internal sealed class SeenTable
{
    private const int Group = 8;
    private readonly ulong[] _keys;
    private readonly int[] _counts;

    /// <param name="places">A power of two.</param>
    public SeenTable(int places) => (_keys, _counts) = (new ulong[places], new int[places]);

    /// <summary>Counts a key once more.</summary>
    /// <returns>How often it was counted before.</returns>
    public int Count(ulong key)
    {
        int start = (int)(key & (ulong)(_keys.Length - 1)) & -Group, rarest = start;
        for (int i = start; i < start + Group; i++)
        {
            if (_keys[i] == key) return _counts[i]++;
            if (_counts[i] < _counts[rarest]) rarest = i;
        }

        (_keys[rarest], _counts[rarest]) = (key, 1);
        return 0;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_keys.Length);
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_keys.AsSpan()));
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_counts.AsSpan()));
    }

    public void Read(BinaryReader reader)
    {
        if (reader.ReadInt32() != _keys.Length) throw new InvalidDataException("the tables have another size");
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_keys.AsSpan()));
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_counts.AsSpan()));
    }
}
