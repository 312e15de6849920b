using System.Buffers.Binary;
using System.Text;

namespace StudyKit.Runtime.Native;

/// <summary>
/// Reads the symbol versions that a 64-bit little-endian ELF library needs (section <c>.gnu.version_r</c>)
/// and can mark one of them weak, so that the dynamic loader no longer refuses the library when it is absent.
/// </summary>
/// <remarks>
/// Source: System V ABI, ELF-64 object files; Linux Standard Base, symbol versioning
/// (<c>Elf64_Verneed</c>, <c>Elf64_Vernaux</c>, flag <c>VER_FLG_WEAK</c> = 2).
/// Everything read from the file is range-checked: a file that lies gives an <see cref="InvalidDataException"/>.
/// </remarks>
internal sealed class ElfVersionNeeds
{
    private const int SectionHeaderSize = 64;
    private const uint SectionTypeStrings = 3;
    private const uint SectionTypeDynamicSymbols = 11;
    private const uint SectionTypeVersionNeeds = 0x6ffffffe;
    private const uint SectionTypeSymbolVersions = 0x6fffffff;
    private const ushort Weak = 2;

    private readonly byte[] _image;
    private readonly string _name;
    private readonly List<Section> _sections;

    /// <summary>Reads the section table of an ELF image.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="InvalidDataException">Not a 64-bit little-endian ELF file, or truncated.</exception>
    public ElfVersionNeeds(byte[] image, string name)
    {
        _image = image;
        _name = name;
        if (image.Length < 64 || !image.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
        {
            throw Bad("an ELF file starts with 7F 45 4C 46 and a header of 64 bytes", $"{image.Length} bytes");
        }

        if (image[4] != 2) throw Bad("only 64-bit ELF files can be prepared (class 2)", $"class {image[4]}");
        if (image[5] != 1) throw Bad("only little-endian ELF files can be prepared (data 1)", $"data {image[5]}");
        _sections = ReadSections();
    }

    /// <summary>One needed version: which library must have it, its name, whether it is weak already.</summary>
    /// <param name="Library">The library's file name, as <c>libstdc++.so.6</c>.</param>
    /// <param name="Version">The version's name, as <c>GLIBCXX_3.4.32</c>.</param>
    /// <param name="IsWeak">A weak need is looked for but not insisted on.</param>
    /// <param name="Index">The number by which <c>.gnu.version</c> refers to it.</param>
    /// <param name="FlagsOffset">Where its <c>vna_flags</c> stand in the file.</param>
    internal sealed record Need(string Library, string Version, bool IsWeak, int Index, int FlagsOffset);

    private sealed record Section(uint Type, long Offset, long Size, int Link);

    /// <summary>All needed versions in the file's order.</summary>
    /// <exception cref="InvalidDataException">
    /// No <c>.gnu.version_r</c> section, or it points outside the file.
    /// </exception>
    public IReadOnlyList<Need> Read()
    {
        Section needs = Find(SectionTypeVersionNeeds, ".gnu.version_r (needed symbol versions)");
        Section strings = StringsOf(needs);
        List<Need> found = [];
        long entry = needs.Offset;
        // An entry takes at least 16 bytes, so a chain longer than this loops back on itself.
        long left = (needs.Size / 16) + 1;
        while (true)
        {
            if (--left < 0) throw Bad("the chain of needed versions ends within its section", "a chain that loops");
            int count = U16(entry + 2, needs);
            string library = Text(strings, U32(entry + 4, needs));
            long aux = entry + U32(entry + 8, needs);
            for (int i = 0; i < count; i++)
            {
                ushort flags = U16(aux + 4, needs);
                int index = U16(aux + 6, needs) & 0x7fff;
                found.Add(new Need(
                    library, Text(strings, U32(aux + 8, needs)), (flags & Weak) != 0, index, checked((int)aux + 4)));
                aux += U32(aux + 12, needs);
            }

            uint next = U32(entry + 12, needs);
            if (next == 0) return found;
            entry += next;
        }
    }

    /// <summary>The names of the dynamic symbols that carry the version.</summary>
    /// <param name="need">One of <see cref="Read"/>'s.</param>
    public IReadOnlyList<string> SymbolsOf(Need need)
    {
        Section symbols = Find(SectionTypeDynamicSymbols, ".dynsym (dynamic symbols)");
        Section versions = Find(SectionTypeSymbolVersions, ".gnu.version (symbol versions)");
        Section strings = StringsOf(symbols);
        List<string> names = [];
        for (long i = 0; i < versions.Size / 2; i++)
        {
            if ((U16(versions.Offset + (2 * i), versions) & 0x7fff) == need.Index)
            {
                names.Add(Text(strings, U32(symbols.Offset + (24 * i), symbols)));
            }
        }

        return names;
    }

    /// <summary>A copy of the image in which one needed version is weak; this image stays as it is.</summary>
    /// <param name="need">One of <see cref="Read"/>'s.</param>
    public byte[] WithWeak(Need need)
    {
        byte[] copy = (byte[])_image.Clone();
        Span<byte> flags = copy.AsSpan(need.FlagsOffset, 2);
        BinaryPrimitives.WriteUInt16LittleEndian(
            flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
        return copy;
    }

    private List<Section> ReadSections()
    {
        long table = checked((long)BinaryPrimitives.ReadUInt64LittleEndian(_image.AsSpan(40, 8)) & long.MaxValue);
        int entrySize = BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan(58, 2));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan(60, 2));
        if (count > 0 && entrySize != SectionHeaderSize)
        {
            throw Bad($"a section header takes {SectionHeaderSize} bytes", $"{entrySize} bytes");
        }

        if (table > _image.Length || ((long)count * SectionHeaderSize) > _image.Length - table)
        {
            throw Bad(
                $"the section table (offset {table}, {count} entries) lies inside the file",
                $"a file of {_image.Length} bytes");
        }

        List<Section> sections = [];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = _image.AsSpan((int)table + (i * SectionHeaderSize), SectionHeaderSize);
            long offset = (long)(BinaryPrimitives.ReadUInt64LittleEndian(header[24..]) & long.MaxValue);
            long size = (long)(BinaryPrimitives.ReadUInt64LittleEndian(header[32..]) & long.MaxValue);
            sections.Add(new Section(
                BinaryPrimitives.ReadUInt32LittleEndian(header[4..]), offset, size,
                (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(header[40..]), int.MaxValue)));
        }

