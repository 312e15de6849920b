using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using StudyKit.Notebooks.Export;
using StudyKit.Tests.Support.Browser;

namespace StudyKit.Tests.Notebooks.Export;

/// <summary>Notes of a reading group: written in the page, saved to a file, carried into the next report.</summary>
public sealed class ReportNotesTests : IClassFixture<Chromium>, IDisposable
{
    private const string Notes = """
        {"studykit": "notes", "version": 1, "notebook": "01-transformer", "notes": [
          {"id": "a", "section": "experiment-2-translation", "heading": "Experiment 2",
           "text": "Why <b>this</b> & not that?\nTwo lines", "date": "2026-02-03T10:00:00Z"},
          {"id": "b", "section": "gone-by-now", "heading": "An old heading", "text": "Still here", "date": "never"}]}
        """;

    private readonly Chromium _chromium;
    private readonly string _folder = Directory.CreateTempSubdirectory("studykit-notes-").FullName;

    public ReportNotesTests(Chromium chromium)
    {
        _chromium = chromium;
        SampleNotebook.Create().Write(Notebook);
    }

    private string Notebook => Path.Combine(_folder, "01-transformer.ipynb");

    [Fact]
    public void A_note_stands_at_its_section_with_its_day_and_as_text()
    {
        IDocument page = Report(Notes);
        IElement note = page.GetElementById("experiment-2-translation")!.NextElementSibling!;
        Assert.Equal("Why <b>this</b> & not that?\nTwo lines", note.QuerySelector(".note-text")!.TextContent);
        Assert.Contains("2026-02-03", note.QuerySelector(".label")!.TextContent);
        Assert.Empty(note.QuerySelectorAll("b"));
    }

    [Fact]
    public void A_note_whose_section_is_gone_is_kept_at_the_end()
    {
        IElement lost = Report(Notes).QuerySelector(".lost-notes")!;
        Assert.Contains("Still here", lost.TextContent);
        Assert.Contains("An old heading", lost.TextContent);
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("[]", "other JSON")]
    [InlineData("""{"studykit": "notes"}""", "notes that name no notebook")]
    [InlineData("""{"studykit": "notes", "notebook": "a"}""", "no list of notes")]
    [InlineData("""{"studykit": "notes", "notebook": "a", "notes": [{"section": "b"}]}""",
        "without text or section, number 1")]
    public void A_file_that_is_none_is_told_and_left_alone(string text, string received)
    {
        string path = Write(text);
        string told = Assert.Throws<InvalidDataException>(() => ReportNotes.Read(path)).Message;
        Assert.Contains("Expected:", told);
        Assert.Contains(received, told);
        Assert.Equal(text, File.ReadAllText(path));
    }

