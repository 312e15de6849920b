using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using NetMQ;
using NetMQ.Sockets;

namespace StudyKit.Jupyter.Wire;

/// <summary>The channels on which messages come in or go out.</summary>
internal enum Channel
{
    Shell,
    Control,
    Stdin,
    IoPub,
}

/// <summary>
/// The kernel's five sockets. One thread owns them; what is sent waits for it in a queue, so that no thread of a cell,
/// which may be aborted at any moment, is ever inside a socket.
/// </summary>
internal sealed class KernelSockets : IDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    private readonly RouterSocket _shell = new(), _control = new(), _stdin = new();
    private readonly PublisherSocket _iopub = new();
    private readonly ResponseSocket _heartbeat = new();
    private readonly NetMQPoller _poller = [];
    private readonly NetMQQueue<(NetMQSocket Socket, NetMQMessage Message)> _sending = [];
    private readonly BlockingCollection<(Channel Channel, JupyterMessage Message)> _outbox = [];
    private readonly MessageCodec _codec;
    private readonly Thread _writer;

    /// <summary>Binds all sockets, or none.</summary>
    /// <param name="file">Where.</param>
    /// <param name="hear">Hears what may be obeyed; called on the sockets' thread, so it must not wait.</param>
    /// <param name="refuse">Hears why a message was refused.</param>
    /// <exception cref="IOException">A port is in use, or the address is not this machine's.</exception>
    public KernelSockets(ConnectionFile file, Action<Channel, JupyterMessage> hear, Action<string> refuse)
    {
        _codec = new MessageCodec(file.Key);
        (NetMQSocket Socket, int Port)[] all =
        [
            (_shell, file.Shell), (_control, file.Control), (_stdin, file.Stdin), (_iopub, file.IoPub),
            (_heartbeat, file.Heartbeat),
        ];
        foreach ((NetMQSocket socket, int port) in all)
        {
            socket.Options.Linger = Linger;
            // Above this ZeroMQ itself ends the connection; what is below and too large is refused with a word.
            socket.Options.MaxMsgSize = 4L * MessageCodec.Largest;
            // The default throws away what a slow front end has not yet read.
            socket.Options.SendHighWatermark = 0;
            socket.Options.ReceiveHighWatermark = 0;
            Bind(socket, file.Address, port);
        }

        Listen(_shell, Channel.Shell, hear, refuse);
        Listen(_control, Channel.Control, hear, refuse);
        Listen(_stdin, Channel.Stdin, hear, refuse);
        _heartbeat.ReceiveReady += (_, _) => _heartbeat.SendMultipartMessage(_heartbeat.ReceiveMultipartMessage());
        _sending.ReceiveReady += (_, _) =>
        {
            while (_sending.TryDequeue(out (NetMQSocket Socket, NetMQMessage Message) next, TimeSpan.Zero))
            {
                next.Socket.SendMultipartMessage(next.Message);
            }
        };
        _poller.Add(_heartbeat);
        _poller.Add(_sending);
        _writer = new Thread(Write) { IsBackground = true, Name = "jupyter-messages" };
        _writer.Start();
        _poller.RunAsync("jupyter-sockets", isBackgroundThread: true);
    }

    /// <summary>Sends a message, in order with all others; from any thread, without waiting.</summary>
    public void Send(Channel channel, JupyterMessage message)
    {
        if (!_outbox.IsAddingCompleted) _outbox.Add((channel, message));
    }

    /// <summary>Sends what waits, and closes.</summary>
    public void Dispose()
    {
        if (_outbox.IsAddingCompleted) return;
        _outbox.CompleteAdding();
        _writer.Join(Linger);
        // The poller stops when the queue is empty: what was sent before goes out first.
        for (int i = 0; i < 200 && !_sending.IsEmpty; i++) Thread.Sleep(10);
        _poller.Stop();
        _poller.Dispose();
        _sending.Dispose();
        foreach (NetMQSocket socket in (NetMQSocket[])[_shell, _control, _stdin, _iopub, _heartbeat]) socket.Dispose();
    }

    private void Bind(NetMQSocket socket, IPAddress address, int port)
    {
        string host = address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : $"{address}";
        try
        {
            socket.Bind($"tcp://{host}:{port}");
        }
        catch (Exception error) when (error is NetMQException or SocketException or ArgumentException)
        {
            foreach (NetMQSocket one in (NetMQSocket[])[_shell, _control, _stdin, _iopub, _heartbeat]) one.Dispose();
            throw new IOException(error is AddressAlreadyInUseException
                ? $"Port {port} of {address} is in use by another program. Start the kernel again: Jupyter chooses " +
                    "other ports."
                : $"The kernel cannot listen on port {port} of {address}: {error.Message}. Expected: an address of " +
                    "this machine and a port that this user may take.", error);
        }
    }

    private void Listen(
        RouterSocket socket, Channel channel, Action<Channel, JupyterMessage> hear, Action<string> refuse)
    {
        socket.ReceiveReady += (_, _) =>
        {
            NetMQMessage frames = socket.ReceiveMultipartMessage();
            JupyterMessage message;
            try
            {
                message = _codec.Decode([.. frames.Select(frame => frame.ToByteArray())]);
            }
            catch (RefusedMessageException refused)
            {
                refuse($"A message on the {channel.ToString().ToLowerInvariant()} channel was refused: " +
                    $"{refused.Message}.");
                return;
            }

            try
            {
                hear(channel, message);
            }
            catch (Exception error) when (error is InvalidOperationException or FormatException)
            {
                // A field of another type than the protocol says; this thread has others to serve.
                refuse($"A message of type {message.Type} was refused: {error.Message}");
            }
        };
        _poller.Add(socket);
    }

    private void Write()
    {
        foreach ((Channel channel, JupyterMessage message) in _outbox.GetConsumingEnumerable())
        {
            NetMQMessage frames = new(_codec.Encode(message));
            _sending.Enqueue((Of(channel), frames));
        }
    }

    private NetMQSocket Of(Channel channel) => channel switch
    {
        Channel.Shell => _shell,
        Channel.Control => _control,
        Channel.Stdin => _stdin,
        _ => _iopub,
    };
}
