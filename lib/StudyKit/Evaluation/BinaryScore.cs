namespace StudyKit.Evaluation;

/// <summary>
/// Answers yes and no against the truth, as GLUE scores them (Wang et al., 2018, §2): accuracy, F1 of the yeses (MRPC)
/// and Matthews' correlation (CoLA), which is 0 for who always says the same, however frequent that is.
/// </summary>
public sealed class BinaryScore
{
    private long _rightYes, _wrongYes, _rightNo, _wrongNo;

    /// <summary>The share of right answers, from 0 to 1; 0 when there were none.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)(_rightYes + _rightNo) / Count;

    /// <summary>2PR / (P + R) of the yeses, from 0 to 1; 0 when no yes was right.</summary>
    public double F1 => _rightYes == 0 ? 0 : 2.0 * _rightYes / (2 * _rightYes + _wrongYes + _wrongNo);

    /// <summary>
    /// The correlation of answer and truth, from −1 to 1 (Matthews, 1975); 0 when one of them never changes.
    /// </summary>
    public double Matthews
    {
        get
        {
            double spread =
                Math.Sqrt(_rightYes + _wrongYes) * Math.Sqrt(_rightYes + _wrongNo) * Math.Sqrt(_rightNo + _wrongYes)
                    * Math.Sqrt(_rightNo + _wrongNo);
            return spread == 0 ? 0 : ((double)_rightYes * _rightNo - (double)_wrongYes * _wrongNo) / spread;
        }
    }

    private long Count => _rightYes + _wrongYes + _rightNo + _wrongNo;

    /// <summary>Counts one answer.</summary>
    /// <param name="predicted">0 for no, 1 for yes.</param>
    /// <param name="expected">The truth.</param>
    /// <exception cref="ArgumentException">One of them is neither.</exception>
    public void Add(int predicted, int expected)
    {
        if (predicted is not (0 or 1) || expected is not (0 or 1))
        {
            throw new ArgumentException(
                $"An answer is 0 for no or 1 for yes. Received {predicted} for {expected}.",
                predicted is 0 or 1 ? nameof(expected) : nameof(predicted));
        }

        if (predicted == 1) _ = expected == 1 ? _rightYes++ : _wrongYes++;
        else _ = expected == 0 ? _rightNo++ : _wrongNo++;
    }
}
