using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using StudyKit.Tests.Jupyter.Kernel;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.FrontEnds.Jupyter;

/// <summary>What <c>studykit kernel</c> says when it cannot begin: one sentence, and no process that stays.</summary>
public sealed class KernelCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_malformed_connection_file_ends_with_a_sentence()
    {
        string file = Path.Combine(_folder, "kernel.json");
        await File.WriteAllTextAsync(file, "{\"transport\": \"tcp\"");
        StudyKitProcess said = await StudyKitProcess.RunAsync(_folder, "kernel", file);
        Assert.Equal(1, said.ExitCode);
        Assert.StartsWith(
            $"{file} is no connection file that this kernel can use. Expected: a JSON object.", said.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_ends_with_a_sentence()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        int[] free = KernelClient.FreePorts(4);
        string file = Path.Combine(_folder, "kernel.json");
        await File.WriteAllTextAsync(file, new JsonObject
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["key"] = "secret",
            ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = free[0],
            ["control_port"] = free[1],
            ["stdin_port"] = free[2],
            ["iopub_port"] = port,
            ["hb_port"] = free[3],
        }.ToJsonString());
        StudyKitProcess said = await StudyKitProcess.RunAsync(_folder, "kernel", file);
        Assert.Equal(1, said.ExitCode);
        Assert.Equal($"Port {port} of 127.0.0.1 is in use by another program. Start the kernel again: Jupyter " +
            "chooses other ports.", said.Errors.Trim());
    }

    [Fact]
    public async Task A_kernel_is_installed_in_one_place()
    {
        StudyKitProcess said = await StudyKitProcess.RunAsync(
            _folder, "kernel", "install", "--user", "--prefix", _folder);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("Expected: --user, or --prefix with a folder.", said.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }
}
