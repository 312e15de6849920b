using System.Runtime.Intrinsics;

namespace StudyKit.Nn.Regularization;

/// <summary>
/// Fills a mask with 0 (probability p) and 1 / (1 − p), eight elements at a time.
/// </summary>
/// <remarks>
/// Random bits: four interleaved xoroshiro128+ generators (Blackman and Vigna, 2018), seeded through splitmix64; each
/// element uses 32 bits, so p is met to 2⁻³². The same seed gives the same mask on every machine, with or without
/// vector instructions, since .NET carries out the same operations one by one where they are missing.
/// </remarks>
internal static class DropoutMask
{
    public static void Fill(Span<float> mask, double probability, ulong seed)
    {
        Vector256<ulong> s0 = Vector256.Create(
            SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed));
        Vector256<ulong> s1 = Vector256.Create(
            SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed), SplitMix(ref seed));
        Vector256<uint> threshold = Vector256.Create((uint)Math.Round(probability * 4294967296.0));
        Vector256<float> scale = Vector256.Create((float)(1 / (1 - probability)));
        Span<float> last = stackalloc float[8];
        for (int i = 0; i < mask.Length; i += 8)
        {
            Vector256<ulong> bits = s0 + s1;
            s1 ^= s0;
            s0 = ((s0 << 24) | (s0 >>> 40)) ^ s1 ^ (s1 << 16);
            s1 = (s1 << 37) | (s1 >>> 27);
            Vector256<float> kept = Vector256.GreaterThanOrEqual(bits.AsUInt32(), threshold).AsSingle() & scale;
            if (i + 8 <= mask.Length)
            {
                kept.CopyTo(mask[i..]);
            }
            else
            {
                kept.CopyTo(last);
                last[..(mask.Length - i)].CopyTo(mask[i..]);
            }
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
