namespace StudyKit.Text;

/// <summary>Turns text into token ids and back.</summary>
public interface ITokenizer
{
    /// <summary>All tokens with their ids.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>The ids of a text. No start or end token is added.</summary>
    /// <param name="text">The text, as a reader would write it.</param>
    int[] Encode(string text);

    /// <summary>As <see cref="Encode"/>, with the place in the text that each token came from.</summary>
    /// <param name="text">The text, as a reader would write it.</param>
    EncodedText EncodeWithSpans(string text);

    /// <summary>
    /// The text of the ids. Padding, start and end tokens are left out; the unknown token is shown by its name.
    /// </summary>
    /// <param name="ids">Ids of this vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">When an id is not in the vocabulary.</exception>
    string Decode(IEnumerable<int> ids);
}
