namespace StudyKit.Exercises;

/// <summary>The exercises of notebook 03 that ask for code. Letters: B batch, C channels, H and W pixels.</summary>
internal static class ResNetExercises
{
    // 6n + 2 layers for 10 classes with shortcut A: counted by hand, and Table 6's 0.27 M and 0.85 M.
    private static readonly (int N, long Width, long Parameters)[] Counted = [(3, 16, 269_722), (9, 16, 853_018)];

    public static IReadOnlyList<ExerciseCheck> All { get; } =
    [
        ExerciseCheck.Of<Func<Tensor, Func<Tensor, Tensor>, Tensor>>(
            "resnet.block", BlockFault, static (x, f) => (f(x) + x).relu(), static (x, f) =>
                // ReLU before the addition (1603.05027 tries this)
                f(x).relu() + x),
        ExerciseCheck.Of<Func<Tensor, long, Tensor>>(
            "resnet.shortcut", ShortcutFault, Shortcut, static (x, outputs) =>
                // the corner of the image in place of every second pixel
                Padded(x.narrow(2, 0, x.shape[2] / 2).narrow(3, 0, x.shape[3] / 2), outputs)),
        ExerciseCheck.Of<Func<int, long, long, long>>(
            "resnet.parameters", CountFault, static (n, width, classes) => Count(n, width, classes, 2),
            static (n, width, classes) =>
                // BatchNorm has γ and β
                Count(n, width, classes, 1)),
    ];

    private static string? BlockFault(Func<Tensor, Func<Tensor, Tensor>, Tensor> answer)
    {
        using Generator generator = new(7UL);
        Tensor x = randn([2, 3, 5, 5], generator: generator);
        return Answers.Differ(
            answer(x, y => 1 - 2 * y), (1 - x).relu(), "for x of [2, 3, 5, 5] and F(x) = 1 - 2x");
    }

    /// <summary>§3.3, option A: every second pixel, and maps of zeros behind.</summary>
    private static Tensor Shortcut(Tensor x, long outputs) =>
        Padded(x[TensorIndex.Ellipsis, TensorIndex.Slice(step: 2), TensorIndex.Slice(step: 2)], outputs);

    private static Tensor Padded(Tensor small, long outputs) =>
        nn.functional.pad(small, [0, 0, 0, 0, 0, outputs - small.shape[1]]);

    private static string? ShortcutFault(Func<Tensor, long, Tensor> answer)
    {
        Tensor x = arange(2 * 3 * 4 * 6, dtype: float32).reshape(2, 3, 4, 6);
        return Answers.Differ(answer(x, 5), Shortcut(x, 5), "for x of [2, 3, 4, 6] and 5 outputs");
    }

    private static long Count(int n, long width, long classes, long perMap)
    {
        long Layer(long from, long to) => 9 * from * to + perMap * to;
        long sum = Layer(3, width), inputs = width;
        foreach (long maps in (long[])[width, 2 * width, 4 * width])
        {
            sum += Layer(inputs, maps) + (2 * n - 1) * Layer(maps, maps);
            inputs = maps;
        }

        return sum + (inputs + 1) * classes;
    }

    private static string? CountFault(Func<int, long, long, long> answer)
    {
        foreach ((int n, long width, long expected) in Counted)
        {
            long received = answer(n, width, 10);
            if (received == expected) continue;
            return $"For n = {n}, width {width} and 10 classes: expected {expected:N0}, received {received:N0}.";
        }

        return null;
    }
}
