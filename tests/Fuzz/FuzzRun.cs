using System.Diagnostics;

namespace StudyKit.Tests.Fuzz;

/// <summary>Feeds a target with broken inputs and looks for what must not happen.</summary>
/// <param name="target">What is fed.</param>
/// <param name="seed">Draws the inputs: the same seed, the same inputs.</param>
internal sealed class FuzzRun(FuzzTarget target, int seed) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly string _root = Directory.CreateTempSubdirectory("studykit-fuzz-").FullName;
    private readonly Mutator _mutator = new(new Random(seed), target);

    /// <summary>Inputs that were read as valid.</summary>
    public long Taken { get; private set; }

    /// <summary>Inputs that were refused with a reason.</summary>
    public long Refused { get; private set; }

    /// <summary>What must not have happened; empty when all is well.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Feeds so many inputs, or until the time is up, or until three faults were found.</summary>
    public void Feed(long inputs, TimeSpan time)
    {
        Stopwatch watch = Stopwatch.StartNew();
        // The samples themselves first: a target whose samples are refused would prove nothing.
        foreach (byte[] sample in target.Samples) Feed(sample);
        if (Refused > 0) Faults.Add($"{target.Name}: {Refused} of its own samples were refused");
        for (long i = 0; i < inputs && watch.Elapsed < time && Faults.Count < 3; i++) Feed(_mutator.Next());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Feed(byte[] input)
    {
        string folder = Path.Combine(_root, "in");
        Directory.CreateDirectory(folder);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        try
        {
            target.Read(input, folder);
            Taken++;
        }
        catch (Exception refusal) when (target.Refusals.Any(type => type.IsInstanceOfType(refusal)))
        {
            Refused++;
            if (refusal.Message.Contains("Parameter '", StringComparison.Ordinal))
            {
                Fault(input, $"names a parameter: {refusal.Message}");
            }
        }
        catch (Exception other)
        {
            Fault(input, $"{other.GetType().Name}: {other.Message}\n{other.StackTrace}");
        }

        TimeSpan took = Stopwatch.GetElapsedTime(started);
        long memory = GC.GetAllocatedBytesForCurrentThread() - before;
        if (took > Longest) Fault(input, $"took {took.TotalSeconds:F1} s");
        if (memory > target.Memory + (100L * input.Length))
        {
            Fault(input, $"took {memory / 1e6:F0} MB for {input.Length} bytes");
        }

        if (Directory.EnumerateFileSystemEntries(_root).Any(entry => entry != folder))
        {
            Fault(input, "wrote outside its folder");
        }

        Directory.Delete(folder, recursive: true);
    }

    private void Fault(byte[] input, string what)
    {
        string kept = Path.Combine(Path.GetTempPath(), $"studykit-fault-{target.Name}-{seed}-{Faults.Count}.bin");
        File.WriteAllBytes(kept, input);
        Faults.Add($"{target.Name}: {what}\nThe input is in {kept}.");
    }
}
