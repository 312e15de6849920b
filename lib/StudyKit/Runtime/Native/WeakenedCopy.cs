using System.Security.Cryptography;

namespace StudyKit.Runtime.Native;

/// <summary>
/// Keeps, in the user's cache folder, a copy of TorchSharp's native library in which one symbol version is weak.
/// </summary>
/// <remarks>
/// <c>libLibTorchSharp.so</c> of TorchSharp 0.107.0 was linked with GCC 13 and lists <c>GLIBCXX_3.4.32</c> as needed.
/// Debian 12, Ubuntu 22.04 and RHEL 9 end at 3.4.30, so their loader refuses the library, although the only symbol
/// with that version, <c>std::ios_base_library_init()</c>, is never called. Only that case is mended.
/// </remarks>
internal static class WeakenedCopy
{
    /// <summary>The version that may be weakened.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    // The marker that <iostream> puts into every object file; no relocation refers to it, so nothing calls it.
    private const string HarmlessSymbol = "_ZSt21ios_base_library_initv";

    /// <summary>Finds or makes the weakened copy of a library.</summary>
    /// <param name="library">Full path of the library as the package has it; never written to.</param>
    /// <param name="cacheFolder">Where the copy is kept; made when absent.</param>
    /// <returns>
    /// Full path of the copy. Several processes may race for it: each writes a file of its own and renames it.
    /// </returns>
    /// <exception cref="InvalidDataException">
    /// The file is no such ELF library, or something really uses the version.
    /// </exception>
    public static string Prepare(string library, string cacheFolder)
    {
        byte[] original = File.ReadAllBytes(library);
        byte[] patched = Weaken(original, Path.GetFileName(library));
        string hash = Convert.ToHexStringLower(SHA256.HashData(original))[..16];
        string copy = Path.Combine(cacheFolder, $"{Path.GetFileNameWithoutExtension(library)}-{hash}.so");
        if (File.Exists(copy) && File.ReadAllBytes(copy).AsSpan().SequenceEqual(patched)) return copy;

        Directory.CreateDirectory(cacheFolder);
        string temporary = Path.Combine(cacheFolder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllBytes(temporary, patched);
            File.Move(temporary, copy, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return copy;
    }

    /// <summary>The image with <see cref="Version"/> weak.</summary>
    /// <param name="image">The library's bytes.</param>
    /// <param name="name">What to call it in errors.</param>
    public static byte[] Weaken(byte[] image, string name)
    {
        ElfVersionNeeds elf = new(image, name);
        ElfVersionNeeds.Need need = elf.Read().FirstOrDefault(n => n.Version == Version)
            ?? throw new InvalidDataException($"{name} does not need {Version}: there is nothing to mend in it. The " +
                "file was left as it is.");
        string[] used = [.. elf.SymbolsOf(need).Where(symbol => symbol != HarmlessSymbol)];
        if (used.Length > 0)
        {
            throw new InvalidDataException(
                $"{name} needs {Version} for {string.Join(", ", used.Take(3))}, which this system's libstdc++ lacks. " +
                "Install a libstdc++ of GCC 13 or later (Debian 13, Ubuntu 24.04).");
        }

        return elf.WithWeak(need);
    }
}
