using StudyKit.Tests.Notebooks;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace StudyKit.Tests.Notebooks;

/// <summary>The runs of all notebooks take longest, so they begin first and the others run beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderByDescending(one => IsQuick(one))
                .ThenBy(one => one.TestCollectionDisplayName, StringComparer.Ordinal),
        ];

    private static bool IsQuick(ITestCollection collection) =>
        collection.TestCollectionDisplayName.Contains(nameof(QuickRunTests), StringComparison.Ordinal);
}
