using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace StudyKit.Live.Server;

/// <summary>
/// The server's port. The notebook's path chooses it, so that a browser, which keeps what it stores by address, finds
/// unsaved edits again when the server is started anew.
/// </summary>
internal sealed class PortHold : IDisposable
{
    private const int First = 21_000, Count = 8_000, Tries = 40;

    private readonly Socket _socket;

    private PortHold(Socket socket) => _socket = socket;

    /// <summary>The port's number.</summary>
    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Takes a port on this machine's own address.</summary>
    /// <param name="wanted">The port; null leaves it to the notebook.</param>
    /// <param name="notebook">The notebook's path.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static PortHold Take(int? wanted, string notebook)
    {
        if (wanted is { } port)
        {
            return TryTake(port) ?? throw new IOException($"Port {port} is in use. Take another --port, or leave it " +
                "out.");
        }

        int place = BitConverter.ToUInt16(SHA256.HashData(Encoding.UTF8.GetBytes(notebook)));
        for (int i = 0; i < Tries; i++)
        {
            if (TryTake(First + ((place + i) % Count)) is { } hold) return hold;
        }

        return TryTake(0) ?? throw new IOException("No port of this machine is free. End a program that listens.");
    }

    /// <summary>Lets the port go, for the server to listen on.</summary>
    public void Dispose() => _socket.Dispose();

    private static PortHold? TryTake(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            // Two may bind to one port on some systems; only one may listen.
            socket.Listen(1);
            return new PortHold(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
