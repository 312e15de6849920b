using System.Text;

namespace StudyKit.Notebooks.Execution.Session;

/// <summary>
/// Sends what cells write to the console to their session. The console belongs to the process, so the redirection is
/// counted: the first session puts it in place, the last one to leave restores what was there.
/// </summary>
internal static class ConsoleCapture
{
    private static readonly Lock Gate = new();
    private static readonly AsyncLocal<RunOutput?> Flowing = new();
    private static RunOutput? _latest;
    private static TextReader? _in;
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
                (_in, _out, _error) = (Console.In, Console.Out, Console.Error);
                Console.SetIn(new ConsoleInput());
                Console.SetOut(TextWriter.Synchronized(new Router("stdout", _out)));
                Console.SetError(TextWriter.Synchronized(new Router("stderr", _error)));
            }
        }

        return new Use();
    }

    /// <summary>Makes a run the target of what the calling thread, and all that it starts, writes.</summary>
    public static void Enter(RunOutput run)
    {
        Flowing.Value = run;
        Volatile.Write(ref _latest, run);
    }

    /// <summary>Events of a session that has ended are written to no more.</summary>
    public static void Leave(StreamBuffer events)
    {
        if (Volatile.Read(ref _latest) is { } latest && latest.Events == events)
        {
            Interlocked.CompareExchange(ref _latest, null, latest);
        }
    }

    private static void End()
    {
        lock (Gate)
        {
            if (--_users > 0) return;
            Console.SetIn(_in!);
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
            if ((Flowing.Value ?? Volatile.Read(ref _latest)) is { } run) run.Write(name, value);
            else original.Write(value);
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine() => Write("\n");
    }
}
