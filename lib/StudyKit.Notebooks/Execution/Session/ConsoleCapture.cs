using System.Text;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Sends what cells write to the console to their session. The console belongs to the process, so the redirection is
/// counted: the first session puts it in place, the last one to leave restores what was there.
/// </summary>
internal static class ConsoleCapture
{
    private static readonly Lock Gate = new();
    private static readonly AsyncLocal<StreamBuffer?> Flowing = new();
    private static StreamBuffer? _latest;
    private static TextWriter? _out;
    private static TextWriter? _error;
    private static int _users;

    /// <summary>Redirects the console until the returned object is disposed.</summary>
    public static IDisposable Begin()
    {
        lock (Gate)
        {
            if (_users++ == 0)
            {
                (_out, _error) = (Console.Out, Console.Error);
                Console.SetOut(TextWriter.Synchronized(new Router("stdout", _out)));
                Console.SetError(TextWriter.Synchronized(new Router("stderr", _error)));
            }
        }

        return new Use();
    }

    /// <summary>Makes a buffer the target of what the calling thread, and all that it starts, writes.</summary>
    public static void Enter(StreamBuffer buffer)
    {
        Flowing.Value = buffer;
        Volatile.Write(ref _latest, buffer);
    }

    /// <summary>A buffer whose session has ended is written to no more.</summary>
    public static void Leave(StreamBuffer buffer) => Interlocked.CompareExchange(ref _latest, null, buffer);

    private static void End()
    {
        lock (Gate)
        {
            if (--_users > 0) return;
            Console.SetOut(_out!);
            Console.SetError(_error!);
        }
    }

    private sealed class Use : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) End();
        }
    }

    private sealed class Router(string name, TextWriter original) : TextWriter
    {
        public override Encoding Encoding => original.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            if ((Flowing.Value ?? Volatile.Read(ref _latest)) is { } buffer) buffer.Write(name, value);
            else original.Write(value);
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine() => Write("\n");
    }
}
