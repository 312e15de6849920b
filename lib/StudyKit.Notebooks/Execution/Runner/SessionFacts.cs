using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using StudyKit.Notebooks.Execution.Session;

namespace StudyKit.Notebooks.Execution.Runner;

/// <summary>
/// What only the notebook's process knows about a run: the device that was chosen and the libraries that were loaded.
/// </summary>
internal static class SessionFacts
{
    private static readonly string[] OwnTools =
    [
        "System", "Microsoft.CodeAnalysis", "Microsoft.DotNet", "Microsoft.Extensions", "Microsoft.CSharp",
        "Microsoft.Win32", "netstandard", "mscorlib", "Spectre", "StudyKit.Cli",
    ];

    public static JsonObject Of(CSharpSession session)
    {
        JsonObject versions = [];
        foreach (Assembly assembly in AssemblyLoadContext.Default.Assemblies
            .Where(IsOfInterest).OrderBy(assembly => assembly.GetName().Name, StringComparer.Ordinal))
        {
            versions[assembly.GetName().Name!] = Version(assembly);
            if (assembly.GetName().Name == "TorchSharp" && NativeVersion(assembly) is { } native)
            {
                versions["libtorch"] = native;
            }
        }

        return new JsonObject
        {
            ["type"] = SessionProtocol.Inspected,
            ["device"] = Device(session),
            ["versions"] = versions,
        };
    }

    /// <summary>The newest variable that holds a torch device, whatever the reader called it.</summary>
    private static string? Device(CSharpSession session) =>
        session.Variables().Select(variable => variable.Value)
            .FirstOrDefault(value => value?.GetType().FullName == "TorchSharp.torch+Device")?.ToString();

    private static bool IsOfInterest(Assembly assembly)
    {
        string name = assembly.GetName().Name ?? "";
        return !assembly.IsDynamic && assembly.Location.Length > 0
            && !OwnTools.Any(tool => name == tool || name.StartsWith(tool + ".", StringComparison.Ordinal));
    }

    /// <summary>The version as its authors write it, without the commit behind the plus sign.</summary>
    private static string Version(Assembly assembly) =>
        (assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString() ?? "").Split('+')[0];

    private static string? NativeVersion(Assembly torchSharp)
    {
        try
        {
            return torchSharp.GetType("TorchSharp.torch")?.GetProperty("__version__",
                BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as string;
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }
}
