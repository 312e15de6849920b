using System.Reflection;

namespace StudyKit.Runtime.Generators;

/// <summary>
/// A thread's own stream of libtorch's random numbers: while one lives, whatever the thread draws or seeds
/// (<c>manual_seed</c>, initial weights, dropout, a saved generator state) is its own, and other threads' draws leave
/// it alone.
/// </summary>
/// <remarks>
/// libtorch has one default generator for a whole process. The built TorchSharp.dll tells before each native call that
/// may draw (<c>TorchSharp.RandomTurns</c>); the state that belongs to the calling thread is put into the generator
/// then, if it is not there. On TorchSharp.dll as the package has it there is no such call: <see cref="AreApart"/> is
/// false, and only one thread may draw at a time.
/// </remarks>
internal sealed class ThreadGenerator : IDisposable
{
    private static readonly Lock Turn = new();
    private static readonly ThreadGenerator Process = new();
    private static ThreadGenerator s_inside = Process;
    private static int s_depth;

    [ThreadStatic]
    private static ThreadGenerator? t_own;

    private Tensor? _state;

    private ThreadGenerator()
    {
    }

    /// <summary>Whether threads can have generators of their own here.</summary>
    public static bool AreApart { get; } = TryConnect();

    /// <summary>Gives the calling thread a generator of its own until it is disposed, on the same thread.</summary>
    /// <param name="seed">Its seed.</param>
    /// <exception cref="InvalidOperationException">The thread has one already.</exception>
    public static ThreadGenerator Begin(long seed)
    {
        if (t_own is not null) throw new InvalidOperationException("This thread has a generator of its own already.");
        ThreadGenerator own = new();
        if (!AreApart) own._state = State();
        t_own = own;
        random.manual_seed(seed);
        return own;
    }

    /// <summary>Ends the thread's own stream; the process's goes on where it was.</summary>
    public void Dispose()
    {
        if (t_own != this) return;
        if (!AreApart) set_rng_state(_state!);
        t_own = null;
        lock (Turn)
        {
            if (s_inside == this) Switch(Process, keep: false);
            _state?.Dispose();
            _state = null;
        }
    }

    private static void Enter()
    {
        Turn.Enter();
        // What is drawn within a turn (to change the state, for one) needs no turn of its own.
        if (s_depth++ > 0) return;
        ThreadGenerator mine = t_own ?? Process;
        if (mine == s_inside) return;
        try
        {
            Switch(mine, keep: true);
        }
        catch
        {
            // The native call that follows is not made, so nobody else gives the turn back.
            Leave();
            throw;
        }
    }

    private static void Leave()
    {
        s_depth--;
        Turn.Exit();
    }

    private static void Switch(ThreadGenerator to, bool keep)
    {
        s_depth++;
        try
        {
            if (keep)
            {
                s_inside._state?.Dispose();
                s_inside._state = State();
            }

            // A new stream has no state yet: it is seeded before anything is drawn from it.
            if (to._state is { } state) set_rng_state(state);
            s_inside = to;
        }
        finally
        {
            s_depth--;
        }
    }

    private static Tensor State() => get_rng_state().DetachFromDisposeScope();

    private static bool TryConnect()
    {
        Native.NativeTorch.EnsureLoaded();
        if (typeof(torch).Assembly.GetType("TorchSharp.RandomTurns") is not { } turns) return false;
        turns.GetField("Leave", BindingFlags.Static | BindingFlags.Public)!.SetValue(null, (Action)Leave);
        turns.GetField("Enter", BindingFlags.Static | BindingFlags.Public)!.SetValue(null, (Action)Enter);
        return true;
    }
}
