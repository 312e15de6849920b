namespace StudyKit.Runtime.Native;

/// <summary>How libtorch was loaded in this process.</summary>
/// <param name="Folder">
/// The folder of native libraries in the built output; null when TorchSharp was left to find them.
/// </param>
/// <param name="WeakenedCopy">
/// Full path of the mended copy of TorchSharp's library on older Linux systems; null elsewhere.
/// </param>
/// <param name="Problem">Why libtorch is not usable and what to do; null when it was loaded.</param>
public sealed record NativeTorchState(string? Folder, string? WeakenedCopy, string? Problem)
{
    /// <summary>How convolutions are computed on this processor.</summary>
    public OneDnnState Convolutions { get; init; }
}
