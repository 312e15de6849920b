using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using StudyKit.Runtime.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyKit.Tests.HoldTorchSharp;

/// <summary>
/// Computes known values on one thread while a second one collects garbage without pause. Runs as a process of its own:
/// where TorchSharp lets go of what libtorch reads, it ends in a segmentation fault or prints a wrong value.
/// </summary>
internal static class HoldingStress
{
    /// <summary>What can be computed: each mode loses its objects in another way.</summary>
    public static readonly string[] Modes =
    [
        "scalar", "tensor", "lazy", "cat", "index", "graph", "optimizer", "norm", "loss", "generator", "data",
    ];

    private static readonly Tensor X = ones(64, 64);
    private static readonly Tensor Y = ones(64, 64);
    private static volatile bool _stop;

    /// <returns>0 when every value was right.</returns>
    public static int Run(string mode, double seconds)
    {
        NativeTorch.EnsureLoaded();
        set_num_threads(1);
        Thread collector = new(Collect) { IsBackground = true };
        collector.Start();
        Stopwatch watch = Stopwatch.StartNew();
        long rounds = 0;
        string? wrong = null;
        while (wrong is null && watch.Elapsed.TotalSeconds < seconds)
        {
            wrong = Step(mode);
            rounds++;
        }

        _stop = true;
        collector.Join();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{mode}: {rounds} rounds, {GC.CollectionCount(0)} collections, {wrong ?? "every value right"}"));
        return wrong is null ? 0 : 1;
    }

    private static void Collect()
    {
        while (!_stop)
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            Thread.Yield();
        }
    }

    // Optimized from the first call on: unoptimized code holds its arguments, which hides the fault.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static string? Step(string mode)
    {
        switch (mode)
        {
            case "scalar":
                using (NewDisposeScope())
                {
                    Tensor z = ((X + Y) * 0.25 + Y) / 2 - 0.5;
                    z = z.pow(2).clamp(0.0, 1.0).add(Y, alpha: 3).add_(0.0625);
                    return Check((1 - z).neg(), 2.125f);
                }

            case "tensor":
                using (Tensor z = X.neg().exp().log().neg().relu().transpose(0, 1).contiguous()) return Check(z, 1);
            case "lazy":
                using (Tensor s = stack(Enumerable.Range(0, 3).Select(_ => X.neg().abs())))
                using (Tensor e = einsum("ij,jk->ik", X.neg(), Y.neg()))
                {
                    return Check(s, 1) ?? Check(e, 64);
                }

            case "cat":
                using (Tensor z = cat([X.neg().abs(), Y.neg().abs()])) return Check(z, 1);
            case "index":
                using (Tensor z = X[TensorIndex.Slice(0, 8), TensorIndex.Tensor(arange(0, 8))].neg().abs())
                {
                    return Check(z, 1);
                }
            case "graph":
                using (Tensor p = ones(64, 64, requires_grad: true))
                using (Tensor loss = (X.matmul(p) * 0.5 + Y).sum())
                {
                    loss.backward();
                    using Tensor gradient = p.grad!;
                    return Check(gradient, 32);
                }

            case "optimizer":
                using (TorchSharp.Modules.Parameter p = nn.Parameter(ones(64, 64)))
                using (TorchSharp.Modules.SGD sgd = optim.SGD([p], 0.25))
                {
                    using Tensor loss = (p * 2).sum();
                    loss.backward();
                    sgd.step();
                    return Check(p, 0.5f);
                }

            case "norm":
                using (Tensor z = linalg.matrix_norm(X, 1.0))
                {
                    return z.item<float>() == 64 ? null : $"norm {z.item<float>()}, 64 was due";
                }
            case "loss":
                using (Tensor z = nn.functional.mse_loss(X.neg(), Y.neg().neg()))
                {
                    return z.item<float>() == 4 ? null : $"loss {z.item<float>()}, 4 was due";
                }
            case "generator":
                using (Tensor a = rand([64, 64], generator: new Generator(7UL)))
                using (Tensor b = rand([64, 64], generator: new Generator(7UL)))
                {
                    return a.Equals(b) ? null : "one seed gave two different draws";
                }

            case "data":
                float sum = 0;
                foreach (float value in X.neg().abs().data<float>()) sum += value;
                return sum == 4096 ? null : $"sum {sum}, 4096 was due";
            default:
                throw new ArgumentException($"There is no mode '{mode}'. Expected: {string.Join(", ", Modes)}.");
        }
    }

    private static string? Check(Tensor z, float due)
    {
        using Tensor values = z.detach();
        TorchSharp.Utils.TensorAccessor<float> data = values.data<float>();
        (float first, float last) = (data[0], data[data.Count - 1]);
        return first == due && last == due ? null : $"{first} and {last}, {due} was due";
    }
}
