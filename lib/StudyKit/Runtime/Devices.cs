namespace StudyKit.Runtime;

/// <summary>Chooses where tensors live: on the processor or on an NVIDIA card.</summary>
public static class Devices
{
    /// <summary>Turns a reader's choice into a device.</summary>
    /// <param name="choice">
    /// <c>auto</c> (a card when there is one), <c>cpu</c>, <c>cuda</c>, or <c>cuda:1</c> for the second card.
    /// </param>
    /// <returns>The device. Give it to <c>module.to(device)</c> and to the batch sources.</returns>
    /// <exception cref="ArgumentException">When <paramref name="choice"/> is none of these.</exception>
    /// <exception cref="InvalidOperationException">
    /// When a card is asked for and this machine or this build has none.
    /// </exception>
    public static Device Choose(string choice = "auto")
    {
        ArgumentNullException.ThrowIfNull(choice);
        Native.NativeTorch.EnsureLoaded();
        return Choose(choice, cuda.is_available() ? cuda.device_count() : 0);
    }

    /// <summary>The device in a reader's words, for instance <c>CPU, 8 threads</c>.</summary>
    /// <param name="device">A device made by <see cref="Choose(string)"/>.</param>
    public static string Describe(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.type != DeviceType.CPU) return device.index > 0 ? $"GPU {device.index} (CUDA)" : "GPU (CUDA)";
        int threads = get_num_threads();
        return threads == 1 ? "CPU, 1 thread" : $"CPU, {threads} threads";
    }

    /// <summary>
    /// Lets libtorch compute with as many threads as the machine has physical cores: two threads on one core share its
    /// arithmetic units and only slow a matrix product down.
    /// </summary>
    /// <param name="threads">
    /// How many threads instead, at least 1; null for what <c>OMP_NUM_THREADS</c> says, else one per physical core.
    /// </param>
    /// <returns>The number of threads set.</returns>
    public static int UseThreads(int? threads = null)
    {
        int count = threads ?? CpuCores.ToUse();
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(threads));
        if (get_num_threads() != count) set_num_threads(count);
        return count;
    }

    internal static Device Choose(string choice, int cards)
    {
        string wanted = choice.Trim().ToLowerInvariant();
        if (wanted == "auto") return cards > 0 ? new Device(DeviceType.CUDA) : new Device(DeviceType.CPU);
        if (wanted == "cpu") return new Device(DeviceType.CPU);

        int index = 0;
        bool numbered = wanted.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(wanted.AsSpan(5), out index) && index >= 0;
        if (wanted != "cuda" && !numbered)
        {
            throw new ArgumentException(
                $"device must be auto, cpu, cuda or cuda:<number>. Received '{choice}'.", nameof(choice));
        }

        if (cards == 0)
        {
            throw new InvalidOperationException(
                $"device '{wanted}' needs an NVIDIA card with a driver for CUDA, and a build with CUDA; libtorch " +
                "sees no card. "
                + "Build with -p:TorchDevice=cuda-linux (or cuda-windows), check the driver with nvidia-smi, or take " +
                    "device 'cpu'.");
        }

        if (index >= cards)
        {
            string seen = cards == 1 ? "one card, cuda:0" : $"{cards} cards, cuda:0 to cuda:{cards - 1}";
            throw new InvalidOperationException($"device '{wanted}' must be one of the cards of this machine. " +
                $"libtorch sees {seen}.");
        }

        return wanted == "cuda" ? new Device(DeviceType.CUDA) : new Device(DeviceType.CUDA, index);
    }
}
