using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace StudyKit.Recipes;

/// <summary>
/// Which kind of processor this is. libtorch chooses its code by it, and another choice adds in another order: the
/// same training ends in other last bits there.
/// </summary>
internal static class Processor
{
    /// <summary>Maker, family, model and the widest instructions, such as <c>GenuineIntel 6-143 AVX-512</c>.</summary>
    public static string Name { get; } = Describe();

    private static string Describe()
    {
        if (!X86Base.IsSupported) return RuntimeInformation.ProcessArchitecture.ToString();
        Span<byte> maker = stackalloc byte[12];
        (_, int b, int c, int d) = X86Base.CpuId(0, 0);
        BinaryPrimitives.WriteInt32LittleEndian(maker, b);
        BinaryPrimitives.WriteInt32LittleEndian(maker[4..], d);
        BinaryPrimitives.WriteInt32LittleEndian(maker[8..], c);
        int signature = X86Base.CpuId(1, 0).Eax, family = (signature >> 8) & 15, model = (signature >> 4) & 15;
        if (family is 6 or 15) model |= ((signature >> 16) & 15) << 4;
        if (family == 15) family += (signature >> 20) & 255;
        string widest = Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "SSE";
        return FormattableString.Invariant($"{Encoding.ASCII.GetString(maker)} {family}-{model} {widest}");
    }
}
