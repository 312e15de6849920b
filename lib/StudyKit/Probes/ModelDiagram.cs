using StudyKit.Charts;
using StudyKit.Contracts;
using StudyKit.Runtime;

namespace StudyKit.Probes;

/// <summary>
/// Draws a model from its live module tree and one real pass: which modules ran in which order, the shapes between
/// them, their parameters, and where a sum joins two ways. It knows no model: sums are found by comparing numbers.
/// </summary>
/// <example><code>
/// ModelDiagram.Of(model, () => model.call(ids), [("B", 2), ("T", 7), ("C", 64)])
/// </code></example>
public static class ModelDiagram
{
    /// <summary>Runs a model once and draws what happened.</summary>
    /// <param name="model">
    /// The model; it is in evaluation mode meanwhile, and without gradients, so that neither it nor the random numbers
    /// of what comes later change.
    /// </param>
    /// <param name="run">One pass; null: the module tree alone, as for a model on the <c>meta</c> device.</param>
    /// <param name="letters">
    /// What the sizes are called: B batch, T and S tokens, C width, D head width, V vocabulary, or a short word. Sizes
    /// that differ make clear which is which.
    /// </param>
    /// <param name="at">The name of the module to draw, as <c>encoder.layers.0</c>; null: the model.</param>
    /// <param name="note">What tells a module from its likes, by its name; null: nothing.</param>
    /// <exception cref="ArgumentException">
    /// Two letters have one size; there is no module <paramref name="at"/>, or the pass did not call it.
    /// </exception>
    public static ModelFigure Of(
        Module model, Action? run, IReadOnlyList<Axis>? letters = null, string? at = null,
        Func<string, string?>? note = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelShapes shapes = new(letters ?? []);
        using ModelPass pass = new(model);
        if (run is not null) Run(model, run);
        ModelTree tree = new(model, pass, shapes, run is not null, note);
        return new ModelFigure(new ModelRecord([tree.Of(at)]));
    }

    private static void Run(Module model, Action run)
    {
        bool wasTraining = model.training;
        model.eval();
        try
        {
            using IDisposable frozen = no_grad();
            using DisposeScope scope = NewDisposeScope();
            run();
        }
        finally
        {
            model.train(wasTraining);
        }
    }
}
