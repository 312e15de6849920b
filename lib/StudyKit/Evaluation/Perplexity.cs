namespace StudyKit.Evaluation;

/// <summary>
/// Perplexity: exp of the mean negative log-likelihood per token, in nats. Batches of different sizes add up token by
/// token.
/// </summary>
public sealed class Perplexity
{
    private double _sum;

    /// <summary>How many tokens were counted.</summary>
    public long Tokens { get; private set; }

    /// <summary>Mean negative log-likelihood per token, in nats. NaN without tokens.</summary>
    public double MeanLoss => _sum / Tokens;

    /// <summary>
    /// exp(<see cref="MeanLoss"/>): the number of equally likely tokens that would be as hard to guess.
    /// </summary>
    public double Value => Math.Exp(MeanLoss);

    /// <summary>Mean loss in bits, for text per character: bits per character.</summary>
    public double Bits => MeanLoss / Math.Log(2);

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">
    /// Mean negative log-likelihood of the batch's tokens, in nats, without label smoothing.
    /// </param>
    /// <param name="tokens">How many tokens that is the mean of, without padding.</param>
    public void Add(double meanLoss, long tokens)
    {
        if (tokens < 0 || (tokens > 0 && meanLoss < 0))
            throw new ArgumentOutOfRangeException(
                nameof(meanLoss),
                $"A batch has a loss of at least 0 over at least 0 tokens. Received {meanLoss} over {tokens}.");
        if (tokens == 0) return;
        _sum += meanLoss * tokens;
        Tokens += tokens;
    }
}
