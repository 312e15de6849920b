using StudyKit.Data.Formats;
using StudyKit.Data.Sets;
using StudyKit.Data.Translation;
using StudyKit.Tests.Support;
using StudyKit.Text.Examples;

namespace StudyKit.Tests.Data.Formats;

public sealed class Multi30kTests
{
    [Fact]
    public void The_parts_have_the_published_numbers_of_pairs()
    {
        RealData.Find("multi30k", "train.de.gz");
        DataRoot root = DataRoot.Find();

        // Sizes of the data set's own README.
        Assert.Equal(29_000, Multi30k.Load(root, Multi30kSplit.Train).Count);
        Assert.Equal(1_014, Multi30k.Load(root, Multi30kSplit.Validation).Count);
        Assert.Equal(1_000, Multi30k.Load(root, Multi30kSplit.Test2017Flickr).Count);
        ParallelText test = Multi30k.Load(root, Multi30kSplit.Test2016Flickr);
        Assert.Equal(1_000, test.Count);
        Assert.Equal("Ein Mann mit einem orangefarbenen Hut, der etwas anstarrt.", test.Source[0]);
        Assert.Equal("A man in an orange hat starring at something.", test.Target[0]);
        Assert.Equal(("en", "de"), (
            Multi30k.Load(root, Multi30kSplit.Validation, "en", "de").SourceLanguage,
            Multi30k.Load(root, Multi30kSplit.Validation, "en", "de").TargetLanguage));
        Assert.Throws<ArgumentException>(() => Multi30k.Load(root, Multi30kSplit.Validation, "fr"));
    }

    [Fact]
    public void A_missing_set_says_what_to_do_in_one_sentence()
    {
        DataRoot root = DataRoot.Find(null, "/no/such/folder", "/");
        MissingDataException error = Assert.Throws<MissingDataException>(
            () => Multi30k.Load(DataRoot.Find("/nowhere", "/no/such/folder", "/"), Multi30kSplit.Train));
        Assert.StartsWith("The data set 'multi30k' is missing (multi30k/train.de.gz was looked for in /nowhere (no " +
            "such folder), /no/such/folder (no such folder), ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("): get it with `studykit data get multi30k` (1.3 MB, licence: none stated), or name a " +
            "folder that has it with --data or STUDYKIT_DATA.", error.Message, StringComparison.Ordinal);
        Assert.Equal("/no/such/folder", root.Folders[0]);
    }
}
