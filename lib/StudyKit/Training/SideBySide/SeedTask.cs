using System.Runtime.ExceptionServices;
using StudyKit.Runtime;
using StudyKit.Runtime.Generators;

namespace StudyKit.Training.SideBySide;

/// <summary>One seed's run, with what came of it.</summary>
internal sealed class SeedTask<TResult>(long seed, Func<long, TResult> experiment)
{
    public long Seed => seed;

    public TResult? Result { get; private set; }

    public ExceptionDispatchInfo? Failure { get; private set; }

    public void Run()
    {
        using ThreadGenerator generator = ThreadGenerator.Begin(Seeds.Derive(seed, "seed run"));
        try
        {
            Result = experiment(seed);
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            Failure = ExceptionDispatchInfo.Capture(problem);
        }
    }
}
