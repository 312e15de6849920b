namespace StudyKit.Contracts;

/// <summary>One MIME type of one type of object, in the form that notebook front ends look for.</summary>
/// <typeparam name="T">The type that is written.</typeparam>
/// <param name="mimeType">The MIME type, one of <see cref="MimeTypes"/>.</param>
/// <param name="write">The text.</param>
public sealed class TypeFormatter<T>(string mimeType, Func<T, string> write)
{
    /// <summary>The MIME type that is written.</summary>
    public string MimeType { get; } = mimeType;

    /// <summary>Writes an object.</summary>
    /// <param name="instance">Any object.</param>
    /// <param name="writer">Where to write.</param>
    /// <returns>False, with nothing written, when the object is no <typeparamref name="T"/>.</returns>
    public bool Format(object instance, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (instance is not T value) return false;
        writer.Write(write(value));
        return true;
    }
}
