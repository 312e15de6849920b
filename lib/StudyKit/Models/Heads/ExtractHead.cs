using StudyKit.Models.Gpt;
using StudyKit.Nn.Losses;
using StudyKit.Nn.Regularization;
using StudyKit.Runtime;
using StudyKit.Tasks;

namespace StudyKit.Models.Heads;

/// <summary>
/// A task's layer over the vector at the extract token (Radford et al., 2018, equations 3 to 5), whatever made the
/// vectors: Transformer or LSTM. The layer and the dropout belong to the model, under its names.
/// </summary>
internal sealed class ExtractHead(TaskHead head, VectorizedDropout dropout, Linear classifier)
{
    /// <summary>The linear layer of a task, small at first, so that it starts near chance.</summary>
    public static Linear Layer(int width, TaskHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.Kind is not (TaskKind.Sentence or TaskKind.Choice))
        {
            throw new ArgumentException(
                "A layer over the extract token gives one answer a sequence: TaskHead.Sentence or TaskHead.Choice. " +
                $"Received {head.Kind}; BertForTask serves it.", nameof(head));
        }

        Linear classifier = Linear(width, head.Scores);
        init.normal_(classifier.weight!, 0, 0.02);
        init.zeros_(classifier.bias!);
        return classifier;
    }

    /// <summary>B·N sequences for the model, one a row: [B, N, T] to [B·N, T].</summary>
    public static Tensor Rows(Tensor ids)
    {
        Shapes.Check(ids, nameof(ids), ["B", "N", "T"]);
        return ids.flatten(0, 1);
    }

    /// <summary>Scores [B, K], or [B, N] when choosing, from the vectors [B·N, T, C].</summary>
    public Tensor Score(Tensor hidden, Tensor extract)
    {
        Shapes.Check(extract, nameof(extract), ["B", "N"]);
        var (B, N) = extract.shape;
        var (_, _, C) = hidden.shape;
        Tensor places = extract.reshape(B * N, 1, 1).expand(B * N, 1, C);
        Tensor vectors = hidden.gather(1, places).view(B, N, C);
        return head.Kind is TaskKind.Choice
            ? classifier.call(dropout.call(vectors)).squeeze(-1)
            : classifier.call(dropout.call(vectors.sum(dim: 1)));
    }

    /// <summary>The three losses from vectors [B·N, T, C] and scores; they outlive the caller's scope.</summary>
    public static (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(
        Tensor hidden, Tensor words, Tensor scores, Tensor ids, Tensor labels, double weight, long padding)
    {
        Tensor task = CrossEntropy.Mean(scores, labels);
        var (_, _, T) = ids.shape;
        long last = T - 1;
        Tensor language = weight == 0 ? zeros_like(task) : GptObjective.LanguageModel(
            hidden.narrow(1, 0, last), words, ids.flatten(0, 1).narrow(1, 1, last), padding);
        Tensor loss = GptObjective.Combined(task, language, weight);
        return (loss.MoveToOuterDisposeScope(), task.MoveToOuterDisposeScope(), language.MoveToOuterDisposeScope());
    }
}
