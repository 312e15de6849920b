using StudyKit.Runtime;
using StudyKit.Tests.Support;
using TorchSharp;

namespace StudyKit.Tests.Runtime;

[Collection(TorchCollection.Name)]
public sealed class DevicesTests
{
    [Theory]
    [InlineData("auto", 0, "cpu")]
    [InlineData("auto", 1, "cuda")]
    [InlineData(" CPU ", 4, "cpu")]
    [InlineData("cuda", 1, "cuda")]
    [InlineData("cuda:1", 2, "cuda:1")]
    public void A_choice_names_a_device(string choice, int cards, string expected) =>
        Assert.Equal(expected, Devices.Choose(choice, cards).ToString());

    [Fact]
    public void Cuda_without_a_card_says_what_to_do()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => Devices.Choose("cuda", 0));
        Assert.Equal(
            "device 'cuda' needs an NVIDIA card with a driver for CUDA, and a build with CUDA; libtorch sees no card. "
            + "Build with -p:TorchDevice=cuda-linux (or cuda-windows), check the driver with nvidia-smi, or take " +
                "device 'cpu'.",
            e.Message);
    }

    [Fact]
    public void A_card_that_is_not_there_is_named()
    {
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => Devices.Choose("cuda:3", 2));
        Assert.Equal("device 'cuda:3' must be one of the cards of this machine. libtorch sees 2 cards, cuda:0 " +
            "to cuda:1.", e.Message);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("")]
    public void Another_word_is_refused(string choice)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Devices.Choose(choice, 1));
        Assert.StartsWith($"device must be auto, cpu, cuda or cuda:<number>. Received '{choice}'.", e.Message);
    }

    [Fact]
    public void The_thread_count_reaches_libtorch()
    {
        int before = torch.get_num_threads();
        try
        {
            Assert.Equal(1, Devices.UseThreads(1));
            Assert.Equal(1, torch.get_num_threads());
            Assert.Equal("CPU, 1 thread", Devices.Describe(torch.CPU));
            Assert.Throws<ArgumentOutOfRangeException>(() => Devices.UseThreads(0));
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void Two_hyperthreads_of_a_core_count_once()
    {
        string folder = Directory.CreateTempSubdirectory("studykit-cpus-").FullName;
        try
        {
            foreach ((int cpu, string siblings) in new[] { (0, "0,4"), (1, "1,5"), (4, "0,4\n"), (5, "1,5") })
            {
                string topology = Path.Combine(folder, $"cpu{cpu}", "topology");
                Directory.CreateDirectory(topology);
                File.WriteAllText(Path.Combine(topology, "thread_siblings_list"), siblings);
            }

            Directory.CreateDirectory(Path.Combine(folder, "cpufreq"));
            Assert.Equal(2, CpuCores.CountIn(folder, 7));
            Assert.Equal(7, CpuCores.CountIn(Path.Combine(folder, "cpufreq"), 7));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
