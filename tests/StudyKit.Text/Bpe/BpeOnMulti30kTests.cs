using StudyKit.Tests.Support;
using StudyKit.Text.Bpe;

namespace StudyKit.Tests.Text.Bpe;

public sealed class BpeOnMulti30kTests
{
    [Fact]
    public void Both_languages_are_learned_and_come_back_exactly()
    {
        string german = RealData.Find("multi30k", "train.de.gz");
        string english = RealData.Find("multi30k", "train.en.gz");
        string[] lines = [.. RealData.ReadGzipLines(german), .. RealData.ReadGzipLines(english)];
        Assert.Equal(58_000, lines.Length);

        BpeTokenizer tokenizer = BpeTokenizer.Learn(lines, new BpeOptions { VocabularySize = 10_000 });

        Assert.Equal(10_000, tokenizer.Vocabulary.Count);
        foreach (string line in lines)
        {
            Assert.Equal(
                string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                tokenizer.Decode(tokenizer.Encode(line)));
        }
    }
}
