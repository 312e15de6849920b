using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Contracts;
using StudyKit.Notebooks.Documents;

namespace StudyKit.Jupyter.Install;

/// <summary>The file by which Jupyter finds the kernel.</summary>
public static class KernelSpec
{
    /// <summary>The kernel's own name.</summary>
    public const string Name = "studykit";

    /// <summary>The name that the notebooks carry, so that they open in this kernel by themselves.</summary>
    public const string NotebooksName = ".net-csharp";

    private const string DisplayName = "StudyKit (C#)", FileName = "kernel.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Where Jupyter looks for kernels of this user.</summary>
    public static string UserFolder
    {
        get
        {
            if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } data)
            {
                return Path.Combine(data, "kernels");
            }

            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            if (OperatingSystem.IsWindows())
            {
                string roaming = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData);
                return Path.Combine(roaming, "jupyter", "kernels");
            }

            if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter", "kernels");
            string shared = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg
                ? xdg
                : Path.Combine(home, ".local", "share");
            return Path.Combine(shared, "jupyter", "kernels");
        }
    }

    /// <summary>Where Jupyter looks for kernels of a Python installation.</summary>
    /// <param name="prefix">The installation's folder.</param>
    public static string PrefixFolder(string prefix) => Path.Combine(prefix, "share", "jupyter", "kernels");

    /// <summary>
    /// Writes the kernel under its own name, and under the one that the notebooks carry unless another program's
    /// kernel has it.
    /// </summary>
    /// <param name="kernels">The folder of kernels.</param>
    /// <param name="command">The program and its arguments; the connection file's path follows.</param>
    /// <returns>What was done, a sentence each.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static IReadOnlyList<string> Install(string kernels, IReadOnlyList<string> command)
    {
        List<string> said = [];
        foreach (string name in (string[])[Name, NotebooksName])
        {
            string file = Path.Combine(kernels, name, FileName);
            if (name != Name && File.Exists(file) && !IsOwn(file))
            {
                said.Add($"{file} belongs to another kernel and stays. Choose {DisplayName} in the notebook's menu, " +
                    "or remove that kernel and install again.");
                continue;
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                AtomicFile.WriteText(file, Text(command));
            }
            catch (Exception error) when (error is UnauthorizedAccessException or IOException)
            {
                throw new IOException($"{file} cannot be written: {error.Message} Name a folder of your own: " +
                    "studykit kernel install --user, or --prefix with the folder of your Python environment.", error);
            }

            said.Add($"Wrote {file}.");
        }

        return said;
    }

    private static string Text(IReadOnlyList<string> command) => new JsonObject
    {
        ["argv"] = new JsonArray([.. command.Append("{connection_file}").Select(one => (JsonNode)one)]),
        ["display_name"] = DisplayName,
        ["language"] = "C#",
        ["interrupt_mode"] = "message",
    }.ToJsonString(Indented) + "\n";

    private static bool IsOwn(string file)
    {
        try
        {
            return (string?)RecordJson.Parse(File.ReadAllText(file))?["display_name"] == DisplayName;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IOException)
        {
            return false;
        }
    }
}
