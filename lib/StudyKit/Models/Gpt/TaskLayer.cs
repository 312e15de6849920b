using StudyKit.Nn.Regularization;
using StudyKit.Runtime;

namespace StudyKit.Models.Gpt;

/// <summary>What every fine-tuned language model does with its vectors, whatever made them: Transformer or LSTM.</summary>
internal static class TaskLayer
{
    /// <summary>The linear layer of a task, small at first, so that it starts near chance.</summary>
    public static Linear Build(int width, int? labels)
    {
        if (labels is < 2) throw new ArgumentOutOfRangeException(nameof(labels), labels, "A task has at least 2 labels; null is for multiple choice.");
        Linear classifier = Linear(width, labels ?? 1);
        init.normal_(classifier.weight!, 0, 0.02);
        init.zeros_(classifier.bias!);
        return classifier;
    }

    /// <summary>B·N sequences for the model, one a row.</summary>
    public static Tensor Flat(Tensor ids)
    {
        Shapes.Check(ids, nameof(ids), ["B", "N", "T"]);
        return ids.flatten(0, 1); // [B·N, T]
    }

    /// <summary>Scores [B, K], or [B, N] when choosing, from the vectors [B·N, T, C].</summary>
    public static Tensor Score(Tensor hidden, Tensor extract, VectorizedDropout dropout, Linear classifier, bool choosing)
    {
        Shapes.Check(extract, nameof(extract), ["B", "N"]);
        Tensor places = extract.reshape(-1, 1, 1).expand(-1, 1, hidden.shape[2]);
        Tensor vectors = hidden.gather(1, places).view(extract.shape[0], extract.shape[1], -1); // [B, N, C]
        return choosing ? classifier.call(dropout.call(vectors)).squeeze(-1) : classifier.call(dropout.call(vectors.sum(dim: 1)));
    }

    /// <summary>The three losses from vectors [B·N, T, C] and scores; made in the caller's scope.</summary>
    public static (Tensor Loss, Tensor Task, Tensor LanguageModel) Losses(Tensor hidden, Tensor words, Tensor scores, Tensor ids, Tensor labels, double weight, long padding)
    {
        Tensor task = functional.cross_entropy(scores, labels);
        long last = ids.shape[2] - 1;
        Tensor language = weight == 0 ? zeros_like(task) : GptObjective.LanguageModel(hidden.narrow(1, 0, last), words, ids.flatten(0, 1).narrow(1, 1, last), padding);
        return (GptObjective.Combined(task, language, weight), task, language);
    }
}
