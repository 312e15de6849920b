using System.IO.Compression;

namespace StudyKit.Runtime;

/// <summary>Opens gzip data so that data which end early are an error and not a shorter text.</summary>
/// <remarks>
/// By default .NET gives what it could unpack and then says "end". The switch is read when the first packed stream of
/// the process ends, so the kit's programs set it in their runtime configuration as well.
/// </remarks>
internal static class Gzip
{
    static Gzip() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    /// <summary>The unpacked content; reading throws InvalidDataException where it ends early.</summary>
    /// <param name="packed">The packed data; disposed with the result.</param>
    public static Stream Open(Stream packed) => new GZipStream(packed, CompressionMode.Decompress);
}
