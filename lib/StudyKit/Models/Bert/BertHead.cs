namespace StudyKit.Models.Bert;

/// <summary>What a fine-tuned BERT gives (Devlin et al., 2019, Figure 4).</summary>
public enum BertHead
{
    /// <summary>One of K labels for a sentence or a pair (Figure 4 a and b).</summary>
    Sentence,

    /// <summary>Which of N choices is right (§4.4).</summary>
    Choice,

    /// <summary>Where an answer starts and ends (Figure 4 c).</summary>
    Answer,

    /// <summary>One of K labels for each token (Figure 4 d).</summary>
    Tokens,
}
