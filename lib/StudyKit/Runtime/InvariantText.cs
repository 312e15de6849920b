using System.Globalization;

namespace StudyKit.Runtime;

/// <summary>
/// Text that is the same in every culture, where it is made by code that asks the current one: a record's own
/// <c>ToString</c> writes 0.9 as "0,9" where the decimal sign is a comma.
/// </summary>
internal static class InvariantText
{
    /// <summary>What the function writes under the invariant culture.</summary>
    public static string Of(Func<string> write)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
