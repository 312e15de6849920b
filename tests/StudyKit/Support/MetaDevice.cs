using TorchSharp;

namespace StudyKit.Tests.Support;

/// <summary>
/// Builds a full-size model on the meta device, which keeps shapes and no numbers: for counts and state-dict goldens.
/// </summary>
public static class MetaDevice
{
    public static T Build<T>(Func<T> build)
    {
        torch.set_default_device(torch.META);
        try
        {
            return build();
        }
        finally
        {
            torch.set_default_device(torch.CPU);
        }
    }
}
