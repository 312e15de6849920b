using System.Net;
using System.Text;
using StudyKit.Jupyter.Wire;

namespace StudyKit.Tests.Jupyter.Wire;

public sealed class ConnectionFileTests : IDisposable
{
    private const string Good = """
        {"transport": "tcp", "ip": "127.0.0.1", "shell_port": 1, "control_port": 2, "stdin_port": 3, "iopub_port": 4,
         "hb_port": 5, "key": "k", "signature_scheme": "hmac-sha256", "kernel_name": "studykit"}
        """;

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_file_as_jupyter_writes_it_is_read()
    {
        File.WriteAllText(_path, Good);
        ConnectionFile file = ConnectionFile.Read(_path);
        Assert.Equal(IPAddress.Loopback, file.Address);
        Assert.Equal((1, 2, 3, 4, 5), (file.Shell, file.Control, file.Stdin, file.IoPub, file.Heartbeat));
        Assert.Equal("k", Encoding.UTF8.GetString(file.Key.Span));
    }

    [Theory]
    [InlineData("127.0.0.1", "*", "\"ip\" to be one address of this machine, such as 127.0.0.1. Received: \"*\".")]
    [InlineData("\"k\"", "\"\"", "since unsigned messages are refused")]
    [InlineData("\"tcp\"", "\"ipc\"", "Expected: \"transport\" to be \"tcp\". Received: \"ipc\".")]
    [InlineData("sha256", "md5", "Expected: \"signature_scheme\" to be \"hmac-sha256\". Received: \"hmac-md5\".")]
    [InlineData("\"hb_port\": 5", "\"hb_port\": 0", "Expected: \"hb_port\" from 1 to 65535. Received: 0.")]
    [InlineData("\"hb_port\": 5", "\"hb_port\": \"5\"", "Expected: \"hb_port\" from 1 to 65535. Received: \"5\".")]
    [InlineData("\"hb_port\": 5,", "", "Expected: \"hb_port\" from 1 to 65535. Received: none.")]
    [InlineData("\"hb_port\": 5", "\"hb_port\": 4", "Expected: five ports, each another. Received: 1, 2, 3, 4, 4.")]
    [InlineData("{", "", "Expected: a JSON object. Received: ")]
    public void A_file_that_cannot_be_used_says_what_is_wrong(string was, string becomes, string said)
    {
        File.WriteAllText(_path, Good.Replace(was, becomes, StringComparison.Ordinal));
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => ConnectionFile.Read(_path));
        Assert.StartsWith(
            $"{_path} is no connection file that this kernel can use. ", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Let Jupyter start the kernel: it writes this file.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_a_large_file_and_none_are_told_apart()
    {
        File.WriteAllText(_path, "[1]");
        Assert.Contains("a JSON object", Assert.Throws<InvalidDataException>(
            () => ConnectionFile.Read(_path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_path, new string(' ', 70_000));
        Assert.Contains("70000 bytes", Assert.Throws<InvalidDataException>(
            () => ConnectionFile.Read(_path)).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no connection file", Assert.Throws<FileNotFoundException>(
            () => ConnectionFile.Read(_path + ".none")).Message, StringComparison.Ordinal);
    }
}
