using Xunit.Sdk;
using Xunit.v3;

namespace StudyKit.Tests.Notebooks;

/// <summary>
/// Each notebook is looked at when its run ends, while the next ones run: in another order the first test would wait
/// for the last run, and all reports be opened one after another when nothing else is left to do.
/// </summary>
public sealed class AsTheyEnd : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
        [
            .. testCases.OrderBy(Place).ThenBy(one => one.TestCaseDisplayName, StringComparer.Ordinal),
        ];

    private static int Place<TTestCase>(TTestCase test)
        where TTestCase : notnull, ITestCase
    {
        string name = test.TestCaseDisplayName;
        return QuickRuns.InOrder.ToList().FindIndex(notebook => name.Contains(notebook, StringComparison.Ordinal));
    }
}
