using StudyKit.Text;
using StudyKit.Text.Bpe;

namespace StudyKit.Tests.Text.Bpe;

public sealed class BpeFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("studykit-bpe");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Saved_and_loaded_it_gives_the_same_ids_and_the_same_file()
    {
        BpeTokenizer tokenizer = BpeTokenizer.Learn(
            ["Der kleine \"Hund\" läuft, die Hunde laufen. 小狗 \\ &"],
            new BpeOptions { Normalizer = TextNormalizer.LowerCase });
        string path = InFolder("bpe.json"), again = InFolder("again.json");
        tokenizer.Save(path);
        BpeTokenizer loaded = BpeTokenizer.Load(path);
        loaded.Save(again);

        Assert.Equal(tokenizer.Vocabulary.Tokens, loaded.Vocabulary.Tokens);
        Assert.Equal(tokenizer.Encode("Ein Hund läuft."), loaded.Encode("Ein Hund läuft."));
        Assert.Equal(File.ReadAllText(path), File.ReadAllText(again));
        Assert.Contains("\"▁\"", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Contains("狗", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(["again.json", "bpe.json"], _folder.GetFiles().Select(file => file.Name).Order());
    }

    [Theory]
    [InlineData("{", "is not a BPE tokenizer")]
    [InlineData("null", "is not a BPE tokenizer")]
    [InlineData("{\"format\":\"studykit-bpe/1\"}", "is not a BPE tokenizer")]
    [InlineData(
        "{\"format\":\"other\",\"normalizer\":\"none\",\"special\":[],\"alphabet\":[],\"merges\":[]}",
        "Received \"other\"")]
    [InlineData(
        "{\"format\":\"studykit-bpe/1\",\"normalizer\":\"none\",\"special\":[\"<pad>\",\"<s>\",\"</s>\",\"<unk>\"]," +
        "\"alphabet\":[\"a\"],\"merges\":[\"a a a\"]}",
        "as merge 0")]
    [InlineData(
        "{\"format\":\"studykit-bpe/1\",\"normalizer\":\"none\",\"special\":[\"<pad>\",\"<s>\",\"</s>\",\"<unk>\"]," +
        "\"alphabet\":[\"a\"],\"merges\":[\"a b\"]}",
        "has no 'b'")]
    [InlineData(
        "{\"format\":\"studykit-bpe/1\",\"normalizer\":\"none\",\"special\":[\"<pad>\",\"<s>\",\"</s>\",\"<unk>\"]," +
        "\"alphabet\":[\"a\",\"\"],\"merges\":[]}",
        "is not a BPE tokenizer")]
    [InlineData(
        "{\"format\":\"studykit-bpe/1\",\"normalizer\":\"nfkc\",\"special\":[\"<pad>\",\"<s>\",\"</s>\",\"<unk>\"]," +
        "\"alphabet\":[\"a\"],\"merges\":[]}",
        "Received 'nfkc'")]
    public void A_file_that_is_no_tokenizer_is_refused_with_the_place(string json, string expected)
    {
        string path = InFolder("bad.json");
        File.WriteAllText(path, json);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => BpeTokenizer.Load(path));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("bad.json", error.Message, StringComparison.Ordinal);
    }

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);
}
