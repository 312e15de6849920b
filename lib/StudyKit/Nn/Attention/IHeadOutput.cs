namespace StudyKit.Nn.Attention;

/// <summary>
/// Attention whose heads can be taken out one by one: what a head says passes through weights of its own.
/// </summary>
public interface IHeadOutput
{
    /// <summary>H, the number of heads.</summary>
    int Heads { get; }

    /// <summary>
    /// The part of the output projection that one head's result passes through. It shares memory with the weights:
    /// zeros there silence the head.
    /// </summary>
    /// <param name="head">The head, from 0.</param>
    /// <returns>[D_v, C] or [C, D_v], as the projection is stored.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such head.</exception>
    Tensor HeadOutput(int head);
}
