using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace StudyKit.HoldTorchSharp;

/// <summary>
/// What libtorch would refuse in <c>matmul</c>, in PyTorch's words. The code of this class is copied into
/// TorchSharp.dll and runs there: it uses numbers and texts only, and nothing that the compiler would lay outside the
/// class.
/// </summary>
/// <remarks>
/// <c>THSTensor_matmul</c> is the one mathematical function of TorchSharp 0.107 that does not catch libtorch's
/// exceptions: wrong shapes or types end the process, with no way to catch it.
/// </remarks>
internal static class MatmulCheck
{
    // The numbers of TorchSharp's ScalarType and DeviceType.
    private const int Float16 = 5;
    private const int Bool = 11;
    private const int BFloat16 = 15;
    private const int Cuda = 1;

    /// <summary>Throws when the product does not exist.</summary>
    /// <exception cref="ExternalException">As TorchSharp's other functions throw it.</exception>
    public static void Require(
        long[] a, long[] b, int typeA, int typeB, int deviceA, int deviceB, int numberA, int numberB)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            Refuse(string.Concat("both arguments to matmul need to be at least 1D, but " +
                "they are ", Number(a.Length), "D and ", string.Concat(Number(b.Length), "D")));
        }

        if (deviceA != deviceB || numberA != numberB)
        {
            Refuse("Expected all tensors to be on the same device, but found at least two devices. Move one of them " +
                "with .to(...).");
        }

        if (typeA != typeB)
        {
            Refuse(string.Concat(
                "expected m1 and m2 to have the same dtype, but got: ", Name(typeA), " != ", Name(typeB)));
        }

        if (!IsComputed(typeA, deviceA))
        {
            Refuse(string.Concat("matmul is not implemented for '", Name(typeA), "' on this device"));
        }

        if (a.Length == 1 && b.Length == 1) RequireVectors(a[0], b[0]);
        else if (a.Length <= 2 && b.Length <= 2) RequireMatrices(a, b);
        else RequireBatches(a, b);
    }

    private static void RequireVectors(long a, long b)
    {
        if (a == b) return;
        string sizes = string.Concat("expected tensor [", Number(a), "] and src [", string.Concat(Number(b), "]"));
        Refuse(string.Concat("inconsistent tensor size, ", sizes, string.Concat(" to have the same number of " +
            "elements, but got ", Number(a), " and ", string.Concat(Number(b), " elements respectively"))));
    }

    private static void RequireMatrices(long[] a, long[] b)
    {
        if (a[a.Length - 1] == b[0]) return;
        if (b.Length == 1)
        {
            Refuse(string.Concat("size mismatch, got input (", Number(a[0]), "), mat (", string.Concat(
                Sizes(a), "), vec (", Number(b[0]), ")")));
        }

        string left = a.Length == 1 ? string.Concat("1x", Number(a[0])) : Sizes(a);
        Refuse(string.Concat(
            "mat1 and mat2 shapes cannot be multiplied (", left, " and ", string.Concat(Sizes(b), ")")));
    }

    private static void RequireBatches(long[] a, long[] b)
    {
        long inner = b.Length == 1 ? b[0] : b[b.Length - 2];
        if (a[a.Length - 1] != inner)
        {
            string shapes = string.Concat("(", Sizes(a), " and ", string.Concat(Sizes(b), ")"));
            Refuse(string.Concat("mat1 and mat2 shapes cannot be multiplied ", shapes, string.Concat(
                ": the last size of the first is ",
                Number(a[a.Length - 1]),
                ", the second multiplies by ",
                Number(inner))));
        }

        // All but the last two sizes are broadcast.
        int depth = (a.Length > b.Length ? a.Length : b.Length) - 2;
        for (int i = 1; i <= depth; i++)
        {
            long left = i <= a.Length - 2 ? a[a.Length - 2 - i] : 1;
            long right = i <= b.Length - 2 ? b[b.Length - 2 - i] : 1;
            if (left != right && left != 1 && right != 1)
            {
                string sizes = string.Concat(
                    "The size of tensor a (", Number(left), ") must match the size of tensor b (", Number(right));
                Refuse(string.Concat(sizes, ") at non-singleton dimension ", Number(depth - i)));
            }
        }
    }

    /// <summary>
    /// A processor multiplies whole numbers too; cards do not. Neither multiplies truth values or eight-bit floats.
    /// </summary>
    private static bool IsComputed(int type, int device)
    {
        if (type == Bool || type > BFloat16) return false;
        return device != Cuda || type >= Float16;
    }

    private static string Sizes(long[] shape)
    {
        string text = Number(shape[0]);
        for (int i = 1; i < shape.Length; i++) text = string.Concat(text, "x", Number(shape[i]));
        return text;
    }

    private static string Number(long size) => size.ToString();

    private static string Name(int type)
    {
        if (type == 0) return "unsigned char";
        if (type == 1) return "signed char";
        if (type == 2) return "short int";
        if (type == 3) return "int";
        if (type == 4) return "long int";
        if (type == Float16) return "c10::Half";
        if (type == 6) return "float";
        if (type == 7) return "double";
        if (type == 8) return "c10::complex<c10::Half>";
        if (type == 9) return "c10::complex<float>";
        if (type == 10) return "c10::complex<double>";
        if (type == Bool) return "bool";
        return type == BFloat16 ? "c10::BFloat16" : "this type";
    }

    [SuppressMessage(
        "Usage",
        "CA2201:Do not raise reserved exception types",
        Justification = "The type that TorchSharp throws for all errors of libtorch.")]
    private static void Refuse(string why) => throw new ExternalException(why);
}
