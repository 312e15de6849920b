using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using StudyKit.Jupyter.Kernel;
using StudyKit.Jupyter.Wire;
using Channel = StudyKit.Jupyter.Wire.Channel;

namespace StudyKit.Tests.Jupyter.Kernel;

/// <summary>A front end in NetMQ, with a kernel of its own in this process.</summary>
internal sealed class KernelClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-").FullName;
    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly DealerSocket _shell = new(), _control = new(), _stdin = new();
    private readonly SubscriberSocket _iopub = new();
    private readonly MessageCodec _codec;

    public KernelClient()
    {
        int[] ports = FreePorts(5);
        File = new ConnectionFile(
            IPAddress.Loopback, ports[0], ports[1], ports[2], ports[3], ports[4], Encoding.UTF8.GetBytes("secret"));
        _codec = new MessageCodec(File.Key);
        Kernel = new JupyterKernel(File, _folder, line =>
        {
            lock (Log) Log.Add(line);
        });
        byte[] identity = Guid.NewGuid().ToByteArray();
        foreach ((DealerSocket socket, int port) in (ReadOnlySpan<(DealerSocket, int)>)
            [(_shell, File.Shell), (_control, File.Control), (_stdin, File.Stdin)])
        {
            // One identity on all: a question finds the front end that runs the cell.
            socket.Options.Identity = identity;
            socket.Connect($"tcp://127.0.0.1:{port}");
        }

        _iopub.Options.ReceiveHighWatermark = 0;
        _iopub.SubscribeToAnyTopic();
        _iopub.Connect($"tcp://127.0.0.1:{File.IoPub}");
        // A subscription takes effect a moment after the connection.
        while (!TryHear(TimeSpan.FromMilliseconds(200), out _)) Request("kernel_info_request", []);
        while (TryHear(TimeSpan.FromMilliseconds(500), out _))
        {
        }
    }

    public ConnectionFile File { get; }

    public JupyterKernel Kernel { get; }

    public List<string> Log { get; } = [];

    /// <summary>Sends a request and waits for its reply.</summary>
    public JsonObject Request(string type, JsonObject content, Channel channel = Channel.Shell)
    {
        string id = Send(type, content, channel);
        return ReplyTo(id, channel).Content;
    }

    /// <summary>Sends a message.</summary>
    /// <returns>Its name.</returns>
    public string Send(string type, JsonObject content, Channel channel = Channel.Shell)
    {
        JupyterMessage message = JupyterMessage.Create([], _session, type, null, content);
        SendFrames(_codec.Encode(message), channel);
        return message.Id;
    }

    public string Execute(
        string code, bool silent = false, bool stops = true, bool asks = false, JsonObject? values = null) =>
        Send("execute_request", new()
        {
            ["code"] = code,
            ["silent"] = silent,
            ["store_history"] = !silent,
            ["user_expressions"] = values ?? [],
            ["allow_stdin"] = asks,
            ["stop_on_error"] = stops,
        });

    public IReadOnlyList<byte[]> Encode(string type) =>
        _codec.Encode(JupyterMessage.Create([], _session, type, null, []));

    public void SendFrames(IReadOnlyList<byte[]> frames, Channel channel = Channel.Shell) =>
        Of(channel).SendMultipartMessage(new NetMQMessage(frames));

    public JupyterMessage ReplyTo(string id, Channel channel = Channel.Shell)
    {
        while (true)
        {
            JupyterMessage reply = Receive(channel);
            if ((string?)reply.Parent["msg_id"] == id) return reply;
        }
    }

    public JupyterMessage Receive(Channel channel)
    {
        NetMQMessage? frames = null;
        Assert.True(Of(channel).TryReceiveMultipartMessage(Patience, ref frames), $"nothing came on {channel}");
        return _codec.Decode([.. frames!.Select(frame => frame.ToByteArray())]);
    }

    /// <summary>Whether nothing comes for a while.</summary>
    public bool IsSilent(Channel channel, TimeSpan time)
    {
        NetMQMessage? frames = null;
        return !Of(channel).TryReceiveMultipartMessage(time, ref frames);
    }

    /// <summary>What everybody hears because of a request, up to and with its idle status.</summary>
    public List<JupyterMessage> Heard(string id)
    {
        List<JupyterMessage> heard = [];
        while (TryHear(Patience, out JupyterMessage? message))
        {
            if ((string?)message!.Parent["msg_id"] != id) continue;
            heard.Add(message);
            if (message.Type == "status" && (string?)message.Content["execution_state"] == "idle") return heard;
        }

        throw new TimeoutException($"no idle status for {id}");
    }

    /// <summary>The next message that everybody hears, of a type.</summary>
    public JupyterMessage Next(string type)
    {
        while (TryHear(Patience, out JupyterMessage? message))
        {
            if (message!.Type == type) return message;
        }

        throw new TimeoutException($"no {type}");
    }

    public void Dispose()
    {
        foreach (NetMQSocket socket in (NetMQSocket[])[_shell, _control, _stdin, _iopub]) socket.Dispose();
        Kernel.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    public static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners) listener.Stop();
        return ports;
    }

    private bool TryHear(TimeSpan patience, out JupyterMessage? message)
    {
        NetMQMessage? frames = null;
        bool heard = _iopub.TryReceiveMultipartMessage(patience, ref frames);
        message = heard ? _codec.Decode([.. frames!.Select(frame => frame.ToByteArray())]) : null;
        return heard;
    }

    private NetMQSocket Of(Channel channel) => channel switch
    {
        Channel.Shell => _shell,
        Channel.Control => _control,
        Channel.Stdin => _stdin,
        _ => _iopub,
    };
}
