using System.Security.Cryptography;
using System.Text;

namespace StudyKit.Jupyter.Wire;

/// <summary>HMAC-SHA256 over the four parts of a message, in lower-case hexadecimal.</summary>
internal sealed class MessageSigner(ReadOnlyMemory<byte> key)
{
    /// <summary>The signature.</summary>
    /// <param name="parts">Header, parent, metadata and content as they are sent.</param>
    public string Sign(IEnumerable<byte[]> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
        foreach (byte[] part in parts) hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Whether a signature is that of the parts. The comparison takes the same time wherever the two differ, so that
    /// nobody can find a signature letter by letter.
    /// </summary>
    public bool Verify(byte[] signature, IEnumerable<byte[]> parts) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(parts)), signature);
}
