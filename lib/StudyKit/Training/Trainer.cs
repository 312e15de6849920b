using System.Diagnostics;
using System.Globalization;
using StudyKit.Contracts;
using StudyKit.Data;
using StudyKit.Runtime;
using StudyKit.Runtime.Progress;
using StudyKit.Training.Averaging;
using StudyKit.Training.Logging;
using StudyKit.Training.Optimization;
using StudyKit.Training.Resuming;
using StudyKit.Training.SideBySide;

namespace StudyKit.Training;

/// <summary>
/// Trains a module. It knows no model: it is given the loss of a batch as a function, and where batches come from.
/// </summary>
/// <typeparam name="TBatch">One batch.</typeparam>
/// <example><code>
/// using Trainer&lt;TranslationBatch&gt; trainer = new(model, batches, batch => (Loss(model, batch),
/// batch.TargetTokens), options)
/// {
///     Evaluate = () => new Dictionary&lt;string, double&gt; { ["BLEU"] = Score(model) },
/// };
/// TrainingResult result = trainer.Run();
/// </code></example>
public sealed partial class Trainer<TBatch> : IDisposable
    where TBatch : IDisposable
{
    private readonly nn.Module _module;
    private readonly IBatchSource<TBatch> _batches;
    private readonly Func<TBatch, BatchLoss> _loss;
    private readonly TrainingOptions _options;
    private readonly Dictionary<string, string> _description;
    private readonly TrainingCheckpoint _checkpoint;
    private TrainingState _state = new();

    /// <summary>Prepares a training.</summary>
    /// <param name="module">The module, already on its device: its parameters must not be replaced while the trainer
    /// lives.</param>
    /// <param name="batches">Where batches come from.</param>
    /// <param name="loss">The loss of a batch. Called in a dispose scope of its own: every tensor it makes is freed
    /// after the step.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentException">When the options are wrong or the module has nothing to train.</exception>
    public Trainer(nn.Module module, IBatchSource<TBatch> batches, Func<TBatch, BatchLoss> loss,
        TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_module, _batches, _loss, _options) = (module, batches, loss, options);
        TotalSteps = options.Steps ?? Trainer.CountSteps(batches, options.Epochs!.Value, options.Accumulation);
        Parameters = new FlatParameters(module);
        Optimizer = options.Optimizer.Create(Parameters);
        Average = options.Average is null ? null : new WeightAverage(Parameters, options.Average);
        _description = new Dictionary<string, string>(options.Fingerprint())
        {
            ["steps"] = TotalSteps.ToString(CultureInfo.InvariantCulture),
            ["batches in the first epoch"] = batches.BatchCount(0).ToString(CultureInfo.InvariantCulture),
        };
        _checkpoint = new TrainingCheckpoint(module, Optimizer, Average, _description);
    }

    /// <summary>Measures the module from time to time; called in evaluation mode and without gradients. Null for
    /// none.</summary>
    public Func<IReadOnlyDictionary<string, double>>? Evaluate { get; init; }

    /// <summary>
    /// The one seam where machines that train together meet: is given the sum of this machine's gradients ([N], changed
    /// in place
    /// to the sum over all machines) and its count, and returns the count of all. Null when there is one machine.
    /// </summary>
    public Func<Tensor, double, double>? ShareGradients { get; init; }

    /// <summary>Called when a step's gradients are there and before they are used: for probes of the gradient
    /// flow.</summary>
    public event Action<StepEnd>? GradientsReady;

    /// <summary>Called after each update.</summary>
    public event Action<StepEnd>? StepEnded;

    /// <summary>Called after each evaluation.</summary>
    public event Action<LoggedEvaluation>? Evaluated;

    /// <summary>The steps that this training will make.</summary>
    public long TotalSteps { get; }

    /// <summary>The steps made so far.</summary>
    public long Step => _state.Step;

    /// <summary>What happened so far.</summary>
    public TrainingLog Log => _state.Log;

    /// <summary>What is recorded while training; kept by checkpoints, so that it is whole after a stop.</summary>
    public TrainingRecords Records => _state.Records;

    /// <summary>The module's parameters, laid end to end.</summary>
    public FlatParameters Parameters { get; }

    /// <summary>The optimizer.</summary>
    public IOptimizer Optimizer { get; }

    /// <summary>The average of the weights; null when the options ask for none.</summary>
    public WeightAverage? Average { get; }

    /// <summary>
    /// Goes back to the newest checkpoint at <see cref="TrainingOptions.CheckpointPath"/>, so that <see cref="Run"/>
    /// goes on from there.
    /// On a processor, with the same number of threads, it ends with the same bits as a training that was never
    /// stopped.
    /// </summary>
    /// <returns>False when there is no checkpoint.</returns>
    /// <exception cref="InvalidDataException">When it is damaged or was written by another training; nothing is changed
    /// then but weights that fit.</exception>
    public bool TryResume()
    {
        if (_options.CheckpointPath is null) throw new InvalidOperationException("There is nothing to resume from: " +
            "give TrainingOptions a CheckpointPath.");
        if (_checkpoint.Load(_options.CheckpointPath) is not { } state) return false;
        _state = state;
        if (_state.Step < TotalSteps) Log.Remark($"Resumed after step {NumberText.Of(_state.Step)}.");
        return true;
    }

    /// <summary>
    /// Trains until all steps are made, the time is up, or <paramref name="cancel"/> says stop; calling it again goes
    /// on.
    /// Under <c>studykit run</c> a training without a <see cref="TrainingOptions.CheckpointPath"/> keeps its state
    /// every
    /// 20 s or so; run again with <c>--resume</c> it goes on from there, and one that had ended is not made again.
    /// </summary>
    /// <param name="cancel">Stops after the present step; a checkpoint is written.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="TrainingDivergedException">When the loss or a gradient is not finite.</exception>
    public TrainingResult Run(CancellationToken cancel = default)
    {
        using PrecisionSwitch precision = new(_options.Precision);
        using CancellationTokenSource either =
            CancellationTokenSource.CreateLinkedTokenSource(cancel, SeedScope.Current?.Stop ?? default);
        cancel = either.Token;
        Begin();
        OwnCheckpoint? own = KeepByItself();
        if (own is not null && _state.End is { } ended) return Past(ended);

        TrainingClock clock = new(_state.Seconds, _options.MaxSeconds);
        using ProgressBar bar = new(_options.Label, TotalSteps, alreadyDone: _state.Step);
        using BatchStream<TBatch> stream = new(_batches, _state.Epoch, _state.Batch);
        TrainingStep<TBatch> step = new(_loss, Optimizer, _options, ShareGradients);
        if (own is { IsNamed: false }) step.FirstSeen = (batch, found, value) => own.Name(batch, found, value);
        // Where later epochs were not counted beforehand, the steps that were counted are made: a few batches less or
        // more than the epochs have.
        int? epochs = _batches.MakesEpochsAnew ? null : _options.Epochs;
        string? stop = null;
        while (_state.Step < TotalSteps && (stop = WhyStop(clock, cancel)) is null)
        {
            long started = Stopwatch.GetTimestamp();
            int epoch = stream.Epoch;
            CardGenerator.BeginStep(Parameters.Data, _options.Seed, _state.Step + 1);
            if (step.Run(_state.Step + 1, stream, epochs, GradientsReady) is not { } end) break;
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            _state.Window.Add(end.Loss, end.Count, end.GradientNorm, seconds);
            _state.MoveTo(end.Step, stream.Epoch, stream.Batch);
            Average?.Take(end.Step, TotalSteps);
            StepEnded?.Invoke(end);
            Tell(bar, clock.Add(seconds, TotalSteps - end.Step) ? EstimateNote(clock) : null);
            // A checkpoint closes the line of the log, so that no step is missing from it after a resume.
            bool checkpoint = _options.CheckpointPath is not null && end.Step % _options.CheckpointEvery == 0
                && end.Step < TotalSteps;
            if (end.Step % _options.LogEvery == 0 || end.Step == TotalSteps || checkpoint) CloseLine(stream, clock);
            if (IsEvaluationDue(end.Step, stream.Epoch > epoch)) RunEvaluation(stream, clock);
            if (checkpoint) Save(clock);
            // Its moment depends on the machine, so it must leave the log as it is: an open line is saved open.
            if (own is { IsDue: true } && end.Step < TotalSteps) Save(clock, own);
        }

        bool interrupted = stop is not null && cancel.IsCancellationRequested;
        if (interrupted && own is not null) Save(clock, own);
        if (_state.Window.Steps > 0) CloseLine(stream, clock);
        if (stop is not null) Log.Remark(stop);
        Save(clock);
        if (!interrupted && own is not null) Finish(own, new TrainingEnd(stop, clock.Estimate));
        TrainingResult result = new(_state.Step, TotalSteps, stream.Gone, stop, _state.Seconds, clock.Estimate, Log);
        if (stop is null) bar.Finish();
        else bar.Stop(stop);
        // Under SeedRuns the experiment must not go on with a model that is half trained.
        SeedScope.Current?.Stop.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>Frees the optimizer's memory. The module keeps its weights.</summary>
    public void Dispose()
    {
        Average?.Dispose();
        Records.Dispose();
        Optimizer.Dispose();
        Parameters.Dispose();
    }

    private void Begin()
    {
        Parameters.CheckViews();
        _module.train();
        if (_state.Step == 0) SetSeed();
    }

    private void SetSeed() => Seeds.SetAll(Seeds.Derive(_options.Seed, "training"));

    private string? WhyStop(TrainingClock clock, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return $"It was interrupted after step {NumberText.Of(_state.Step)}.";
        return clock.IsUp ? clock.UpReason(_state.Step, TotalSteps) : null;
    }

    private string EstimateNote(TrainingClock clock)
    {
        using Tensor first = Parameters.Data.narrow(0, 0, 1);
        return $"{NumberText.Of(TotalSteps)} steps should take about {Quantity.Duration(clock.Estimate ?? 0)} on " +
            $"{Devices.Describe(first.device)}";
    }

    private void Tell(ProgressBar bar, string? note)
    {
        if (note is null && !bar.IsDue && _state.Step != TotalSteps) return;
        Dictionary<string, double> values =
            new() { ["loss"] = _state.Window.Loss, [$"{_options.Unit}/s"] = _state.Window.PerSecond };
        if (Log.Evaluations is [.., LoggedEvaluation last])
        {
            foreach ((string name, double value) in last.Metrics) values[name] = value;
        }

        bar.Report(_state.Step, values, note);
    }

    private void CloseLine(BatchStream<TBatch> stream, TrainingClock clock)
    {
        Log.Add(_state.Window.Close(_state.Step, stream.Gone, _options.Schedule.At(_state.Step), clock.Seconds));
        Parameters.CheckViews();
    }

    private void Save(TrainingClock clock)
    {
        _state.Seconds = clock.Seconds;
        if (_options.CheckpointPath is not null) _checkpoint.Save(_options.CheckpointPath, _state);
    }

    private bool IsEvaluationDue(long step, bool epochEnded)
    {
        if (Evaluate is null) return false;
        if (step == TotalSteps) return true;
        return _options.EvaluateEvery is { } every ? every > 0 && step % every == 0 : epochEnded;
    }

    private void RunEvaluation(BatchStream<TBatch> stream, TrainingClock clock)
    {
        IReadOnlyDictionary<string, double> metrics = Evaluating.Run(_module, Evaluate!);
        LoggedEvaluation evaluation = new(_state.Step, stream.Gone, metrics, clock.Seconds);
        Log.Add(evaluation);
        Evaluated?.Invoke(evaluation);
    }
}
