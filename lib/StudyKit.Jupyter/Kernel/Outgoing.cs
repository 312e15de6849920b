using System.Text;
using System.Text.Json.Nodes;
using StudyKit.Jupyter.Wire;

namespace StudyKit.Jupyter.Kernel;

/// <summary>What the kernel sends: replies, and what everybody hears.</summary>
internal sealed class Outgoing(Action<Channel, JupyterMessage> send)
{
    private readonly string _session = Guid.NewGuid().ToString("N");

    /// <summary>Answers a request on the channel on which it came.</summary>
    public void Reply(Channel channel, JupyterMessage request, string type, JsonObject content) =>
        send(channel, JupyterMessage.Create(request.Identities, _session, type, request.Header, content));

    /// <summary>Asks the front end that sent a request.</summary>
    public void Ask(JupyterMessage request, string type, JsonObject content) =>
        Reply(Channel.Stdin, request, type, content);

    /// <summary>Says something to all front ends.</summary>
    /// <param name="parent">The request that caused it; null at the start.</param>
    /// <param name="type">The message's type.</param>
    /// <param name="content">What it says.</param>
    public void Publish(JupyterMessage? parent, string type, JsonObject content) => send(
        Channel.IoPub,
        JupyterMessage.Create([Encoding.UTF8.GetBytes(type)], _session, type, parent?.Header, content));

    /// <summary>Says that work on a request begins or has ended.</summary>
    public void Status(JupyterMessage? parent, string state) =>
        Publish(parent, "status", new JsonObject { ["execution_state"] = state });
}
