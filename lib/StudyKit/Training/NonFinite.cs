using StudyKit.Training.Optimization;

namespace StudyKit.Training;

/// <summary>Finds out where a NaN or an infinity came from.</summary>
internal static class NonFinite
{
    private const string Advice = "Lower the learning rate, lengthen the warm-up or clip gradients (ClipNorm = 1).";

    public static TrainingDivergedException InLoss(
        double loss, long step, int epoch, int batch, FlatParameters parameters)
    {
        string place = $"Training stopped at step {step} (epoch {epoch + 1}, batch {batch + 1}): the loss is {loss}.";
        return First(parameters.Data, parameters) is { } culprit
            ? new TrainingDivergedException($"{place} The parameter '{culprit}' holds values that are not finite " +
                $"since the update before. {Advice}", step, culprit)
            : new TrainingDivergedException($"{place} Every parameter is finite, so the forward pass or the loss " +
                "function made it: look for a division by zero, a logarithm of 0, or a row in which every position " +
                "is masked.", step, "loss");
    }

    public static TrainingDivergedException InGradient(double norm, long step, FlatParameters parameters)
    {
        string place = $"Training stopped at step {step}:";
        if (First(parameters.Gradient, parameters) is { } culprit)
        {
            return new TrainingDivergedException($"{place} the gradient of '{culprit}' is not finite, though the " +
                $"loss is. Look for a square root or a norm at 0 and for masked rows in the backward pass. {Advice}",
                step, culprit);
        }

        return new TrainingDivergedException($"{place} the gradient is so long that its norm is {norm}, though each " +
            $"of its values is finite. {Advice}", step, "gradient norm");
    }

    private static string? First(Tensor flat, FlatParameters parameters)
    {
        using (no_grad())
        {
            foreach (ParameterSlice slice in parameters.Slices)
            {
                using Tensor view = FlatParameters.View(flat, slice);
                using Tensor finite = view.isfinite();
                using Tensor all = finite.all();
                if (!all.ToBoolean()) return slice.Name;
            }
        }

        return null;
    }
}
