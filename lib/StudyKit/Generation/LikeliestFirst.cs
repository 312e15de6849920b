using System.Buffers;

namespace StudyKit.Generation;

/// <summary>
/// Tokens by falling probability, equal ones by their ids, without sorting them: where the sum of the probabilities
/// from the greatest on comes to a number is found as a median is, by parting the tokens before and behind one of them
/// and going on in one of the parts (Hoare, 1961). It costs a few looks at each token.
/// </summary>
internal static class LikeliestFirst
{
    /// <summary>The token with which the sum passes a number.</summary>
    /// <param name="p">The probabilities, none of them negative.</param>
    /// <param name="number">
    /// The number; where rounding leaves the whole sum below it, the last token that is possible is found.
    /// </param>
    /// <param name="reach">Whether it is enough to reach the number.</param>
    /// <returns>The token, and the sum up to it, its own probability included.</returns>
    public static (int Token, double Sum) Pass(ReadOnlySpan<double> p, double number, bool reach = false)
    {
        int[] tokens = ArrayPool<int>.Shared.Rent(p.Length);
        for (int i = 0; i < p.Length; i++) tokens[i] = i;
        Span<int> part = tokens.AsSpan(0, p.Length);
        double before = 0;
        (int Token, double Sum) found = (-1, 0);
        while (part.Length > 0)
        {
            int at = Part(part, p, out double ahead);
            double with = before + ahead + p[part[at]];
            if (with > number || (reach && with >= number))
            {
                // This one, unless those before it are enough.
                found = (part[at], with);
                part = part[..at];
            }
            else
            {
                before = with;
                part = part[(at + 1)..];
            }
        }

        ArrayPool<int>.Shared.Return(tokens);
        return found.Token < 0 || p[found.Token] == 0 ? (Last(p), before) : found;
    }

    // Puts the tokens that come before one of them to its left and the others to its right; says where it stands then,
    // and the probability of those to its left.
    private static int Part(Span<int> tokens, ReadOnlySpan<double> p, out double ahead)
    {
        int last = tokens.Length - 1;
        (tokens[last / 2], tokens[last]) = (tokens[last], tokens[last / 2]);
        int middle = tokens[last], at = 0;
        double limit = p[middle];
        ahead = 0;
        for (int i = 0; i < last; i++)
        {
            int token = tokens[i];
            double own = p[token];
            if (own < limit || (own == limit && token > middle)) continue;
            ahead += own;
            (tokens[i], tokens[at]) = (tokens[at], token);
            at++;
        }

        (tokens[at], tokens[last]) = (middle, tokens[at]);
        return at;
    }

    private static int Last(ReadOnlySpan<double> p)
    {
        int last = 0;
        for (int i = 1; i < p.Length; i++)
        {
            if (p[i] > 0 && (p[last] == 0 || p[i] <= p[last])) last = i;
        }

        return last;
    }
}
