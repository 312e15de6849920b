using System.Text;
using StudyKit.Runtime.Diagnosis;
using StudyKit.Runtime.Native;
using StudyKit.Tests.Support;

namespace StudyKit.Tests.Runtime;

[Collection(TorchCollection.Name)]
public sealed class MachineReportTests
{
    [Fact]
    public void A_machine_on_which_these_tests_run_has_no_problem()
    {
        IReadOnlyList<Finding> findings = MachineReport.Collect(
            Path.GetTempPath(), Path.Combine(Path.GetTempPath(), "not", "yet", "there"));
        Assert.DoesNotContain(findings, finding => finding.Level == FindingLevel.Problem);
        Assert.Equal(1, findings.Count(finding => finding.Area == "libtorch"));
        Assert.StartsWith("2.", findings.Single(finding => finding.Area == "libtorch").Found);
    }

    [Fact]
    public void A_library_that_cannot_be_loaded_is_a_problem_with_advice_and_not_a_crash()
    {
        Finding finding = Assert.Single(TorchFindings.Collect(new NativeTorchState(
            null, null, "libtorch cannot be loaded: libc10.so was refused.")));
        Assert.Equal(FindingLevel.Problem, finding.Level);
        Assert.StartsWith("Build again (dotnet build -c Release)", finding.Advice);
    }

    [Theory]
    [InlineData("10.0.401 [/usr/share/dotnet/sdk]\n", FindingLevel.Good)]
    [InlineData("8.0.404 [/a]\n9.0.100 [/a]\n", FindingLevel.Note)]
    [InlineData("", FindingLevel.Note)]
    [InlineData(null, FindingLevel.Note)]
    public void An_sdk_before_10_is_worth_a_note(string? list, FindingLevel expected)
    {
        Finding finding = SystemFindings.Sdk(list);
        Assert.Equal(expected, finding.Level);
        Assert.Equal(expected == FindingLevel.Good, finding.Advice is null);
    }

    [Fact]
    public void Little_memory_is_worth_a_note()
    {
        Assert.Equal(new Finding("memory", "16.0 GB"), SystemFindings.Memory(16L << 30));
        Assert.Equal(FindingLevel.Note, SystemFindings.Memory(2L << 30).Level);
    }

    [Fact]
    public void The_newest_symbol_version_is_read_from_the_library()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, [0x7F, .. Encoding.ASCII
                .GetBytes("ELF\0GLIBCXX_3.4.9\0GLIBCXX_3.4.30\0GLIBCXX_3.4.8\0GLIBCXX_LDBL_3.4\0")]);
            Assert.Equal(30, SystemFindings.NewestSymbolVersion(file));
            File.WriteAllBytes(file, [1, 2, 3]);
            Assert.Null(SystemFindings.NewestSymbolVersion(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_a_problem()
    {
        if (!OperatingSystem.IsLinux()) return;
        // Not even root can make a file there.
        Finding finding = Assert.Single(FolderFindings.Collect("output folder", "/proc/studykit/reports", 1));
        Assert.Equal(FindingLevel.Problem, finding.Level);
        Assert.Contains("/proc/studykit/reports cannot be written to", finding.Found);
    }

    [Fact]
    public void Too_little_room_is_worth_a_note()
    {
        Finding finding = Assert.Single(FolderFindings.Collect("data folder", Path.GetTempPath(), long.MaxValue));
        Assert.Equal(FindingLevel.Note, finding.Level);
    }
}
