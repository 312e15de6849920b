using StudyKit.Data.Sets;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Data.Sets;

public sealed class DataCatalogTests
{
    [Fact]
    public void The_kits_catalog_is_whole()
    {
        Assert.All(DataCatalog.Default.Sets, set =>
        {
            Assert.All(new[] { set.Name, set.Title, set.Licence, set.Homepage, set.Citation }, Assert.NotEmpty);
            Assert.All(set.Files, file => Assert.Equal("https", file.Url.Scheme));
            Assert.Equal(set.Files.Count, set.Files.Select(file => file.File).Distinct().Count());
        });
        Assert.Equal(8, DataCatalog.Default["multi30k"].Files.Count);
        Assert.Contains(
            "Received 'imagenet'",
            Assert.Throws<ArgumentException>(() => DataCatalog.Default["imagenet"]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_real_files_are_those_of_the_catalog()
    {
        RealData.Find("multi30k", "train.de.gz");
        RealData.Find("tinyshakespeare", "input.txt");
        Assert.All(
            DataCatalog.Default.Sets.SelectMany(set => DataStore.Verify(set, DataRoot.Find())),
            found => Assert.True(found.State != FileState.Wrong, $"{found.Path}: {found.Received}"));
        Assert.All(DataStore.Verify(
            DataCatalog.Default["multi30k"], DataRoot.Find()), found => Assert.Equal(FileState.Right, found.State));
    }

    [Theory]
    [InlineData("../x", "without '..'")]
    [InlineData("/x", "without '..'")]
    [InlineData("a//x", "without '..'")]
    [InlineData("a\\..\\x", "without '..'")]
    public void A_file_outside_the_data_folder_is_refused(string file, string expected) =>
        Assert.Contains(
            expected,
            Assert.Throws<InvalidDataException>(() => DataCatalog.Parse(Json(file, new string('0', 64)))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_is_no_catalog_is_refused()
    {
        Assert.Contains(
            "64 small hexadecimal digits",
            Assert.Throws<InvalidDataException>(() => DataCatalog.Parse(Json("x", "ABC"))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "can't be read",
            Assert.Throws<InvalidDataException>(() => DataCatalog.Parse("{")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "can't be read",
            Assert.Throws<InvalidDataException>(() => DataCatalog.Parse("{}")).Message,
            StringComparison.Ordinal);
        Assert.Single(DataCatalog.Parse(Json("x", new string('0', 64))).Sets);
    }

    [Fact]
    public void The_given_folder_comes_before_the_named_one_and_both_before_the_cache()
    {
        DirectoryInfo work = Directory.CreateTempSubdirectory("studykit-root");
        try
        {
            DataRoot root = DataRoot.Find("given", "/named", work.FullName);
            Assert.Equal([Path.Combine(work.FullName, "given"), Path.GetFullPath("/named")], root.Folders.Take(2));
            Assert.Equal(Path.Combine("data", "cache"), Path.GetRelativePath(SolutionFolder.Path, root.Folders[2]));
            Assert.Equal(root.Folders[0], root.Target);
            Assert.Equal(root.Folders[2], DataRoot.Find(null, "/named", work.FullName).Target);

            Directory.CreateDirectory(Path.Combine(work.FullName, "given", "s"));
            File.WriteAllText(Path.Combine(work.FullName, "given", "s", "f"), "");
            Assert.Equal(Path.Combine(work.FullName, "given", "s", "f"), root.Locate("s/f"), ignoreCase: false);
            Assert.Null(root.Locate("s/g"));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string Json(string file, string hash) =>
        $$"""{"sets":[{"name":"n","title":"t","licence":"l","homepage":"h","citation":"c","files":[{"file":"{{file.Replace("\\", "\\\\", StringComparison.Ordinal)}}","url":"https://x/y","bytes":1,"sha256":"{{hash}}"}]}]}""";
}
