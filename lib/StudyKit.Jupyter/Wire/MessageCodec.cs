using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyKit.Jupyter.Wire;

/// <summary>
/// Messages as ZeroMQ frames and back: identities, a delimiter, a signature, four JSON objects. What is not signed with
/// the key, comes twice or is too large is refused before any of it is read.
/// </summary>
internal sealed class MessageCodec(ReadOnlyMemory<byte> key)
{
    /// <summary>The largest message that is taken, in bytes: a notebook's cell has a thousandth of it.</summary>
    public const int Largest = 16 * 1024 * 1024;

    private const int MostFrames = 64, Parts = 4;
    private const string Delimiter = "<IDS|MSG>";

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 128, AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Writing =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    private static readonly byte[] DelimiterBytes = Encoding.ASCII.GetBytes(Delimiter);

    private readonly MessageSigner _signer = new(key);
    private readonly SeenSignatures _seen = new();

    /// <summary>The frames of a message.</summary>
    public IReadOnlyList<byte[]> Encode(JupyterMessage message)
    {
        byte[][] parts =
            [Bytes(message.Header), Bytes(message.Parent), Bytes(message.Metadata), Bytes(message.Content)];
        return [.. message.Identities, DelimiterBytes, Encoding.ASCII.GetBytes(_signer.Sign(parts)), .. parts];
    }

    /// <summary>The message in frames that came in. Called from one thread.</summary>
    /// <exception cref="RefusedMessageException">They are no message that may be obeyed.</exception>
    public JupyterMessage Decode(IReadOnlyList<byte[]> frames)
    {
        if (frames.Count > MostFrames) throw new RefusedMessageException($"it has {frames.Count} parts");
        long size = frames.Sum(frame => (long)frame.Length);
        if (size > Largest)
        {
            throw new RefusedMessageException($"it is oversized: {size} bytes, and at most {Largest} are taken");
        }

        int at = Enumerable.Range(0, frames.Count).FirstOrDefault(i => frames[i].AsSpan().SequenceEqual(DelimiterBytes),
            -1);
        if (at < 0) throw new RefusedMessageException($"it has no {Delimiter}");
        if (frames.Count < at + 2 + Parts) throw new RefusedMessageException("it ends early");

        byte[] signature = frames[at + 1];
        byte[][] parts = [.. frames.Skip(at + 2).Take(Parts)];
        if (signature.Length == 0) throw new RefusedMessageException("it is unsigned");
        if (!_signer.Verify(signature, parts)) throw new RefusedMessageException("its signature is wrong");
        if (!_seen.Add(Encoding.ASCII.GetString(signature)))
        {
            throw new RefusedMessageException("it was replayed: a message with this signature has come before");
        }

        JsonObject[] json = [.. parts.Select(Read)];
        foreach (string name in (string[])["msg_type", "msg_id"])
        {
            if (json[0][name] is not JsonValue value || !value.TryGetValue(out string? _))
            {
                throw new RefusedMessageException($"its header has no {name}");
            }
        }

        return new JupyterMessage([.. frames.Take(at)], json[0], json[1], json[2], json[3]);
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Writing);

    private static JsonObject Read(byte[] part)
    {
        try
        {
            return JsonNode.Parse(part, documentOptions: Reading) as JsonObject
                ?? throw new RefusedMessageException("a part of it is no JSON object");
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new RefusedMessageException($"a part of it is no JSON: {error.Message}");
        }
    }
}
