using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using StudyKit.Contracts;
using StudyKit.Data.InContext;
using StudyKit.Data.PreTraining;
using StudyKit.Models.Gpt2;
using StudyKit.Runtime;
using StudyKit.Text;
using StudyKit.Training;
using StudyKit.Training.Optimization;
using StudyKit.Training.Schedules;
using StudyKit.World.InContext;

namespace StudyKit.Recipes;

/// <summary>
/// A small GPT-2 that learns to use the examples in its prompt: experiment 3 of notebook 06. All sizes have the same
/// depth and read the same rows.
/// </summary>
/// <remarks>
/// Brown et al., 2020, Figure 1.2. The learning rate falls with the width, as in Table 2.1.
/// Differs from the paper: <see cref="SmallStart"/>, a mix of made-up tasks, two layers.
/// </remarks>
/// <param name="Width">C; the learning rate is <see cref="RateByWidth"/> / C.</param>
public sealed record FewShotRecipe(int Width) : IRecipe<Gpt2ForLanguageModel>
{
    /// <summary>The learning rate at a width of 1.</summary>
    public const double RateByWidth = 0.128;

    private const int Batch = 48, HashedBatches = 20;
    private static readonly FewShotTasks s_tasks = new();
    private static readonly JsonSerializerOptions s_json =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The widths of the shipped models.</summary>
    public static IReadOnlyList<int> Widths { get; } = [16, 32, 64];

    /// <summary>All symbols of the rows.</summary>
    /// <value>Those of <see cref="FewShotTasks"/>.</value>
    public Vocabulary Symbols { get; init; } = s_tasks.Symbols;

    /// <summary>Families and their shares; null stands for text that repeats itself.</summary>
    /// <value>That of <see cref="FewShotTasks"/>.</value>
    public IReadOnlyList<(TaskFamily? Family, double Share)> Mix { get; init; } = s_tasks.Mix;

    /// <summary>How many examples a row has; it is twice as long.</summary>
    /// <value>12.</value>
    public int Shots { get; init; } = 12;

    /// <summary>Updates.</summary>
    /// <value>1600: a width of 64 or 32 found the way after 200 to 500 steps on the seeds that were tried.</value>
    public int Steps { get; init; } = 1600;

    /// <summary>Steps after which a file keeps the model, too, in half precision; the end comes by itself.</summary>
    /// <value>120, 240, 400 and 800.</value>
    public IReadOnlyList<int> Stages { get; init; } = [120, 240, 400, 800];

    /// <summary>Rows that training reads: one batch of 48 a step.</summary>
    public long Rows => (long)Steps * Batch;

    /// <summary>The model's numbers: two layers of two heads.</summary>
    public Gpt2Config Model =>
        Gpt2Config.Tiny(Symbols.Count) with { Width = Width, Layers = 2, Heads = 2, Positions = 2 * Shots };

    /// <inheritdoc/>
    public string Name => $"gpt3-tables-{Width}";

    /// <inheritdoc/>
    public string Makes => $"GPT-2 of two layers, {Width} wide, {Quantity.Count(Model.Parameters)} parameters, " +
        $"{Quantity.Count(Steps)} steps on tables and other tasks (notebook 06)";

    /// <inheritdoc/>
    public string Configuration => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["model"] = Model,
        ["start"] = "SmallStart",
        ["steps"] = Steps,
        ["batch"] = Batch,
        ["row length"] = 2 * Shots,
        ["optimizer"] = InvariantText.Of(() => Adam.ToString()),
        ["clip norm"] = 1,
        ["schedule"] = Schedule.Name,
        ["symbols"] = Symbols.Tokens,
        ["mix"] = Mix.Select(part => new object[] { part.Family?.Name ?? "text that repeats itself", part.Share }),
        ["stages"] = Stages,
    }, s_json);

    private static AdamOptions Adam =>
        new() { Beta2 = 0.98, WeightDecay = 0.01, Decay = DecayRule.Matrices };

    private Schedule Schedule => LearningRates.Trapezoid(RateByWidth / Width, 30, Steps * 4 / 5, Steps);

    /// <inheritdoc/>
    public string DataHash(long seed)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        foreach (TokenRows rows in RowsOf(seed, null).Batches(0).Take(HashedBatches))
        {
            using (rows)
            {
                foreach (long id in rows.Ids.data<long>())
                {
                    BinaryPrimitives.WriteInt64LittleEndian(number, id);
                    hash.AppendData(number);
                }
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public Gpt2ForLanguageModel Empty() => new(Model);

    /// <summary>The model before training.</summary>
    /// <param name="seed">The seed of its weights.</param>
    /// <param name="device">The CPU when null.</param>
    public Gpt2ForLanguageModel Begin(long seed, Device? device = null)
    {
        Seeds.SetAll(seed);
        Gpt2ForLanguageModel model = Empty();
        SmallStart.Apply(model);
        return model.to(device ?? CPU);
    }

    /// <summary>
    /// Trains from the beginning. Under <see cref="Training.SideBySide.SeedRuns"/> the result is the same bits
    /// whatever else runs.
    /// </summary>
    /// <param name="seed">The seed of the first weights and of the order of the rows.</param>
    /// <param name="device">The CPU when null.</param>
    /// <param name="evaluate">Measures the model forty times on the way; the log calls it "few-shot".</param>
    /// <param name="ended">Called after each step, with the model as it is then.</param>
    /// <param name="stop">Ends the training after the present step.</param>
    /// <returns>The model at the end, with the log.</returns>
    public PreTrained<Gpt2ForLanguageModel> Train(long seed, Device? device = null,
        Func<Gpt2ForLanguageModel, double>? evaluate = null, Action<StepEnd, Gpt2ForLanguageModel>? ended = null,
        CancellationToken stop = default)
    {
        Gpt2ForLanguageModel model = Begin(seed, device);
        using Trainer<TokenRows> trainer = new(model, RowsOf(seed, device),
            rows => (model.Loss(rows.Ids), rows.Predictions), new TrainingOptions
            {
                Steps = Steps,
                Seed = seed,
                Label = $"{Width} wide",
                ClipNorm = 1,
                EvaluateEvery = evaluate is null ? 0 : Math.Max(1, Steps / 40),
                Optimizer = Adam,
                Schedule = Schedule,
            })
        {
            Evaluate = evaluate is null
                ? null
                : () => new Dictionary<string, double> { ["few-shot"] = evaluate(model) },
        };
        if (ended is not null) trainer.StepEnded += end => ended(end, model);
        return new PreTrained<Gpt2ForLanguageModel>(Name, seed, model) { Log = trainer.Run(stop).Log };
    }

    /// <inheritdoc/>
    public ShippedFile Make(long seed, string path)
    {
        RecipeFile file = new(this, seed);
        using Gpt2ForLanguageModel model = Train(seed, ended: (end, now) =>
        {
            file.Add(end.Loss);
            if (Stages.Contains((int)end.Step)) file.Add(end.Step, now, ScalarType.Float16);
            if (end.Step == Steps) file.Add(end.Step, now, ScalarType.Float32);
        }).Model;
        return file.Write(path);
    }

    private ContextRows RowsOf(long seed, Device? device) => new(Mix, Symbols, 2 * Shots, Batch, seed, device);
}
