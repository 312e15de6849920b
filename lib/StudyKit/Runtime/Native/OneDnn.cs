using System.Runtime.InteropServices;

namespace StudyKit.Runtime.Native;

/// <summary>
/// Looks whether oneDNN, with which libtorch convolves on a CPU, gives right values on this processor, and turns it off
/// where it does not.
/// </summary>
/// <remarks>
/// oneDNN widens channels to a multiple of 8 or 16. On some processors (seen on an AMD EPYC of family 1Ah in a virtual
/// machine that hides its caches) the added channels of libtorch 2.10 hold what the memory held before: a NaN that was
/// freed there comes out of the convolution, although its weight is zero. Every kernel of more than one position is
/// concerned when the channels are no multiple of 16. Without oneDNN libtorch unfolds the image and multiplies
/// matrices: right, and slower.
/// </remarks>
internal static unsafe class OneDnn
{
    private const int Channels = 22;

    // at::globalContext(), and setUserEnabledMkldnn(bool) and setUserEnabledNNPACK(bool) of at::Context, as GCC and as
    // Microsoft's compiler name them. NNPACK comes next after oneDNN and complains of processors that it does not know.
    private static readonly string[] Gcc =
        ["_ZN2at13globalContextEv", "_ZN2at7Context20setUserEnabledMkldnnEb", "_ZN2at7Context20setUserEnabledNNPACKEb"];

    private static readonly string[] Microsoft =
    [
        "?globalContext@at@@YAAEAVContext@1@XZ", "?setUserEnabledMkldnn@Context@at@@QEAAX_N@Z",
        "?setUserEnabledNNPACK@Context@at@@QEAAX_N@Z",
    ];

    /// <summary>Checks, and turns oneDNN off when it is wrong.</summary>
    /// <param name="libtorch">The library that holds libtorch's context; null when its place is not known.</param>
    public static OneDnnState Settle(string? libtorch)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || ConvolvesRightly()) return OneDnnState.InUse;
        return TryDisable(libtorch) && ConvolvesRightly() ? OneDnnState.TurnedOff : OneDnnState.Wrong;
    }

    /// <summary>Convolves ones with ones in memory that held NaN before.</summary>
    public static bool ConvolvesRightly()
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        using Tensor x = ones(2, Channels, 5, 5);
        using Tensor w = ones(4, Channels, 3, 3);
        for (int length = 64; length <= 1 << 15; length *= 2)
        {
            full([length], float.NaN).Dispose();
            full([length + (length / 2)], float.NaN).Dispose();
        }

        using Tensor y = functional.conv2d(x, w);
        return y.eq(Channels * 9).all().item<bool>();
    }

    private static bool TryDisable(string? libtorch)
    {
        if (libtorch is null || !NativeLibrary.TryLoad(libtorch, out nint library)) return false;
        nint[] found = new nint[Gcc.Length];
        string[] names = OperatingSystem.IsWindows() ? Microsoft : Gcc;
        for (int i = 0; i < names.Length; i++)
        {
            if (!NativeLibrary.TryGetExport(library, names[i], out found[i])) return false;
        }

        nint context = ((delegate* unmanaged<nint>)found[0])();
        foreach (nint enable in found.Skip(1)) ((delegate* unmanaged<nint, byte, void>)enable)(context, 0);
        return true;
    }
}

/// <summary>How convolutions are computed on this processor.</summary>
public enum OneDnnState
{
    /// <summary>By oneDNN, which gives right values here (or is not part of this libtorch).</summary>
    InUse,

    /// <summary>Without oneDNN, which gives wrong values here.</summary>
    TurnedOff,

    /// <summary>Wrongly: oneDNN gives wrong values here and could not be turned off.</summary>
    Wrong,
}
