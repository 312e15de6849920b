using StudyKit.Runtime;

namespace StudyKit.Nn.Recurrent;

/// <summary>What reading rows of different lengths needs: real tokens stand first in a row, padding last.</summary>
internal static class RealTokens
{
    /// <summary>
    /// Where each token goes when a row is turned round: place t of n tokens to n − 1 − t; padding stays.
    /// </summary>
    /// <param name="real">[B, T] bool.</param>
    /// <returns>[B, T] int64.</returns>
    public static Tensor Turned(Tensor real)
    {
        var (_, T) = real.shape;
        Tensor places = arange(T, dtype: ScalarType.Int64, device: real.device).unsqueeze(0);
        Tensor lengths = real.sum(1, keepdim: true);
        return where(real, lengths - 1 - places, places);
    }

    /// <summary>The vectors at other places.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="places">[B, T] int64: which vector stands here then.</param>
    /// <returns>[B, T, C].</returns>
    public static Tensor Reorder(Tensor x, Tensor places)
    {
        var (_, _, C) = x.shape;
        return x.gather(1, places.unsqueeze(-1).expand(-1, -1, C));
    }

    /// <summary>The vector of each row's last token.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="real">[B, T] bool.</param>
    /// <returns>[B, C].</returns>
    public static Tensor Last(Tensor x, Tensor real)
    {
        var (B, _, C) = x.shape;
        Tensor last = (real.to(ScalarType.Int64).sum(1) - 1).view(B, 1, 1).expand(B, 1, C);
        return x.gather(1, last).squeeze(1);
    }
}
