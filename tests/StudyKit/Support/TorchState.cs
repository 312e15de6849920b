using TorchSharp;

namespace StudyKit.Tests.Support;

/// <summary>What every public call must leave as it found it.</summary>
public static class TorchState
{
    /// <summary>Fails when gradients are off or a dispose scope is open on this thread.</summary>
    public static void IsClean()
    {
        Assert.True(torch.is_grad_enabled(), "gradients were left off");
        long before = DisposeScopeManager.Statistics.CreatedOutsideScopeCount;
        using torch.Tensor witness = torch.zeros(1);
        Assert.True(DisposeScopeManager.Statistics.CreatedOutsideScopeCount > before, "a dispose scope was left open");
    }
}
