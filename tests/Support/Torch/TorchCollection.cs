namespace StudyKit.Tests.Support;

/// <summary>
/// libtorch's random generator is global to the process and its threads fight for the cores,
/// so every test that touches torch carries <c>[Collection(TorchCollection.Name)]</c> and runs alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection
{
    public const string Name = "torch";
}
