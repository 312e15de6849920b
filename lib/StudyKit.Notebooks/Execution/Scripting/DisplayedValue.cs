namespace StudyKit.Notebooks.Execution.Scripting;

/// <summary>Something that was displayed and can be replaced where it stands.</summary>
public sealed class DisplayedValue
{
    private readonly ScriptContext _context;
    private readonly string[] _mimeTypes;

    internal DisplayedValue(ScriptContext context, string displayId, string[] mimeTypes)
    {
        _context = context;
        DisplayId = displayId;
        _mimeTypes = mimeTypes;
    }

    /// <summary>The name of this output in the session's events.</summary>
    public string DisplayId { get; }

    /// <summary>Shows another value in place of the old one, also from a later cell or another thread.</summary>
    /// <param name="updated">The new value.</param>
    public void Update(object? updated) => _context.Update(updated, DisplayId, _mimeTypes);
}
