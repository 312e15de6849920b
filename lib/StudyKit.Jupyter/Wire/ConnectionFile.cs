using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StudyKit.Contracts;

namespace StudyKit.Jupyter.Wire;

/// <summary>Where a front end waits for the kernel's sockets, and the key that signs every message.</summary>
/// <param name="Address">The only address on which the kernel listens.</param>
/// <param name="Shell">The port of requests.</param>
/// <param name="Control">The port of requests that do not wait: interrupt, shutdown.</param>
/// <param name="Stdin">The port of questions to the reader.</param>
/// <param name="IoPub">The port on which the kernel says what cells do.</param>
/// <param name="Heartbeat">The port that returns what it gets.</param>
/// <param name="Key">The key of the signatures.</param>
public sealed record ConnectionFile(
    IPAddress Address, int Shell, int Control, int Stdin, int IoPub, int Heartbeat, ReadOnlyMemory<byte> Key)
{
    private const long Largest = 64 * 1024;
    private const string Remedy = "Let Jupyter start the kernel: it writes this file.";

    /// <summary>Reads a connection file.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="InvalidDataException">The file is no connection file, or asks for what is not safe.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ConnectionFile Read(string path)
    {
        FileInfo file = new(path);
        if (!file.Exists) throw new FileNotFoundException($"There is no connection file {path}. {Remedy}");
        if (file.Length > Largest)
        {
            throw Bad(path, $"at most {Largest} bytes", $"{file.Length} bytes");
        }

        try
        {
            return RecordJson.Parse(File.ReadAllText(path)) is JsonObject json
                ? Of(json, path)
                : throw Bad(path, "a JSON object", "another value");
        }
        catch (JsonException error)
        {
            throw Bad(path, "a JSON object", error.Message);
        }
    }

    private static ConnectionFile Of(JsonObject json, string path)
    {
        Require(json, path, "transport", "tcp");
        Require(json, path, "signature_scheme", "hmac-sha256");
        string ip = Text(json, path, "ip");
        IPAddress? address = ip == "localhost" ? IPAddress.Loopback : null;
        if (address is null && !IPAddress.TryParse(ip, out address))
        {
            throw Bad(path, "\"ip\" to be one address of this machine, such as 127.0.0.1", $"\"{ip}\"");
        }

        string key = Text(json, path, "key");
        if (key.Length == 0)
        {
            throw Bad(path, "a \"key\", since unsigned messages are refused: whoever reaches the port could run code",
                "an empty key");
        }

        int[] ports =
        [
            Port(json, path, "shell_port"), Port(json, path, "control_port"), Port(json, path, "stdin_port"),
            Port(json, path, "iopub_port"), Port(json, path, "hb_port"),
        ];
        if (ports.Distinct().Count() < ports.Length)
        {
            throw Bad(path, "five ports, each another", string.Join(", ", ports));
        }

        return new ConnectionFile(
            address, ports[0], ports[1], ports[2], ports[3], ports[4], Encoding.UTF8.GetBytes(key));
    }

    private static void Require(JsonObject json, string path, string name, string value)
    {
        string received = Text(json, path, name);
        if (received != value) throw Bad(path, $"\"{name}\" to be \"{value}\"", $"\"{received}\"");
    }

    private static string Text(JsonObject json, string path, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : throw Bad(path, $"\"{name}\" as text", json[name]?.ToJsonString() ?? "none");

    private static int Port(JsonObject json, string path, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out int port) && port is > 0 and < 65536
            ? port
            : throw Bad(path, $"\"{name}\" from 1 to 65535", json[name]?.ToJsonString() ?? "none");

    private static InvalidDataException Bad(string path, string expected, string received) => new(
        $"{path} is no connection file that this kernel can use. Expected: {expected}. Received: {received}. {Remedy}");
}