        return sections;
    }

    private Section Find(uint type, string what)
    {
        Section section = _sections.FirstOrDefault(s => s.Type == type)
            ?? throw Bad($"a dynamic library has a section {what}", "none");
        return Inside(section, what);
    }

    private Section StringsOf(Section owner)
    {
        if (owner.Link >= _sections.Count || _sections[owner.Link].Type != SectionTypeStrings)
        {
            throw Bad("a section of versions or symbols links to its string table", $"section {owner.Link}");
        }

        return Inside(_sections[owner.Link], "string table");
    }

    private Section Inside(Section section, string what) =>
        section.Offset <= _image.Length && section.Size <= _image.Length - section.Offset
            ? section
            : throw Bad($"section {what} lies inside the file", $"offset {section.Offset}, size {section.Size} in a " +
                $"file of {_image.Length} bytes");

    private ushort U16(long offset, Section within) =>
        BinaryPrimitives.ReadUInt16LittleEndian(Bytes(offset, 2, within));

    private uint U32(long offset, Section within) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(offset, 4, within));

    private ReadOnlySpan<byte> Bytes(long offset, int count, Section within) =>
        offset >= within.Offset && offset + count <= within.Offset + within.Size
            ? _image.AsSpan((int)offset, count)
            : throw Bad("every entry lies inside its section", $"offset {offset} outside {within.Offset} to " +
                $"{within.Offset + within.Size}");

    private string Text(Section strings, uint start)
    {
        if (start >= strings.Size)
        {
            throw Bad("a name lies inside the string table", $"offset {start} in a table of {strings.Size} bytes");
        }

        ReadOnlySpan<byte> rest = _image.AsSpan((int)(strings.Offset + start), (int)(strings.Size - start));
        int end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private InvalidDataException Bad(string rule, string received) =>
        new($"{_name} cannot be read as a native library: {rule}. Received {received}. The file was left as it is.");
}
