using StudyKit.Runtime;
using StudyKit.Runtime.Generators;
using StudyKit.Runtime.Progress;

namespace StudyKit.Training.SideBySide;

/// <summary>
/// Repeats an experiment for several seeds, side by side: one seed a thread, each with one thread of libtorch's, with
/// random numbers, dispose scopes and gradient mode of its own.
/// </summary>
/// <remarks>
/// A small model gains nothing from a second thread, and two threads of one training wait for each other when the
/// machine has other work; two trainings of one thread each do neither. The results are the same bits whatever the
/// number of cores and whatever else runs.
/// </remarks>
/// <example><code>
/// double[] errors = SeedRuns.Run([1, 2, 3, 4, 5, 6], seed =>
/// {
///     using ResNetModel net = new(config); // drawn anew for each seed
///     return Train(net, seed).Error;
/// }, "residual-20");
/// </code></example>
public static class SeedRuns
{
    /// <summary>Runs the experiment once for each seed.</summary>
    /// <typeparam name="TResult">What one run measures.</typeparam>
    /// <param name="seeds">The seeds, each at most once.</param>
    /// <param name="experiment">
    /// One run; everything it draws comes from its seed. It must not change what it shares with the other runs. Under a
    /// thread of its own it starts with libtorch's generator seeded by its seed.
    /// </param>
    /// <param name="label">What the progress bar is called.</param>
    /// <param name="sideBySide">
    /// How many run at a time; null for one a core (or what <c>OMP_NUM_THREADS</c> says). On a card give 1: its kernels
    /// fill the card one after another.
    /// </param>
    /// <param name="each">
    /// What the progress bar calls one run; where the numbers are no seeds, for instance <c>"width"</c>.
    /// </param>
    /// <returns>The results, in the order of the seeds.</returns>
    /// <exception cref="SeedRunsException">
    /// A seed failed. The others finished first, and their results are in it.
    /// </exception>
    public static IReadOnlyList<TResult> Run<TResult>(
        IEnumerable<long> seeds, Func<long, TResult> experiment, string label = "seeds", int? sideBySide = null,
        string each = "seed")
    {
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(experiment);
        if (sideBySide is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, 1, nameof(sideBySide));
        long[] all = [.. seeds];
        if (all.Length == 0) throw new ArgumentException("At least one seed is needed. Received none.", nameof(seeds));
        if (all.GroupBy(seed => seed).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"Each seed is run once. Received {twice.Key} twice: the same run would be counted as two.",
                nameof(seeds));
        }

        int workers = Math.Min(all.Length, ThreadGenerator.AreApart ? sideBySide ?? CpuCores.ToUse() : 1);
        using SeedProgress progress = new(label, all.Length, each);
        SeedTask<TResult>[] tasks = [.. all.Select(seed => new SeedTask<TResult>(seed, experiment))];
        Work(tasks, workers, progress);
        SeedTask<TResult>[] failed = [.. tasks.Where(task => task.Failure is not null)];
        if (failed.Length > 0)
        {
            throw new SeedRunsException(
                [.. failed.Select(task => (task.Seed, task.Failure!))],
                tasks.Except(failed).ToDictionary(task => task.Seed, task => (object?)task.Result));
        }

        progress.Finish();
        return [.. tasks.Select(task => task.Result!)];
    }

    private static void Work<TResult>(SeedTask<TResult>[] tasks, int workers, SeedProgress progress)
    {
        using CancellationTokenSource stop = new();
        int threadsBefore = get_num_threads(), next = -1;
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(RunNext) { IsBackground = true })];
        try
        {
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();
        }
        finally
        {
            // An interrupted cell leaves its wait here: trainings end after their step.
            if (threads.Any(thread => thread.IsAlive))
            {
                stop.Cancel();
                DateTime until = DateTime.UtcNow + SeedScope.Patience;
                foreach (Thread thread in threads)
                {
                    TimeSpan left = until - DateTime.UtcNow;
                    thread.Join(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                }
            }

            set_num_threads(threadsBefore);
        }

        void RunNext()
        {
            set_num_threads(1);
            while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is int i && i < tasks.Length)
            {
                using (SeedScope.Enter(tasks[i].Seed, progress, stop.Token)) tasks[i].Run();
                progress.Ended(tasks[i].Seed);
            }
        }
    }
}
