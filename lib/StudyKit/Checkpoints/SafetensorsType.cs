namespace StudyKit.Checkpoints;

/// <summary>The element types of the safetensors format that torch has too.</summary>
internal static class SafetensorsType
{
    private static readonly (string Name, ScalarType Type, int Bytes)[] All =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    public static string Names => string.Join(", ", All.Select(t => t.Name));

    public static (ScalarType Type, int Bytes)? Find(string name)
    {
        foreach ((string known, ScalarType type, int bytes) in All)
        {
            if (known == name) return (type, bytes);
        }

        return null;
    }

    public static (string Name, int Bytes)? Find(ScalarType type)
    {
        foreach ((string name, ScalarType known, int bytes) in All)
        {
            if (known == type) return (name, bytes);
        }

        return null;
    }
}
