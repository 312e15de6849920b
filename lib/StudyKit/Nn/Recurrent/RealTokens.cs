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
        Tensor places = arange(real.shape[1], dtype: ScalarType.Int64, device: real.device).unsqueeze(0);
        Tensor lengths = real.sum(1, keepdim: true);
        return where(real, lengths - 1 - places, places);
    }

    /// <summary>The vectors at other places.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="places">[B, T] int64: which vector stands here then.</param>
    /// <returns>[B, T, C].</returns>
    public static Tensor Reorder(Tensor x, Tensor places) =>
        x.gather(1, places.unsqueeze(-1).expand(-1, -1, x.shape[2]));

    /// <summary>The vector of each row's last token.</summary>
    /// <param name="x">[B, T, C].</param>
    /// <param name="real">[B, T] bool.</param>
    /// <returns>[B, C].</returns>
    public static Tensor Last(Tensor x, Tensor real)
    {
        Tensor last = (real.to(ScalarType.Int64).sum(1) - 1).view(-1, 1, 1).expand(-1, 1, x.shape[2]);
        return x.gather(1, last).squeeze(1);
    }
}
