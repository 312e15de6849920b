using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StudyKit.Runtime.Native;

/// <summary>
/// Loads libtorch by full path from the built output before anything touches <c>torch</c>.
/// </summary>
/// <remarks>
/// Two reasons. On older Linux systems TorchSharp's own library is refused by the loader (see
/// <see cref="WeakenedCopy"/>). And in a script host TorchSharp does not find <c>runtimes/&lt;rid&gt;/native</c> and
/// copies 480 MB of libraries beside its DLL. A library that is loaded once is found by its soname afterwards.
/// </remarks>
public static class NativeTorch
{
    private static readonly Lock Gate = new();
    private static NativeTorchState? _state;

    /// <summary>How the native libraries were loaded, or why they were not. Loads them at the first call.</summary>
    public static NativeTorchState State
    {
        get
        {
            lock (Gate) return _state ??= Checked(Load());
        }
    }

    /// <summary>
    /// Whether this process runs on the TorchSharp.dll that the build made, which holds every tensor while libtorch
    /// reads it. With the package's own, a collection that another thread starts can free it in mid-call
    /// (docs/torchsharp-lifetimes.md).
    /// </summary>
    public static bool HoldsWhatItPasses { get; } =
        typeof(torch).Assembly.GetType("TorchSharp.HeldObjects") is not null;

    /// <summary>
    /// What is wrong with the package's own TorchSharp.dll, and what to do; null where the held one is in use.
    /// </summary>
    public static string? PlainTorchSharp => HoldsWhatItPasses
        ? null
        : "This process uses TorchSharp.dll as the package has it: it can free tensors while libtorch still reads " +
            "them, so numbers "
            + "can come out wrong and the process can end. Build with StudyKit's targets, or take TorchSharp.dll " +
                "from the folder of "
            + "the built studykit command (docs/torchsharp-lifetimes.md).";

    /// <summary>Throws when libtorch is not usable here.</summary>
    /// <exception cref="DllNotFoundException">What is missing, and what to do.</exception>
    public static void EnsureLoaded()
    {
        if (State.Problem is { } problem) throw new DllNotFoundException(problem);
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "libtorch must be loaded before the first use of torch, wherever in this library that is.")]
    internal static void LoadBeforeFirstUse() => _ = State;

    /// <summary>What this processor makes of convolutions is looked at once, before anything trains.</summary>
    private static NativeTorchState Checked(NativeTorchState loaded)
    {
        if (loaded.Problem is not null) return loaded;
        string name = OperatingSystem.IsWindows() ? "torch_cpu.dll" : "libtorch_cpu.so";
        OneDnnState convolutions = OneDnn.Settle(loaded.Folder is null ? null : Path.Combine(loaded.Folder, name));
        if (convolutions == OneDnnState.Wrong)
        {
            Console.Error.WriteLine("warning: libtorch's convolutions are wrong on this processor and could not " +
                "be mended. "
                + "Do not trust what notebooks 01 and 03 measure here; 'studykit doctor' says more.");
        }

        return loaded with { Convolutions = convolutions };
    }

    private static NativeTorchState Load()
    {
        if (PlainTorchSharp is { } plain) Console.Error.WriteLine($"warning: {plain}");
        string? folder = FindFolder();
        if (folder is null)
        {
            // Laid out in a way unknown here: TorchSharp looks on the system's own paths.
            return new NativeTorchState(null, null, null);
        }

        if (!OperatingSystem.IsLinux())
        {
            return LoadPlain(folder, OperatingSystem.IsWindows()
                ? ["c10.dll", "torch_cpu.dll", "LibTorchSharp.dll"]
                : ["libc10.dylib", "libtorch_cpu.dylib", "libLibTorchSharp.dylib"]);
        }

        string torchSharp = Path.Combine(folder, "libLibTorchSharp.so");
        NativeTorchState engine = LoadPlain(folder, [.. Directory.EnumerateFiles(folder, "libgomp*.so*")
            .Select(f => Path.GetFileName(f)), "libc10.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so"]);
        if (engine.Problem is not null) return engine;
        try
        {
            NativeLibrary.Load(torchSharp);
            return new NativeTorchState(folder, null, null);
        }
        catch (DllNotFoundException refused) when (refused.Message
            .Contains(WeakenedCopy.Version, StringComparison.Ordinal))
        {
            return LoadWeakened(folder, torchSharp);
        }
        catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
        {
            return new NativeTorchState(folder, null, Explain(torchSharp, refused));
        }
    }

    private static NativeTorchState LoadWeakened(string folder, string torchSharp)
    {
        Exception? last = null;
        foreach (string cache in CacheFolders())
        {
            try
            {
                OwnFolder.Require(cache);
                string copy = WeakenedCopy.Prepare(torchSharp, cache);
                NativeLibrary.Load(copy);
                return new NativeTorchState(folder, copy, null);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException
                or DllNotFoundException or BadImageFormatException)
            {
                // A read-only or no-exec home: the temporary folder may still do.
                last = e;
            }
        }

        return new NativeTorchState(folder, null, Explain(torchSharp, last!));
    }

    private static NativeTorchState LoadPlain(string folder, string[] libraries)
    {
        foreach (string library in libraries)
        {
            string path = Path.Combine(folder, library);
            if (!File.Exists(path)) continue;
            try
            {
                NativeLibrary.Load(path);
            }
            catch (Exception refused) when (refused is DllNotFoundException or BadImageFormatException)
            {
                return new NativeTorchState(folder, null, Explain(path, refused));
            }
        }

        return new NativeTorchState(folder, null, null);
    }

    private static IEnumerable<string> CacheFolders()
    {
        string version = typeof(torch).Assembly.GetName().Version?.ToString(3) ?? "unknown";
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            cache = home.Length > 0 ? Path.Combine(home, ".cache") : null;
        }

        if (cache is not null) yield return Path.Combine(cache, "studykit", "native", version);
        yield return Path.Combine(Path.GetTempPath(), $"studykit-{Environment.UserName}", "native", version);
    }

    // The assembly's folder comes first: in a script host the base directory is the host's, not the kit's.
    private static string? FindFolder()
    {
        string?[] roots =
        [
            Path.GetDirectoryName(typeof(torch).Assembly.Location),
            Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location),
            AppContext.BaseDirectory,
        ];
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string rid = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        string marker = OperatingSystem.IsWindows() ? "LibTorchSharp.dll"
            : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib"
            : "libLibTorchSharp.so";
        return roots.Where(root => !string.IsNullOrEmpty(root))
            // What is published for one system has them beside the program.
            .SelectMany(root => (string[])[Path.Combine(root!, "runtimes", rid, "native"), root!])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, marker)));
    }

    private static string Explain(string library, Exception refused) =>
        $"libtorch cannot be loaded: {Path.GetFileName(library)} was refused " +
        $"({refused.Message.Split('\n')[0].Trim()}). " +
        "It needs a 64-bit system with glibc 2.34 and the libstdc++ of GCC 12 or later on Linux, macOS 14 on Apple " +
        "silicon, or Windows 10 with the Visual C++ runtime. " +
        "Run 'studykit doctor' for what was found here.";
}
