using System.Buffers.Binary;
using System.Text;
using StudyKit.Runtime.Native;
using Xunit.Sdk;

namespace StudyKit.Tests.Runtime.Native;

/// <summary>The ELF edit on files made up here: good, foreign, truncated and lying ones.</summary>
public sealed class ElfVersionNeedsTests
{
    private const string Marker = "_ZSt21ios_base_library_initv";

    [Fact]
    public void Only_the_one_flag_of_the_one_version_changes()
    {
        byte[] image = MadeUpElf(Marker);
        byte[] weak = WeakenedCopy.Weaken(image, "made-up.so");

        int[] changed = [.. Enumerable.Range(0, image.Length).Where(i => image[i] != weak[i])];
        ElfVersionNeeds.Need need = new ElfVersionNeeds(image, "made-up.so")
            .Read().Single(n => n.Version == "GLIBCXX_3.4.32");
        Assert.Equal([need.FlagsOffset], changed);
        Assert.False(need.IsWeak);
        Assert.Equal(
            ["libc.so.6 GLIBC_2.34 needed", "libstdc++.so.6 GLIBCXX_3.4.30 needed",
                "libstdc++.so.6 GLIBCXX_3.4.32 weak"],
            new ElfVersionNeeds(weak, "made-up.so")
                .Read().Select(n => $"{n.Library} {n.Version} {(n.IsWeak ? "weak" : "needed")}"));
    }

    [Fact]
    public void A_version_that_something_really_uses_is_left_alone() =>
        Refused(MadeUpElf("_ZNSt6ranges5adv"), "_ZNSt6ranges5adv");

    [Fact]
    public void A_library_without_that_need_is_left_alone() =>
        Refused(
            Edit(MadeUpElf(Marker), bytes => Replace(bytes, "GLIBCXX_3.4.32", "GLIBCXX_3.4.31")), "nothing to mend");

    [Fact]
    public void A_32_bit_file_is_refused() => Refused(Edit(MadeUpElf(Marker), bytes => bytes[4] = 1), "only 64-bit");

    [Fact]
    public void A_big_endian_file_is_refused() =>
        Refused(Edit(MadeUpElf(Marker), bytes => bytes[5] = 2), "little-endian");

    [Fact]
    public void Something_else_than_an_ELF_file_is_refused() =>
        Refused([.. Encoding.ASCII.GetBytes(new string('x', 200))], "7F 45 4C 46");

    [Fact]
    public void A_file_without_the_section_is_refused() =>
        Refused(Edit(MadeUpElf(Marker), bytes =>
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(SectionTable + 64 + 4), 1)), ".gnu.version_r");

    [Fact]
    public void Every_truncation_is_refused_and_none_crashes()
    {
        byte[] image = MadeUpElf(Marker);
        for (int length = 0; length < image.Length; length++)
        {
            byte[] cut = image[..length];
            Exception? thrown = Record.Exception(() => WeakenedCopy.Weaken(cut, "cut.so"));
            if (thrown is not InvalidDataException) throw new XunitException($"Cut at {length}: {thrown}");
        }
    }

    [Fact]
    public void A_chain_that_loops_ends_with_an_error() =>
        Refused(Edit(MadeUpElf(Marker), bytes =>
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Needs + 12), 0xFFFFFFF0)), "inside its section");

    [Fact]
    public void The_original_stays_and_the_copy_is_made_once_whoever_races()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("studykit-elf-");
        try
        {
            string library = Path.Combine(folder.FullName, "libMadeUp.so");
            byte[] image = MadeUpElf(Marker);
            File.WriteAllBytes(library, image);
            string cache = Path.Combine(folder.FullName, "cache");
            string[] copies = [.. Enumerable.Range(0, 16)
                .AsParallel().WithDegreeOfParallelism(8).Select(_ => WeakenedCopy.Prepare(library, cache))];
            string copy = Assert.Single(copies.Distinct());
            Assert.Equal(WeakenedCopy.Weaken(image, "x"), File.ReadAllBytes(copy));
            Assert.Equal(image, File.ReadAllBytes(library));
            Assert.Equal([copy], Directory.GetFiles(cache));

            // A copy that someone damaged is made anew.
            File.WriteAllText(copy, "damaged");
            Assert.Equal(copy, WeakenedCopy.Prepare(library, cache));
            Assert.Equal(image.Length, new FileInfo(copy).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Refused(byte[] image, string why)
    {
        byte[] before = [.. image];
        InvalidDataException refused =
            Assert.Throws<InvalidDataException>(() => WeakenedCopy.Weaken(image, "made-up.so"));
        Assert.Contains(why, refused.Message);
        Assert.StartsWith("made-up.so ", refused.Message);
        Assert.Equal(before, image);
    }

    // Layout of the made-up file: header, string table, needs, symbols, symbol versions, section table.
    private const int Strings = 64;
    private const int Needs = 256;
    private const int Symbols = Needs + (2 * 16) + (3 * 16);
    private const int Versions = Symbols + (2 * 24);
    private const int SectionTable = Versions + 8;

    private static byte[] MadeUpElf(string symbol)
    {
        byte[] image = new byte[SectionTable + (5 * 64)];
        List<byte> strings = [0];
        uint Name(string text)
        {
            uint at = (uint)strings.Count;
            strings.AddRange([.. Encoding.ASCII.GetBytes(text), 0]);
            return at;
        }

        void U16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), (ushort)value);
        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), value);
        void U64(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(at), value);
        void Need(int at, int count, string library, uint aux, uint next)
        {
            (int version, uint name) = (1, Name(library));
            U16(at, version);
            U16(at + 2, count);
            U32(at + 4, name);
            U32(at + 8, aux);
            U32(at + 12, next);
        }

        void Aux(int at, int index, string version, uint next)
        {
            U16(at + 6, index);
            U32(at + 8, Name(version));
            U32(at + 12, next);
        }

        void Section(int number, uint type, int offset, int size, uint link)
        {
            int at = SectionTable + (number * 64);
            U32(at + 4, type);
            U64(at + 24, (ulong)offset);
            U64(at + 32, (ulong)size);
            U32(at + 40, link);
        }

        new byte[] { 0x7f, 0x45, 0x4c, 0x46, 2, 1, 1 }.CopyTo(image, 0);
        U64(40, SectionTable);
        U16(58, 64);
        U16(60, 5);

        Need(Needs, 1, "libc.so.6", aux: 16, next: 32);
        Aux(Needs + 16, 2, "GLIBC_2.34", next: 0);
        Need(Needs + 32, 2, "libstdc++.so.6", aux: 16, next: 0);
        Aux(Needs + 48, 3, "GLIBCXX_3.4.30", next: 16);
        Aux(Needs + 64, 4, "GLIBCXX_3.4.32", next: 0);
        U32(Symbols + 24, Name(symbol));
        U16(Versions + 2, 4);

        Assert.True(strings.Count <= Needs - Strings);
        strings.CopyTo(image, Strings);
        Section(1, 0x6ffffffe, Needs, Symbols - Needs, link: 4);
        Section(2, 11, Symbols, Versions - Symbols, link: 4);
        Section(3, 0x6fffffff, Versions, 4, link: 0);
        Section(4, 3, Strings, Needs - Strings, link: 0);
        return image;
    }

    private static byte[] Edit(byte[] image, Action<byte[]> edit)
    {
        edit(image);
        return image;
    }

    private static void Replace(byte[] image, string old, string text) =>
        Encoding.ASCII.GetBytes(text).CopyTo(image, image.AsSpan().IndexOf(Encoding.ASCII.GetBytes(old)));
}
