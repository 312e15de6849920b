namespace StudyKit.Training.Optimization;

/// <summary>Loops over a tensor's memory on the processor, cut among libtorch's number of threads.</summary>
internal static unsafe class FlatMemory
{
    // Below this a second thread costs more than it saves.
    private const long SmallestPart = 1 << 15;

    /// <summary>The address of the first element; on a card a number that only tells tensors apart.</summary>
    public static IntPtr Address(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU) return tensor.Handle;
        using Tensor detached = tensor.detach();
        using Tensor flat = detached.view(-1);
        // One element only: a span cannot be longer than 2 GB.
        using Tensor first = flat.narrow(0, 0, 1);
        fixed (byte* start = first.bytes) return (IntPtr)start;
    }

    /// <summary>Calls <paramref name="body"/> with parts [from, to) that together make up [0, count).</summary>
    public static void ForEachPart(long count, Action<long, long> body)
    {
        int parts = (int)Math.Clamp(count / SmallestPart, 1, get_num_threads());
        if (parts == 1)
        {
            body(0, count);
            return;
        }

        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = parts }, part =>
            body(count * part / parts, count * (part + 1) / parts));
    }
}
