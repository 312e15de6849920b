namespace StudyKit.Tasks;

/// <summary>What a task asks for (Devlin et al., 2019, Figure 4; Radford et al., 2018, Figure 1).</summary>
public enum TaskKind
{
    /// <summary>One of K labels for a sentence or a pair (BERT's Figure 4 a and b).</summary>
    Sentence,

    /// <summary>Which of N choices is right (BERT's §4.4).</summary>
    Choice,

    /// <summary>Where an answer starts and ends (BERT's Figure 4 c).</summary>
    Answer,

    /// <summary>One of K labels for each token (BERT's Figure 4 d).</summary>
    Tokens,
}