    [Fact]
    public void Notes_of_another_notebook_stay_out()
    {
        IDocument page = Report(Notes.Replace("01-transformer", "02-bert", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll(".page-note"));
    }

    [ChromiumFact]
    public async Task Written_edited_and_deleted_in_the_page_it_is_there_when_the_page_is_opened_anew()
    {
        string report = ReportWriter.Write(Notebook).Path;
        await using BrowserPage page = await _chromium.NewPageAsync();
        await page.OpenFileAsync(report);
        await page.EvaluateAsync("document.getElementById('experiment-1-does-a-future-token-leak')" +
            ".scrollIntoView({ behavior: 'instant' })");
        await page.PressAsync("n");
        await AddAsync(page, "Does <i>it</i> leak?");
        Assert.True(await page.IsTrueAsync("document.querySelector('#experiment-1-does-a-future-token-leak + " +
            ".page-note .note-text').textContent === 'Does <i>it</i> leak?'"));
        await page.EvaluateAsync("document.querySelector('.notes-acts button').click()");
        await AddAsync(page, "It does not.");
        await page.EvaluateAsync("window.isOld = true; location.reload()");
        await page.UntilAsync("!window.isOld && document.querySelectorAll('.page-note').length === 1");
        Assert.Equal(
            "It does not.", (string?)await page.EvaluateAsync("document.querySelector('.note-text').textContent"));
        await page.EvaluateAsync("document.getElementById('notes-open').click()");
        await page.EvaluateAsync("document.querySelectorAll('.notes-acts button')[1].click()");
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('.page-note').length === 0"));
        await page.EvaluateAsync("document.querySelector('.notes-undo').click()");
        Assert.True(await page.IsTrueAsync("document.querySelectorAll('.page-note').length === 1"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task What_the_page_saves_the_next_report_takes()
    {
        string report = ReportWriter.Write(Notebook).Path;
        await using BrowserPage page = await _chromium.NewPageAsync(width: 390, dark: true);
        await page.OpenFileAsync(report);
        // The file that would be downloaded is caught before it leaves the page.
        await page.EvaluateAsync("URL.createObjectURL = blob => { blob.text().then(text => window.saved = text); " +
            "return '#'; }; localStorage.clear(); undefined");
        await page.PressAsync("n");
        await AddAsync(page, "第一个问题 <script>");
        await page.EvaluateAsync("document.querySelector('.notes-save').click()");
        await page.UntilAsync("window.saved !== undefined");
        Assert.Empty(await Axe.FindingsAsync(page));
        Assert.Equal(390, (int)(await page.EvaluateAsync("document.documentElement.scrollWidth"))!);
        IDocument next = Report((string)(await page.EvaluateAsync("window.saved"))!);
        Assert.Equal("第一个问题 <script>", next.QuerySelector(".page-note .note-text")!.TextContent);
        await page.EvaluateAsync("document.querySelector('#languages [data-language=zh]').click()");
        Assert.Equal("添加笔记", (string?)await page.EvaluateAsync("document.querySelector('.notes-add').textContent"));
        Assert.Empty(page.Errors);
    }

    [ChromiumFact]
    public async Task A_carried_note_can_be_deleted_for_good_and_shows_without_scripts()
    {
        string report = ReportWriter.Write(Notebook, notes: [ReportNotes.Read(Write(Notes))]).Path;
        await using (BrowserPage still = await _chromium.NewPageAsync(scripts: false))
        {
            await still.OpenFileAsync(report);
            await still.SetMediaAsync(dark: false, print: true);
            Assert.True(await still.IsTrueAsync(
                "document.querySelector('.page-note').getBoundingClientRect().height > 20"));
        }

        await using BrowserPage page = await _chromium.NewPageAsync();
        await page.OpenFileAsync(report);
        // The tests of this class share a browser, and so the notes that it keeps.
        await page.EvaluateAsync("localStorage.clear(); window.isOld = true; location.reload()");
        const string count = "document.getElementById('notes-open')?.textContent";
        await page.UntilAsync($"!window.isOld && {count} === 'Notes (2)'");
        await page.EvaluateAsync("document.getElementById('notes-open').click()");
        await page.EvaluateAsync("document.querySelectorAll('.notes-acts button')[1].click()");
        await page.EvaluateAsync("window.isOld = true; location.reload()");
        await page.UntilAsync($"!window.isOld && {count} === 'Notes (1)'");
        Assert.Empty(page.Errors);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task AddAsync(BrowserPage page, string text)
    {
        string json = System.Text.Json.JsonSerializer.Serialize(text);
        await page.EvaluateAsync($"document.querySelector('.notes textarea').value = {json}");
        await page.EvaluateAsync("document.querySelector('.notes-add').click()");
    }

    private string Write(string notes)
    {
        string path = Path.Combine(_folder, "01-transformer.notes.json");
        File.WriteAllText(path, notes);
        return path;
    }

    private IDocument Report(string notes) => new HtmlParser().ParseDocument(File.ReadAllText(
        ReportWriter.Write(Notebook, notes: [ReportNotes.Read(Write(notes))]).Path));
}
