namespace StudyKit.Tasks;

/// <summary>
/// What a task asks of a pre-trained model: the one thing that its batches and the layer on top of the model must agree
/// on. BERT, GPT and the LSTM all take it.
/// </summary>
public sealed record TaskHead
{
    private TaskHead(TaskKind kind, int labels) => (Kind, Labels) = (kind, labels);

    /// <summary>What is asked for.</summary>
    public TaskKind Kind { get; }

    /// <summary>K, how many labels there are; 0 where the example itself says what can be chosen.</summary>
    public int Labels { get; }

    /// <summary>
    /// How many scores the layer gives for one vector: K; 1 for a choice; first and last for an answer.
    /// </summary>
    public int Scores => Kind switch { TaskKind.Choice => 1, TaskKind.Answer => 2, _ => Labels };

    /// <summary>Which of N choices is right.</summary>
    public static TaskHead Choice { get; } = new(TaskKind.Choice, 0);

    /// <summary>Where an answer starts and ends.</summary>
    public static TaskHead Answer { get; } = new(TaskKind.Answer, 0);

    /// <summary>One of K labels for a sentence or a pair.</summary>
    /// <param name="labels">K.</param>
    public static TaskHead Sentence(int labels = 2) => new(TaskKind.Sentence, AtLeastTwo(labels));

    /// <summary>One of K labels for each token.</summary>
    /// <param name="labels">K.</param>
    public static TaskHead Tokens(int labels) => new(TaskKind.Tokens, AtLeastTwo(labels));

    /// <summary>The head of a kind.</summary>
    /// <param name="kind">What is asked for.</param>
    /// <param name="labels">K for sentences and tokens; the other kinds have none.</param>
    public static TaskHead Of(TaskKind kind, int labels = 2) => kind switch
    {
        TaskKind.Sentence => Sentence(labels),
        TaskKind.Choice => Choice,
        TaskKind.Answer => Answer,
        TaskKind.Tokens => Tokens(labels),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"There is no task of kind {kind}."),
    };

    private static int AtLeastTwo(int labels) => labels >= 2 ? labels
        : throw new ArgumentOutOfRangeException(
            nameof(labels), labels, $"A task has at least 2 labels to choose from. Received {labels}.");
}
