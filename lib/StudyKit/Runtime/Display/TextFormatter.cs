namespace StudyKit.Runtime.Display;

/// <summary>One MIME type of one type of object, in the form that notebook front ends look for.</summary>
/// <param name="mimeType">The MIME type written.</param>
/// <param name="write">The text; null when the object is none of <typeparamref name="T"/>.</param>
internal sealed class TextFormatter<T>(string mimeType, Func<T, string> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not T value) return false;
        writer.Write(write(value));
        return true;
    }
}
