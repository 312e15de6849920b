using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyKit.Notebooks.Documents;

/// <summary>
/// By which a notebook that was run on this machine is known from one that came from elsewhere: its text, signed with a
/// key that only this user can read. A report shows scripts of outputs only where the signature holds.
/// </summary>
public static class NotebookSignature
{
    private const string Owner = "studykit";
    private const string Field = "signature";
    private const int KeyBytes = 32;

    /// <summary>Signs an executed notebook; without a place for the key it stays unsigned.</summary>
    /// <param name="notebook">Its metadata gets the signature.</param>
    public static void Sign(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        if (Key(make: true) is not { } key) return;
        if (notebook.Metadata[Owner] is not JsonObject own) notebook.Metadata[Owner] = own = [];
        own[Field] = Compute(notebook, key);
    }

    /// <summary>Whether this user signed the notebook as it is now.</summary>
    /// <param name="notebook">An executed notebook; not changed.</param>
    public static bool Holds(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        if (notebook.Metadata[Owner] is not JsonObject own || own[Field] is not JsonValue value) return false;
        if (!value.TryGetValue(out string? said) || Key(make: false) is not { } key) return false;
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(Compute(notebook, key)));
    }

    private static string Compute(Notebook notebook, byte[] key)
    {
        JsonObject own = (JsonObject)notebook.Metadata[Owner]!;
        JsonNode? signature = own[Field]?.DeepClone();
        own.Remove(Field);
        try
        {
            return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(notebook.ToJson())));
        }
        finally
        {
            if (signature is not null) own[Field] = signature;
        }
    }

    private static byte[]? Key(bool make)
    {
        if (UserFolder.Path is not { } folder) return null;
        string path = Path.Combine(folder, "notebook.key");
        try
        {
            if (!File.Exists(path) && make) Write(path);
            bool isPrivate = OperatingSystem.IsWindows()
                || (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) == 0;
            byte[] key = File.ReadAllBytes(path);
            return isPrivate && key.Length == KeyBytes ? key : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Under a name of its own first: several runs may make the key at once, and each must read a whole one.
        string unfinished = $"{path}.{Guid.NewGuid():N}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (FileStream file = new(unfinished, options)) file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }
    }
}
