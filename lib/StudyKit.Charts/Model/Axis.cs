namespace StudyKit.Charts.Model;

/// <summary>An axis (or a colour scale): what it measures, in which unit, and from where to where.</summary>
internal sealed record Axis(
    string? Name = null, string? Unit = null, bool Log = false, double? From = null, double? To = null)
{
    /// <summary>The name with its unit in brackets, as it is drawn; <c>null</c> when there is no name.</summary>
    public string? Title => Name is null ? null : Unit is null ? Name : $"{Name} ({Unit})";

    public static Axis Checked(
        string which, string name, string? unit = null, bool log = false, double? from = null, double? to = null)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException($"The {which} axis needs a name that says what is measured. Expected some " +
                $"text. Received \"{name}\". Write for example \"loss\".", nameof(name));
        }

        if (from is { } start) Check.Finite(start, $"The {which} axis's start (from)");
        if (to is { } end) Check.Finite(end, $"The {which} axis's end (to)");
        if (from >= to)
        {
            throw new ArgumentException($"The {which} axis must run from a smaller to a larger value. Expected from " +
                $"< to. Received from {from}, to {to}. Swap the two, or leave both out.", nameof(from));
        }

        if (log && (from <= 0 || to <= 0))
        {
            throw new ArgumentException("A logarithmic axis shows values above zero only. Expected from and to of " +
                $"the {which} axis > 0. Received from {from}, to {to}. Use a small positive value, or log: false.",
                nameof(from));
        }

        return new Axis(name, unit, log, from, to);
    }
}
