using System.Runtime.InteropServices;

namespace StudyKit.Runtime.Native;

/// <summary>
/// Tells glibc's allocator to keep large blocks for reuse instead of handing each back to the system. It changes the
/// whole process, so a program chooses it: <c>studykit</c> and the notebooks' <c>setup.csx</c> do, the library does
/// not. <c>STUDYKIT_HEAP_REUSE=off</c> in the environment turns it off there, too.
/// </summary>
/// <remarks>
/// A tensor above 128 KB is otherwise mapped and unmapped at every use, and each of its pages faults anew. A training
/// step frees and takes the same sizes again and again. Measured on two cores with 64 MB tensors (2048 × 8000 logits):
/// <c>log_softmax</c> 40 → 13 ms, <c>exp</c> 78 → 13 ms, the matrix product before them 96 → 67 ms.
/// The price: memory once taken stays with the process until it ends.
/// </remarks>
/// <example><code>
/// HeapReuse.TryEnable(); // before the first tensors of a program that trains
/// </code></example>
public static partial class HeapReuse
{
    private const string Switch = "STUDYKIT_HEAP_REUSE";

    // From malloc.h.
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapMax = -4;
    private const int ArenaMax = -8;

    /// <summary>Whether this process keeps large blocks.</summary>
    public static bool IsEnabled { get; private set; }

    /// <summary>
    /// Sets it up, on Linux with glibc; does nothing elsewhere, or where the environment says
    /// <c>STUDYKIT_HEAP_REUSE=off</c>. What is allocated already stays as it is.
    /// </summary>
    /// <returns>Whether large blocks are kept from now on.</returns>
    public static bool TryEnable()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Switch) == "off") return false;
        try
        {
            // One arena: in a second one, blocks of 64 MB and more could not be kept.
            IsEnabled = SetOption(ArenaMax, 1) != 0 & SetOption(MmapMax, 0) != 0
                & SetOption(TrimThreshold, int.MaxValue) != 0 & SetOption(TopPad, 64 << 20) != 0;
            return IsEnabled;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library (musl): its allocator has no such switches.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOption(int option, int value);
}
