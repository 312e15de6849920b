using System.Reflection;

namespace StudyKit.Tests.HoldTorchSharp;

/// <summary>The package's own TorchSharp.dll, whose path the build writes into this assembly.</summary>
internal static class PackagedTorchSharp
{
    public static string Path { get; } =
        typeof(PackagedTorchSharp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(one => one.Key == "PackagedTorchSharp").Value!;
}
